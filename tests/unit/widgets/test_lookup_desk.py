"""The desk's face: it sends what the fields say, shows why, and is never blank."""

from dataclasses import replace
from datetime import UTC, datetime

import pandas as pd
import pytest

from aatulab.research import desk_of_tables, load_scenario
from aatulab.widgets import LookupDesk

AT = datetime(2026, 5, 10, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def desk():
    reports = pd.DataFrame(
        [("D00000001", "P", "UABCDEF23", "UTO", "<lost>", pd.Timestamp("2025-01-05"))],
        columns=["report", "document_type", "document_number", "issuing_state", "reason",
                 "reported_on"],
    )  # fmt: skip
    scenario = load_scenario()
    quiet = {
        name: replace(base, errors=0.0, patience_s=1e6) for name, base in scenario.databases.items()
    }
    return desk_of_tables({"reported_documents": reports}, replace(scenario, databases=quiet))


def filled(desk, **changes):
    view = LookupDesk(desk, AT)
    ordinary = {"purpose": "serious crime", "ground": "open case", "document_number": "UABCDEF23"}
    view.fill("documents", **(ordinary | changes))
    return view


def test_a_question_is_sent_answered_and_shown_with_what_to_do_next(desk):
    view = filled(desk)
    assert view.ask().outcome == "hit"
    for shown in ("▲ hit", "D00000001", "every code is the same", "Next:", "&lt;lost&gt;"):
        assert shown in view.panel_html


def test_a_purpose_that_was_not_said_is_refused_and_stands_in_the_log(desk):
    view = filled(desk, purpose="(not said)")
    assert view.ask().outcome == "refused"
    assert "purpose is missing" in view.panel_html
    assert view.log.iloc[-1][["purpose", "outcome"]].tolist() == ["", "refused"]


def test_a_hit_is_verified_from_the_desk(desk):
    view = filled(desk)
    assert view.verify() is None  # nothing was asked yet
    view.ask()
    assert view.verify().status == "refused"  # no second thing
    assert "second thing" in view.panel_html


def test_another_database_has_other_fields_and_forgets_the_answer(desk):
    view = filled(desk)
    view.ask()
    view.fill("works", title="Harbour")
    assert view.answer is None
    with pytest.raises(KeyError):
        view.fill(document_number="UABCDEF23")


def test_without_a_kernel_there_are_tables(desk):
    view = filled(desk)
    view.ask()
    bundle = view._repr_mimebundle_()
    assert bundle["text/html"].count("<table") == 2
    assert "Lost and stolen travel documents" in bundle["text/html"]
    assert "1 record" in bundle["text/plain"]
