"""Five roles, each with its columns; a paper shows what is written and says where nothing is."""

import pytest

from aatulab.cases import load_case
from aatulab.errors import TargetingError
from aatulab.targeting.roles import KINDS, customs_roles, paper
from aatulab.targeting.scores import NEVER_SCORES


@pytest.fixture(scope="module")
def case():
    return load_case("all-doors-open")


def numbers(case):
    return {
        "consignment": case.house_waybills["hawb"].iloc[0],
        "parcel": case.postal_items["item"].iloc[0],
        "crossing": case.crossings["crossing_id"].iloc[0],
    }


def test_there_are_five_roles_and_each_asks_another_question():
    roles = customs_roles()
    assert len(roles) == 5
    assert len({role.asks for role in roles}) == 5
    assert all(role.asks.endswith("?") for role in roles)


def test_no_role_reads_what_somebody_is_and_only_statistics_where_goods_come_from():
    for role in customs_roles():
        read = {name for kind in KINDS for name in role.columns[kind]}
        allowed = {"origin"} if role.name == "trade statistics" else set()
        assert read & NEVER_SCORES == allowed


@pytest.mark.parametrize("kind", KINDS)
def test_a_paper_has_every_field_that_a_role_reads_on_it(case, kind):
    found = paper(case, kind, numbers(case)[kind])
    for role in customs_roles():
        assert set(found.answers(role)) == set(role.columns[kind])


def test_statistics_read_nothing_on_the_road(case):
    found = paper(case, "crossing", numbers(case)["crossing"])
    assert found.answers(customs_roles()[-1]) == {}


def test_what_is_not_written_is_none(case):
    silent = case.house_waybills.query("declared_value.isna()")["hawb"].iloc[0]
    assert paper(case, "consignment", silent).fields["declared_value"] is None


@pytest.mark.parametrize(
    ("kind", "number", "named"),
    [
        ("box", "1", "expected one of consignment, parcel, crossing"),
        ("parcel", "RD000000000ZZ", "has no parcel 'RD000000000ZZ'; try for example"),
    ],
)
def test_unknown_paper_gets_one_sentence_that_names_it(case, kind, number, named):
    with pytest.raises(TargetingError, match=named):
        paper(case, kind, number)
