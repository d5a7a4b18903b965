"""The table of signals holds every booking once, and nothing that says who somebody is."""

import pytest

from aatulab.cases import build_case
from aatulab.targeting import NEVER_SCORES, checked_kg, excess_paid, signal_table


@pytest.fixture(scope="module")
def case():
    return build_case("arrivals-tuesday", 11)[0]


def test_one_row_a_booking_in_the_order_of_the_case(case):
    assert signal_table(case).index.tolist() == case.bookings.pnr.tolist()


def test_nothing_says_who_somebody_is(case):
    signals = signal_table(case)
    assert not NEVER_SCORES & set(signals.columns)
    assert all(dtype.kind in "bif" for dtype in signals.dtypes)


def test_only_a_one_way_ticket_lacks_its_stay(case):
    signals = signal_table(case)
    assert (signals.stay_h.isna() == signals.one_way).all()
    assert signals.drop(columns="stay_h").notna().all().all()


def test_a_booking_without_contact_or_bags_counts_zero(case):
    signals = signal_table(case)
    without = case.bookings.pnr[~case.bookings.pnr.isin(case.contacts.pnr)]
    assert (signals.contact_reuse[without] == 0).all()
    assert (signals.checked_kg >= 0).all()


def test_weight_is_shared_among_the_travellers(make):
    import pandas as pd

    bookings = make.bookings({"party_size": 2}, {})
    bags = pd.DataFrame(
        {"pnr": ["PNR000", "PNR000"], "weight_kg": [20.0, 10.0], "excess_paid": [False, True]}
    )
    assert checked_kg(bags, bookings).to_dict() == {"PNR000": 15.0, "PNR001": 0.0}
    assert excess_paid(bags, bookings).to_dict() == {"PNR000": True, "PNR001": False}
