import pytest

from aatulab.codes.messages.sensitive import Sieve


@pytest.mark.parametrize(
    "text",
    ["VGML", "MOML", "KSML", "HNML", "DBML", "CHML", "SPML", "WCHR", "WCHC", "MEDA", "BLND",
     "DEAF", "STCR", "LANG", "PSGR ASKED FOR KSML", "wchr at gate", "1 DBML/0Q204", "MAAS-OLD"],
)  # fmt: skip
def test_meals_health_and_language_are_dropped_and_counted(text):
    sieve = Sieve()
    assert not sieve.lets_through(text)
    assert sieve.dropped == 1


@pytest.mark.parametrize(
    "text",
    ["SEAT", "DOCS", "INFT", "UMNR", "XBAG", "FQTV", "WINDOW SEAT REQUESTED", "CREW JOINING VESSEL",
     "U7ABML22Q", "HAMLET", "WCHRX", "TOUR GROUP LIST WITH OPERATOR", ""],
)  # fmt: skip
def test_other_services_and_words_stay(text):
    sieve = Sieve()
    assert sieve.lets_through(text)
    assert sieve.dropped == 0
