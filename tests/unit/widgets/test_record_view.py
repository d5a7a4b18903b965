"""The record shows what the rules leave, says why, and never a masked name."""

import pytest

from aatulab.widgets import RecordView
from aatulab.widgets.record_view import Look

RECORD = {"pnr": "ABC123", "surname": "Moreau", "phone": "+33199", "card": "4111", "fare": 90.5}


@pytest.mark.parametrize(
    ("purpose", "months", "linked", "approved", "word"),
    [
        ("serious crime", 0, False, False, "shown"),
        ("terrorist offences", 5, False, False, "shown"),
        ("serious crime", 6, False, True, "gone"),
        ("serious crime", 6, True, False, "hidden"),
        ("serious crime", 59, True, True, "shown"),
        ("serious crime", 60, True, True, "gone"),
        ("tax debt", 0, True, True, "refused"),
    ],
)
def test_verdict_follows_purpose_age_link_and_approval(purpose, months, linked, approved, word):
    look = Look(purpose, months, is_linked=linked, is_approved=approved)
    assert look.verdict()[0] == word


def test_masked_record_shows_no_name_and_keeps_the_rest():
    view = RecordView(RECORD)
    view.ask(months=12, linked=True)
    assert "names hidden" in view.panel_html
    for hidden in ("Moreau", "+33199", "4111"):
        assert hidden not in view.panel_html
    assert "90.5" in view.panel_html
    view.ask(approved=True)
    assert "Moreau" in view.panel_html


@pytest.mark.parametrize("asked", [{"purpose": "tax debt"}, {"months": 61}, {"months": 7}])
def test_refused_look_shows_nothing_and_is_logged(asked):
    view = RecordView(RECORD)
    view.ask(**asked)
    assert "ABC123" not in view.panel_html
    assert "log: purpose" in view.panel_html


def test_reader_without_a_kernel_sees_the_record_and_the_rules():
    bundle = RecordView(RECORD)._repr_mimebundle_()
    assert "Moreau" in bundle["text/html"]
    assert "<td>refused</td>" in bundle["text/html"]
    assert bundle["text/plain"].startswith("shown")
