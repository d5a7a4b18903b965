import string

import numpy as np
import pytest

from aatulab.codes.airports import parse_airport
from aatulab.codes.carriers import parse_carrier
from aatulab.codes.hs import parse_hs


@pytest.fixture(scope="session", autouse=True)
def _lists_are_read():
    """Read what is read once before hypothesis times an example that happens to come first."""
    for code in ("LIS", "LPPT"):
        parse_airport(code)
    parse_hs("010121")
    parse_carrier("0Q")


@pytest.fixture(scope="session")
def changed_digits():
    """Every text that differs from a code in one digit, with its place and the digits."""

    def changes(code):
        return [
            (code[:place] + new + code[place + 1 :], place, old, new)
            for place, old in enumerate(code)
            if old in string.digits
            for new in string.digits
            if new != old
        ]

    return changes


@pytest.fixture
def rng():
    return np.random.default_rng(11)
