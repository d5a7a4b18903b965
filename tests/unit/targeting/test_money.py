"""The payer is compared with the travellers of the same booking, by name, and with nothing else."""

import pytest

from aatulab.targeting.money import paid_cash, payer_is_not_traveller


@pytest.mark.parametrize(
    "payer", ["LINA MOREAU", "Moreau, Lina", "MOREAU/LINA ANA", "moreau lina-ana"]
)
def test_the_traveller_is_known_in_any_spelling(make, payer):
    other = payer_is_not_traveller(make.payments({"payer_name": payer}), make.passengers({}))
    assert not other["PNR000"]


@pytest.mark.parametrize(
    "payer", ["JUAN MOREAU", "MOREAU", "LINA ANAND", "ACME MARINE LTD", "", None]
)
def test_a_shared_surname_a_firm_or_no_name_is_somebody_else(make, payer):
    other = payer_is_not_traveller(make.payments({"payer_name": payer}), make.passengers({}))
    assert other["PNR000"]


def test_anybody_on_the_booking_may_pay_for_all(make):
    passengers = make.passengers({"given_names": "TOM"}, {})
    assert not payer_is_not_traveller(make.payments({}), passengers)["PNR000"]


def test_the_traveller_of_another_booking_is_somebody_else(make):
    passengers = make.passengers({"given_names": "TOM"}, {"pnr": "PNR001"})
    assert payer_is_not_traveller(make.payments({}), passengers)["PNR000"]


def test_one_foreign_payer_among_two_is_enough(make):
    payments = make.payments({}, {"payer_name": "ACME LTD"})
    assert payer_is_not_traveller(payments, make.passengers({}))["PNR000"]


def test_cash_counts_when_it_is_any_part(make):
    cash = paid_cash(make.payments({"form": "CC"}, {"form": "CA"}, {"pnr": "PNR001"}))
    assert cash.to_dict() == {"PNR000": True, "PNR001": False}
