import pytest
from biip.gs1_prefixes import GS1Prefix, GS18Prefix
from hypothesis import given
from hypothesis import strategies as st
from stdnum import ean

from aatulab.codes.fixed import blank
from aatulab.codes.gs1 import check_digits, reserved_use

# how `biip` words what GS1 keeps its prefixes for, and how we do
WORDS = {
    "within a geographic region": "restricted circulation within a region",
    "within a company": "restricted circulation within a company",
    "demonstrations": "demonstrations and examples",
    "ISSN": "serial publications, ISSN",
    "ISBN": "books, ISBN",
    "Refund": "refund receipts",
    "coupon": "coupons",
}


def use_by_biip(prefix):
    usage = "" if prefix is None else prefix.usage
    return next((ours for word, ours in WORDS.items() if word in usage), "")


@given(st.text("0123456789", min_size=1, max_size=17))
def test_check_digits_are_those_of_an_independent_library(payload):
    assert check_digits(blank(1, payload)).tobytes().decode() == ean.calc_check_digit(payload)


@pytest.mark.parametrize("prefix", [f"{number:03d}" for number in range(1, 1000)])
def test_prefixes_are_kept_for_what_an_independent_library_says(prefix):
    try:
        known = GS1Prefix.extract(prefix + "0" * 10)
    except AttributeError:
        known = None  # biip looks an unassigned prefix up and stumbles
    assert reserved_use(prefix) == use_by_biip(known)


@pytest.mark.parametrize("prefix", [f"{number:03d}" for number in range(0, 1000, 7)] + ["952"])
def test_short_prefixes_are_kept_for_what_an_independent_library_says(prefix):
    assert reserved_use(prefix, short=True) == use_by_biip(GS18Prefix.extract(prefix + "0" * 5))
