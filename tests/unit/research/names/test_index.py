"""Finding among many: what the index finds is what brute force finds, but for a counted few."""

import numpy as np
import pyarrow as pa
import pytest

from aatulab.research import Name, compare_names
from aatulab.research.names.compare import errors_allowed
from aatulab.research.names.index import NameIndex
from aatulab.world.reference import names

ROWS, QUESTIONS, NEAR = 1_200, 40, 80.0


@pytest.fixture(scope="module")
def table():
    """Names of the world, one in ten a double name."""
    rng = np.random.default_rng(3)
    surnames = names().surnames.take(pa.array(rng.integers(0, 400, ROWS))).to_pylist()
    given = names().given.take(pa.array(rng.integers(0, 120, ROWS))).to_pylist()
    for row in range(0, ROWS, 10):
        surnames[row] += f"-{surnames[row - 1]}"
    return surnames, given


def as_another_clerk(surname, given, rng):
    """Return a name with a slip, in another order, with an initial, or with a word missing."""
    how = int(rng.integers(0, 6))
    place = int(rng.integers(1, len(surname) - 1))
    if how == 0:
        return surname[:place] + "e" + surname[place + 1 :], given
    if how == 1:
        return surname[:place] + surname[place + 1 :], given
    if how == 2:
        return given, surname
    if how == 3:
        return surname, given[0]
    if how == 4:
        return surname.split("-")[0], given
    return surname.replace("-", "").lower(), given[:-1] + "a"


def test_the_index_finds_what_brute_force_finds(table):
    surnames, given = table
    index = NameIndex(pa.array(surnames), pa.array(given))
    held = [Name.of(*pair) for pair in zip(surnames, given, strict=True)]
    rng = np.random.default_rng(4)
    near, found = 0, 0
    for row in rng.integers(0, ROWS, QUESTIONS).tolist():
        asked = Name.of(*as_another_clerk(surnames[row], given[row], rng))
        brute = {
            place for place, name in enumerate(held) if compare_names(asked, name).score >= NEAR
        }
        near += len(brute)
        found += len(brute & set(index.candidates(asked)[0].tolist()))
    assert near > 3 * QUESTIONS  # there is something to lose
    assert found / near >= 0.99


def test_words_are_near_exactly_where_brute_force_says_so():
    from rapidfuzz.distance import OSA

    from aatulab.research.names.index import _Vocabulary

    rng = np.random.default_rng(5)
    words = sorted(
        {"".join(rng.choice(list("ABCDE"), rng.integers(1, 9))) for _ in range(1_500)},
        key=lambda word: (len(word), word),
    )
    vocabulary = _Vocabulary.of(words)
    for word in (each for each in words[::41] if len(each) > 1):
        near = {words[place] for place in vocabulary.near(word)[0].tolist()}
        brute = {
            other
            for other in words
            if (len(other) == 1 and other == word[0])
            or OSA.distance(word, other) <= errors_allowed(max(len(word), len(other)))
        }
        assert near == {each for each in brute if len(each) > 1 or each == word[0]}


@pytest.mark.parametrize(
    ("asked", "rows"),
    [
        (("Muller", "Jo"), {0}),
        (("MUELLER", "Jo"), {0}),
        (("Jo", "Müller"), {0}),
        (("Müller", "J"), {0}),
        (("Müllerxyx", "Jonas"), {3}),
        (("Müller", ""), {0}),
        (("Almansur", "Karim"), {1}),
        (("Vask", "Anna"), {2}),
        (("Kessel", "Anna"), {2}),
        (("Nobody", "Here"), set()),
    ],
)
def test_spellings_orders_initials_and_single_names_are_found(asked, rows):
    surnames = pa.array(["Müller", "Al Mansur", "Vask-Kessel", "Müllerxyx", None])
    given = pa.array(["Jo", "Karim", "Anna Bela", "J.", None])
    index = NameIndex(surnames, given)
    assert set(index.candidates(Name.of(*asked))[0].tolist()) == rows


def test_records_with_fewer_errors_come_first():
    surnames = pa.array(["Garvelund", "Garvelind", "Garvelynd"])
    index = NameIndex(surnames, pa.array(["Torami"] * 3))
    rows, errors = index.candidates(Name.of("Garvelind", "Torami"))
    assert rows.tolist()[0] == 1
    assert errors.tolist() == sorted(errors.tolist())


def test_an_empty_table_has_no_names():
    index = NameIndex(pa.array([], pa.string()), pa.array([], pa.string()))
    assert index.candidates(Name.of("Vask", "Anna"))[0].tolist() == []
