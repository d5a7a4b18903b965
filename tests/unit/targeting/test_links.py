"""Links count bookings, have limits, and chain into parties."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting import link_table, parties, shared_by

CARD_AND_PHONE = pd.DataFrame(
    {"phone": ["1", "1", "2", None], "card": ["7", "8", "8", None]}, index=list("ABCD")
)


@pytest.fixture
def links(make):
    bookings = make.bookings({}, {}, {}).assign(agency=["WEB", "TA1000", "TA1000"])
    passengers = make.passengers({}, {"pnr": "PNR001"}, {"pnr": "PNR002", "surname": "OTHER"})
    payments = make.payments({}, {"pnr": "PNR001", "payer_name": "Some Firm"}, {"pnr": "PNR002"})
    contacts = make.contacts(("PNR000", "+1"), ("PNR009", "+1"))
    return link_table(bookings, payments.assign(card=["5", None, "5"]), passengers, contacts)


def test_a_payer_who_travels_and_a_sale_by_the_airline_link_nobody(links):
    assert links.payer.dropna().to_dict() == {"PNR001": "Some Firm", "PNR002": "LINA MOREAU"}
    assert links.agency.dropna().to_dict() == {"PNR001": "TA1000", "PNR002": "TA1000"}


def test_bookings_of_other_days_come_last_with_their_contact_points_alone(links):
    assert links.index.tolist() == ["PNR000", "PNR001", "PNR002", "PNR009"]
    assert links.loc["PNR009"].dropna().to_dict() == {"phone": "+1"}


def test_a_value_is_counted_over_all_bookings(links):
    assert shared_by(links, "phone").tolist() == [2, 0, 0, 2]


def test_a_chain_of_links_makes_one_party_named_after_its_first_booking():
    assert parties(CARD_AND_PHONE, ["phone", "card"]).to_dict() == {"A": "A", "B": "A", "C": "A"}


def test_one_kind_alone_leaves_the_others_out():
    assert parties(CARD_AND_PHONE, ["card"]).to_dict() == {"B": "B", "C": "B"}


@pytest.mark.parametrize(
    ("fewest", "most", "expected"), [(2, 3, 3), (3, 3, 3), (4, 9, 0), (2, 2, 0)]
)
def test_limits_say_how_many_bookings_may_share_a_value(fewest, most, expected):
    links = pd.DataFrame({"phone": ["1"] * 3}, index=list("ABC"))
    assert len(parties(links, ["phone"], fewest=fewest, most=most)) == expected


def test_parties_do_not_depend_on_the_order_of_rows_or_kinds():
    links = pd.DataFrame(
        {"phone": list("112334"), "card": list("567788"), "payer": list("xyzwvw")},
        index=list("FEDCBA"),
    )
    forward = parties(links, ["phone", "card", "payer"]).to_dict()
    back = parties(links.iloc[::-1], ["payer", "card", "phone"]).to_dict()
    assert forward == back
    assert forward == {"F": "E", "E": "E"} | dict.fromkeys("DCBA", "A")


def test_an_unknown_kind_is_refused_by_name():
    with pytest.raises(TargetingError, match="no column 'fax'"):
        parties(CARD_AND_PHONE, ["fax"])


def test_a_booking_that_stands_twice_is_refused():
    with pytest.raises(TargetingError, match="'A' twice"):
        shared_by(pd.concat([CARD_AND_PHONE, CARD_AND_PHONE.head(1)]), "phone")
