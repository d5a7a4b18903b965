"""What holds for every code: written ones read back, columns agree with single texts."""

from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes import fixed
from aatulab.codes.awb import are_awbs, parse_awb, write_awbs
from aatulab.codes.gtin import are_gtins, parse_gtin, write_gtins
from aatulab.codes.iban import are_ibans, parse_iban, write_ibans
from aatulab.codes.imei import are_imeis, parse_imei, write_imeis
from aatulab.codes.iso6346 import are_containers, parse_container, write_containers
from aatulab.codes.luhn import TEST_CARDS, are_cards, parse_card
from aatulab.codes.plates import are_plates, parse_plate, write_plates
from aatulab.codes.reading import compact
from aatulab.codes.s10 import are_items, parse_item, write_items
from aatulab.codes.sscc import are_ssccs, parse_sscc, write_ssccs
from aatulab.codes.uld import are_ulds, parse_uld, write_ulds

CHARACTERS = "0123456789AEKOQUZ<*o\u0663"


@dataclass(frozen=True)
class Code:
    name: str
    parse: Any
    are: Any
    write: Any  # from running numbers below 10,000


def same(text, rows):
    return fixed.blank(len(rows), text)


CODES = [
    Code("awb", parse_awb, are_awbs, lambda n: write_awbs(same("956", n), n)),
    Code("gtin-8", parse_gtin, are_gtins, lambda n: write_gtins(n, 8)),
    Code("gtin-12", parse_gtin, are_gtins, lambda n: write_gtins(n, 12)),
    Code("gtin-13", parse_gtin, are_gtins, write_gtins),
    Code("gtin-14", parse_gtin, are_gtins, lambda n: write_gtins(n, 14)),
    Code("sscc", parse_sscc, are_ssccs, write_ssccs),
    Code("imei", parse_imei, are_imeis, lambda n: write_imeis(n, n)),
    Code("item", parse_item, are_items, lambda n: write_items(same("RR", n), n)),
    Code("plate", parse_plate, are_plates, write_plates),
    Code("container", parse_container, are_containers, write_containers),
    Code("iban", parse_iban, are_ibans, write_ibans),
    Code("uld", parse_uld, are_ulds, lambda n: write_ulds(same("AKE", n), n, same("0Q", n))),
]
READABLE = [*CODES, Code("card", parse_card, are_cards, None)]
every_code = pytest.mark.parametrize("code", CODES, ids=lambda code: code.name)
every_readable = pytest.mark.parametrize("code", READABLE, ids=lambda code: code.name)


def sample(code):
    return TEST_CARDS[0] if code.write is None else text_of(code.write([4711]))


def text_of(rows):
    return fixed.to_text(rows)[0].as_py()


@every_code
def test_what_is_written_is_different_valid_and_reads_back(code):
    column = fixed.to_text(code.write(np.arange(10_000)))
    assert len(set(column.to_pylist())) == 10_000
    assert code.are(column).all()
    assert all(code.parse(text).problems == () for text in column.to_pylist()[::101])


@every_readable
@given(data=st.data())
def test_columns_and_single_texts_are_judged_alike(code, data):
    text = sample(code)
    for _ in range(data.draw(st.integers(0, 2))):
        place = data.draw(st.integers(0, len(text) - 1))
        cut = data.draw(st.integers(0, 1))
        text = text[:place] + data.draw(st.text(CHARACTERS, max_size=2)) + text[place + cut :]
    masked = "*" in text  # a masked card is read, but it is no whole number
    if compact(text) == text and not masked:
        assert code.are(pa.array([text])).tolist() == [code.parse(text).is_valid], text


@every_readable
@given(text=st.text(max_size=40) | st.text(CHARACTERS, max_size=20))
def test_no_text_makes_a_traceback_and_every_problem_is_a_line(code, text):
    for problem in code.parse(text).problems:
        assert str(problem).isprintable()


@every_readable
def test_separators_and_small_letters_change_nothing(code):
    text = sample(code)
    spaced = " ".join(text[i : i + 4] for i in range(0, len(text), 4)).lower()
    assert code.parse(f" {spaced}\n").facts() == code.parse(text).facts()


@every_readable
def test_missing_and_short_texts_are_no_codes(code):
    column = pa.chunked_array([[None, ""], [sample(code)[:5], sample(code)]])
    assert code.are(column).tolist() == [False, False, False, True]


@every_code
def test_an_empty_column_gives_an_empty_column(code):
    rows = code.write(np.array([], dtype=np.int64))
    assert fixed.to_text(rows).to_pylist() == []
    assert code.are(pa.array([], pa.string())).tolist() == []


@every_code
@pytest.mark.parametrize("number", [-1, 10**15])
def test_a_number_out_of_range_is_refused(code, number):
    with pytest.raises(ValueError, match="expected 0 to"):
        code.write(np.array([0, number]))
