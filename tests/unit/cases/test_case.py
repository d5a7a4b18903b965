"""A case as people handle it: its tables are attributes, and what it has not it says."""

import copy
import pickle

import pandas as pd
import pytest

from aatulab.cases import Case
from aatulab.errors import CaseError

CASE = Case(
    "small",
    "A small one",
    pd.Timestamp("2026-03-11", tz="UTC"),
    {"bookings": pd.DataFrame({"pnr": ["F6TFJD"]}), "flights": pd.DataFrame({"flight_id": []})},
)


def test_a_table_is_an_attribute_and_is_offered_for_completion():
    assert CASE.bookings is CASE.tables()["bookings"]
    assert {"bookings", "flights", "tables"} <= set(dir(CASE))


def test_a_table_that_is_not_there_is_answered_with_those_that_are():
    with pytest.raises(
        CaseError, match=r"case 'small' has no table 'waybills'; its tables are bookings, flights\."
    ):
        _ = CASE.waybills
    assert not hasattr(CASE, "waybills")
    assert getattr(CASE, "_repr_html_", None) is None


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda c: pickle.loads(pickle.dumps(c))]
)
def test_a_copy_is_a_case(again):
    assert repr(again(CASE)) == repr(CASE)
    assert again(CASE).bookings.equals(CASE.bookings)
