import pycountry

from aatulab.codes.messages.states import is_state


def test_every_state_of_iso_3166_is_known():
    assert all(is_state(country.alpha_3) for country in pycountry.countries)


def test_codes_of_icao_are_known_and_others_are_not():
    assert all(map(is_state, ("UTO", "D", "GBD", "XXA", "XXB", "XXC", "UNO", "EUE")))
    assert not any(map(is_state, ("", "ZZZ", "UT", "GB", "uto", "DEU ")))
