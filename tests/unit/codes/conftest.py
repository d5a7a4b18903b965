import string

import numpy as np
import pytest


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
