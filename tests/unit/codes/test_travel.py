import re

import numpy as np

from aatulab.codes.fixed import to_text
from aatulab.codes.shuffle import round_keys
from aatulab.codes.travel import (
    TEST_PREFIXES,
    bag_tags,
    document_numbers,
    masked_cards,
    record_locators,
)

KEYS = round_keys(np.random.default_rng(4))
MANY = np.arange(50_000)


def test_record_locators_are_unique_and_well_formed():
    found = to_text(record_locators(MANY, KEYS)).to_pylist()
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("[A-HJ-NP-Z2-9]{6}", locator) for locator in found)


def test_document_numbers_are_unique_and_begin_with_the_letter_of_utopia():
    found = to_text(document_numbers(MANY, KEYS)).to_pylist()
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("U[A-HJ-NP-Z2-9]{8}", number) for number in found)


def test_bag_tags_have_ten_digits_and_no_airline():
    found = bag_tags(MANY).to_pylist()
    assert len(set(found)) == len(found)
    assert all(re.fullmatch("0000[0-9]{6}", tag) for tag in found)


def test_cards_show_eight_digits_and_four_behind_a_test_prefix():
    found = to_text(masked_cards(MANY, KEYS)).to_pylist()
    assert len(set(found)) == len(found)
    assert {card[:6] for card in found} == set(TEST_PREFIXES)
    assert all(re.fullmatch(r"\d{8}\*{4}\d{4}", card) for card in found)
