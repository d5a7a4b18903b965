"""Reuse counts bookings, never rows."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.contacts import (
    bookings_per_contact,
    bookings_sharing,
    contact_reuse,
    contact_reuse_of,
)


def test_a_number_given_twice_on_one_booking_counts_once(make):
    contacts = make.contacts(("A", "+1"), ("A", "+1"), ("B", "+1"))
    assert bookings_per_contact(contacts).pnrs.tolist() == [2]


def test_the_busiest_contact_point_of_a_booking_counts(make):
    contacts = make.contacts(("A", "+1"), ("A", "+2"), ("B", "+2"), ("C", "+2"))
    assert contact_reuse(contacts).to_dict() == {"A": 3, "B": 3, "C": 3}


def test_a_phone_and_a_mail_address_are_never_the_same_point(make):
    contacts = pd.concat([make.contacts(("A", "x")), make.contacts(("B", "x"), kind="email")])
    assert contact_reuse(contacts).to_dict() == {"A": 1, "B": 1}


def test_a_list_of_bookings_gets_its_own_counts_in_its_own_order(make):
    contacts = make.contacts(("A", "+1"), ("B", "+1"), ("C", "+2"), ("D", None))
    listed = pd.Index(["D", "Z", "C", "A"], name="pnr")
    every = contact_reuse(contacts).reindex(listed, fill_value=0)
    assert contact_reuse_of(listed, contacts).to_dict() == every.to_dict()
    assert every.to_dict() == {"D": 0, "Z": 0, "C": 1, "A": 2}


def test_the_kind_narrows_the_count(make):
    contacts = pd.concat(
        [
            make.contacts(("A", "+1"), ("B", "+1")),
            make.contacts(("A", "a@example.org"), kind="email"),
        ]
    )
    assert bookings_per_contact(contacts, "email").pnrs.tolist() == [1]
    assert contact_reuse(contacts, "phone")["A"] == 2


def test_an_unknown_kind_is_refused_by_name(make):
    with pytest.raises(TargetingError, match="'fax'"):
        contact_reuse(make.contacts(("A", "+1")), "fax")


def test_ties_stand_in_the_order_of_the_value(make):
    contacts = make.contacts(("B", "+2"), ("A", "+1"))
    assert bookings_per_contact(contacts)["value"].tolist() == ["+1", "+2"]


def test_bookings_sharing_are_distinct_and_sorted(make):
    contacts = make.contacts(("B", "+1"), ("A", "+1"), ("B", "+1"), ("C", "+2"))
    assert bookings_sharing(contacts, "+1") == ["A", "B"]
