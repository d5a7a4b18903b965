"""The widget marks what a role reads, and says what the paper leaves out."""

import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.roles import Paper, customs_roles
from aatulab.widgets import FiveRoles
from aatulab.widgets.five_roles import READ

FIELDS = {name: None for role in customs_roles() for name in role.columns["parcel"]}
PARCEL = Paper("parcel", "P1", FIELDS | {"value": 41.5, "category": "<gift>", "form": "CN22"})
ROAD = Paper("crossing", "X1", {n: 1 for r in customs_roles() for n in r.columns["crossing"]})


def marked(html):
    return html.count(f">{READ}</td>")


@pytest.mark.parametrize("role", customs_roles(), ids=lambda role: role.name)
def test_as_many_fields_are_marked_as_the_role_reads(role):
    widget = FiveRoles([PARCEL, ROAD])
    widget.role = role.name
    assert marked(widget.panel_html) == len(role.columns["parcel"])
    assert role.silent_on in widget.panel_html


def test_it_says_where_nothing_is_written_and_where_nothing_answers():
    widget = FiveRoles([PARCEL, ROAD])
    widget.role = "trade statistics"
    assert "nothing is written under gross kg, outward office" in widget.panel_html
    widget.number = "X1"
    assert "Nothing on this paper answers" in widget.panel_html
    widget.number, widget.role = "P1", "revenue"
    assert "3 fields answer." in widget.panel_html


def test_what_a_sender_wrote_is_text_and_no_markup():
    assert "&lt;gift&gt;" in FiveRoles([PARCEL]).panel_html


def test_reader_without_a_kernel_sees_every_paper_under_every_role():
    bundle = FiveRoles([PARCEL, ROAD])._repr_mimebundle_()
    assert bundle["text/html"].count("<caption") == 2
    reads = sum(
        len(role.columns[kind]) for role in customs_roles() for kind in ("parcel", "crossing")
    )
    assert marked(bundle["text/html"]) == reads


def test_no_paper_gets_one_sentence():
    with pytest.raises(TargetingError, match="papers: found none"):
        FiveRoles([])
