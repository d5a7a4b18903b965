import numpy as np
import phonenumbers
import pytest

from aatulab.codes import phones as module
from aatulab.codes.phones import POOL_SIZE, RESERVED, is_reserved, phones
from aatulab.codes.shuffle import round_keys

KEYS = round_keys(np.random.default_rng(11))


def test_every_number_of_the_pool_is_different_and_reserved():
    pool = phones(np.arange(POOL_SIZE), KEYS).to_pylist()
    assert len(set(pool)) == POOL_SIZE
    assert all(is_reserved(phone) for phone in pool[::97])


def test_every_reserved_block_has_the_length_of_its_country():
    for head, free in RESERVED:
        number = phonenumbers.parse(head + "0" * free)
        assert phonenumbers.is_possible_number(number), head


def test_blocks_do_not_overlap():
    heads = [head for head, _ in RESERVED]
    clashes = [(a, b) for a in heads for b in heads if a != b and b.startswith(a)]
    assert clashes == []


@pytest.mark.parametrize(
    ("phone", "reserved"),
    [
        ("+447700900461", True),  # Ofcom's own example of a drama number
        ("+12025550199", True),
        ("+12025550200", False),
        ("+33639981234", True),
        ("+33639971234", False),
        ("+61491570006", False),  # reserved too, but not in our pool
        ("+4477009001234", False),
        ("+44770090012a", False),
        ("447700900123", False),
    ],
)
def test_a_number_outside_the_ranges_is_not_reserved(phone, reserved):
    assert is_reserved(phone) is reserved


def test_beyond_the_pool_numbers_come_back_in_the_same_order():
    assert phones([3], KEYS).to_pylist() == phones([3 + POOL_SIZE], KEYS).to_pylist()


def test_the_sources_are_named_beside_the_ranges():
    for regulator in ("Arcep", "ACMA", "Ofcom", "Bundesnetzagentur", "NANPA"):
        assert regulator in str(module.__doc__)
