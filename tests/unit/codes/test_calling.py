import phonenumbers

from aatulab.codes.calling import CALLING_CODES


def test_codes_are_those_of_an_independent_library():
    assert set(map(int, CALLING_CODES)) == set(phonenumbers.COUNTRY_CODE_TO_REGION_CODE)


def test_no_code_begins_another():
    pairs = [(a, b) for a in CALLING_CODES for b in CALLING_CODES if a != b and b.startswith(a)]
    assert pairs == []
