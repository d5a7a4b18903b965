"""The table of signals has one row a consignment, and nothing of who or where somebody is."""

import pytest

from aatulab.cases import load_case
from aatulab.targeting.cargo import consignment_signals
from aatulab.targeting.scores import NEVER_SCORES


@pytest.fixture(scope="module")
def case():
    return load_case("freighter-week")


def test_signals_cover_every_consignment_once(case):
    signals = consignment_signals(case)
    direct = case.waybills.loc[case.waybills["kind"] == "direct", "awb"]
    assert signals.index.tolist() == [*direct, *case.house_waybills["hawb"]]
    assert set(signals["awb"]) <= set(case.waybills["awb"])
    assert (signals.loc[direct, "names_at_address"] == 1).all()


def test_no_signal_says_who_or_where_somebody_is(case):
    columns = set(consignment_signals(case).columns)
    assert not columns & NEVER_SCORES
    assert not [name for name in columns if "address_id" in name or "state" in name]
