"""Printed text is kept up to a limit, and the rest is counted."""

import pytest

from aatulab.grading.sandbox.inside.capture import CappedText


def test_text_is_kept_and_taken_once():
    text = CappedText(100)
    print("one", "é", file=text)
    assert text.take() == "one é\n"
    assert text.take() == ""


def test_the_rest_is_counted():
    text = CappedText(10)
    for _ in range(1_000):
        text.write("x" * 1_000)
    assert text.take() == "x" * 10 + "\n… and 999,990 bytes more"


def test_a_character_cut_in_two_does_not_hurt():
    text = CappedText(3)
    text.write("éé")
    assert text.take().startswith("é")


def test_bytes_and_odd_characters_are_taken():
    text = CappedText(100)
    text.buffer.write(b"raw \xff ")
    text.write("\ud800")
    text.take().encode("utf-8")


def test_it_is_no_terminal_and_no_file():
    text = CappedText(10)
    assert not text.isatty()
    assert text.writable()
    with pytest.raises(OSError, match="fileno"):
        text.fileno()
