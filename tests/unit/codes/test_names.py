import pytest
from mrz.generator.dictionaries.latin_based import transliteration as independent

from aatulab.codes.names import transliterate
from aatulab.world.reference import names


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Eriksson", "ERIKSSON"),
        ("Anna Maria", "ANNA<MARIA"),
        ("d'Ete-Åsgård", "DETE<AASGAARD"),
        ("Weiß", "WEISS"),
        ("Þórđur", "THORDUR"),
        ("Müller", "MUELLER"),
        ("Øyvind Æsir", "OEYVIND<AESIR"),
        ("Ion Țărț", "ION<TART"),
    ],
)
def test_marks_are_written_as_the_standard_says(name, written):
    assert transliterate(name) == written


def test_a_mark_that_is_a_character_of_its_own_counts_like_the_marked_letter():
    assert transliterate("Mu\u0308ller E\u0301te\u0301") == "MUELLER<ETE"


@pytest.mark.parametrize("name", ["Иван", "Ann4", "A/B"])
def test_a_letter_outside_the_table_is_refused(name):
    with pytest.raises(ValueError, match="not in the Latin table"):
        transliterate(name)


@pytest.mark.parametrize("letter", sorted(set(independent) - {"'"}))
def test_every_letter_is_written_as_an_independent_library_writes_it(letter):
    assert transliterate(letter) == independent[letter].upper()


def test_every_name_of_the_pools_can_be_written():
    pools = names()
    assert all(set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ<") for name in pools.surnames_mrz)
    assert all(set(name) <= set("ABCDEFGHIJKLMNOPQRSTUVWXYZ<") for name in pools.given_mrz)
