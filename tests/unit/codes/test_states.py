import pycountry
import pytest
from mrz.base.countries_ops import is_code

from aatulab.codes.states import ALPHA_3, FICTITIOUS, IN_PASSPORTS, UTOPIA, is_state

# in later editions of Doc 9303 than the library knows
NEWER = {"XXC", "XPO"}


def test_codes_are_those_of_an_independent_library():
    assert {c.alpha_2: c.alpha_3 for c in pycountry.countries} == ALPHA_3


def test_codes_in_passports_are_known_to_an_independent_library():
    assert {code for code in IN_PASSPORTS if not is_code(code)} == NEWER


def test_the_lab_s_codes_are_no_state_s():
    assert pycountry.countries.get(alpha_2=FICTITIOUS) is None
    assert pycountry.countries.get(alpha_3=UTOPIA) is None
    assert UTOPIA in IN_PASSPORTS


@pytest.mark.parametrize("letters", ["", "F", "FRA", "fr", "XX"])
def test_other_letters_are_no_state(letters):
    assert not is_state(letters)
