"""A table opens in a spreadsheet as what it is: no cell runs, none breaks its row."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.grading.spreadsheet import plain_cell, write_table

FORMULAS = [
    "=1+1",
    "=cmd|' /C calc'!A0",
    "+1+cmd|' /C calc'!A0",
    "-2+3",
    "@SUM(1+1)",
    "\t=1+1",
    "\r=1+1",
    "\n=1+1",
    " =1+1",
    "\0=1+1",
    "\uff1d1+1",  # the full-width =, which Excel reads as one
    "%0A=1+1",
    "|calc",
]


@pytest.mark.parametrize("text", FORMULAS)
def test_a_formula_is_written_as_text(text):
    assert plain_cell(text) == f"'{text}"


@pytest.mark.parametrize("cell", ["ana", "a=b", "a-b", "a@b.example.org", "5", "", "'x'", "josé"])
def test_ordinary_text_stays_as_it_is(cell):
    assert plain_cell(cell) == cell


@pytest.mark.parametrize(
    ("cell", "text"), [(-2.5, "-2.5"), (3, "3"), (1e-7, "1e-07"), (None, ""), ("-3.5", "-3.5")]
)
def test_numbers_stay_numbers(cell, text):
    assert plain_cell(cell) == text


@pytest.mark.parametrize("cell", ["-1e5+1", "--1", "+5 5", "-1\n=2", "-\u0661"])
def test_what_only_begins_like_a_number_is_text(cell):
    assert plain_cell(cell).startswith("'")


@given(st.lists(st.lists(st.text(max_size=8), min_size=2, max_size=2), max_size=4))
def test_every_row_comes_back_whole_and_no_cell_begins_as_a_formula(rows):
    back = list(csv.reader(io.StringIO(write_table(["a", "b"], rows), newline="")))
    assert back == [["a", "b"], *([plain_cell(cell) for cell in row] for row in rows)]
    assert not [c for row in back for c in row if c[:1] in set("=@\t\r\n")]
