import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes import fixed


@given(st.lists(st.integers(0, 10**12 - 1), min_size=1, max_size=20), st.integers(1, 14))
def test_digits_are_those_that_python_writes(numbers, width):
    written = fixed.to_text(fixed.digits(np.array(numbers), width)).to_pylist()
    assert written == [f"{number:0{width}d}"[-width:] for number in numbers]


@given(st.lists(st.integers(0, 2**30 - 1), min_size=1, max_size=20, unique=True))
def test_symbols_of_different_numbers_differ(numbers):
    written = fixed.to_text(fixed.symbols(np.array(numbers), 6)).to_pylist()
    assert len(set(written)) == len(numbers)


def test_the_alphabet_has_no_look_alikes():
    assert not set("IO01") & set(fixed.UNAMBIGUOUS)
    assert len(fixed.UNAMBIGUOUS) == 32


def test_an_alphabet_of_another_size_is_refused():
    with pytest.raises(ValueError, match="32 characters"):
        fixed.symbols(np.array([1]), 2, "ABC")


def test_text_comes_back_as_it_went():
    matrix = fixed.padded(["AB", "CDE", "FGHIJ"], 4, ".")
    column = fixed.to_text(matrix)
    assert column.to_pylist() == ["AB..", "CDE.", "FGHI"]
    assert (fixed.from_text(column, 4) == matrix).all()
    assert (fixed.from_text(column.slice(1), 4) == matrix[1:]).all()
    assert fixed.from_text(pa.chunked_array([column, column]), 4).shape == (6, 4)


def test_missing_texts_are_null():
    missing = np.array([False, True, False])
    assert fixed.to_text(fixed.blank(3, "AB"), missing).to_pylist() == ["AB", None, "AB"]


def test_texts_of_another_width_are_refused():
    with pytest.raises(ValueError, match="3 characters"):
        fixed.from_text(pa.array(["ABC", "AB"]), 3)


def test_an_empty_column_has_no_rows():
    assert fixed.from_text(pa.array([], pa.string()), 5).shape == (0, 5)
    assert fixed.to_text(np.empty((0, 5), dtype=np.uint8)).to_pylist() == []


@given(st.lists(st.none() | st.text(max_size=6), max_size=12), st.integers(1, 4))
def test_texts_of_another_width_hold_zeros(texts, width):
    matrix, fits = fixed.aligned(pa.array(texts, pa.string()), width)
    for row, fit, text in zip(matrix, fits, texts, strict=True):
        raw = (text or "").encode()
        assert fit == (text is not None and len(raw) == width)
        assert row.tobytes() == (raw if fit else bytes(width))


def test_slices_chunks_and_large_strings_are_aligned_alike():
    texts = pa.array(["AB", "C", None, "DE"])
    expected = fixed.aligned(texts, 2)[0].tolist()
    for column in (pa.chunked_array([texts[:1], texts[1:]]), texts.cast(pa.large_string())):
        assert fixed.aligned(column, 2)[0].tolist() == expected
    assert fixed.aligned(texts[3:], 2)[0].tolist() == expected[3:]


@pytest.mark.parametrize("number", [-1, 100])
def test_a_number_out_of_bounds_is_refused(number):
    with pytest.raises(ValueError, match=f"serial: expected 0 to 99, found {number}"):
        fixed.bounded([5, number], 100, "serial")
