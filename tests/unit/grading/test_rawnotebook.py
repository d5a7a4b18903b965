import contextlib
import json
import os

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.grading.rawnotebook import RefusedError, read_cells, read_file


def notebook(*cells, **others):
    return json.dumps(
        {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells, **others}
    )


CODE = {"cell_type": "code", "source": "x = 1", "metadata": {}, "outputs": []}


def read(text, most_cells=10):
    return read_cells("ana.ipynb", text if isinstance(text, bytes) else text.encode(), most_cells)


def test_sources_kinds_and_grade_ids_are_read():
    cell = {**CODE, "source": ["a = 1\n", "b = 2"], "metadata": {"nbgrader": {"grade_id": "q"}}}
    (read_cell,) = read(notebook(cell))
    assert (read_cell.kind, read_cell.source, read_cell.grade_id) == ("code", "a = 1\nb = 2", "q")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        (b"", "the file is empty"),
        (b"  \n", "the file is empty"),
        (b"\x89PNG\r\n\x1a\n\xff\xfe", "it is not text"),
        (b"PK\x03\x04zip", "not readable as a notebook: line 1"),
        ("<html></html>", "not readable as a notebook: line 1"),
        ('{"cells": [', "not readable as a notebook: line 1"),
        ("[]", "it has no list of cells"),
        ("null", "it has no list of cells"),
        ('"cells nbformat"', "it has no list of cells"),
        ("{}", "it has no list of cells"),
        ('{"worksheets": [], "nbformat": 3}', "the old format 3"),
        (notebook(CODE, nbformat=5), "format '5', expected 4"),
        (notebook(), "the notebook has no cells"),
        (notebook(*[CODE] * 11), "11 cells; at most 10"),
        (notebook("x"), "cell 1: expected a code or Markdown cell"),
        (notebook(CODE, {**CODE, "cell_type": "applet"}), "cell 2: expected a code"),
        (notebook({**CODE, "source": 1}), "cell 1: its source is not text"),
        (notebook({**CODE, "source": ["a", 1]}), "cell 1: its source is not text"),
        ("[" * 200_000, "RecursionError"),
        ('{"nbformat": ' + "9" * 5_000 + ', "cells": []}', "ValueError"),
    ],
)
def test_what_is_no_notebook_is_refused_with_a_next_step(text, message):
    with pytest.raises(RefusedError, match=message) as caught:
        read(text)
    assert str(caught.value).startswith("ana.ipynb: ")
    assert len(str(caught.value)) < 300


@given(st.binary(max_size=200))
def test_no_bytes_at_all_break_the_reader(data):
    with contextlib.suppress(RefusedError):
        read(data)


@pytest.mark.parametrize(
    "metadata", [None, [], "x", {"nbgrader": 1}, {"nbgrader": {"grade_id": 5}}]
)
def test_odd_metadata_is_no_grade_id(metadata):
    assert read(notebook({**CODE, "metadata": metadata}))[0].grade_id is None


def test_half_a_surrogate_pair_and_windows_line_ends_become_ordinary_text():
    (cell,) = read(notebook({**CODE, "source": "a\r\nb = '\ud800'"}))
    assert cell.source == "a\nb = '?'"


def test_a_byte_order_mark_is_forgiven():
    assert read(b"\xef\xbb\xbf" + notebook(CODE).encode())


def test_a_file_of_two_hundred_megabytes_is_refused_unread(tmp_path):
    path = tmp_path / "huge.ipynb"
    with path.open("wb") as file:
        file.truncate(200 * 1024 * 1024)  # sparse: it takes no room
    with pytest.raises(RefusedError, match=r"huge\.ipynb: 200 MB; at most 20 MB .* Clear the"):
        read_file(path, 20 * 1024 * 1024)


def test_a_file_of_just_the_limit_is_read(tmp_path):
    path = tmp_path / "x.ipynb"
    path.write_bytes(b"1234")
    assert read_file(path, 4) == b"1234"
    with pytest.raises(RefusedError):
        read_file(path, 3)


def test_links_pipes_and_folders_are_refused(tmp_path):
    (tmp_path / "secret").write_text("s")
    (tmp_path / "link.ipynb").symlink_to(tmp_path / "secret")
    os.mkfifo(tmp_path / "pipe.ipynb")
    (tmp_path / "folder.ipynb").mkdir()
    for name, message in [
        ("link", "it is a link"),
        ("pipe", "is not a file"),
        ("folder", "is not a file"),
        ("none", "no such file"),
    ]:
        with pytest.raises(RefusedError, match=message):
            read_file(tmp_path / f"{name}.ipynb", 100)


@pytest.mark.parametrize("part", [b"[],", b"{},", b"[{}],", b'{"a":[]},'])
def test_a_small_file_that_unpacks_to_gigabytes_is_refused_before_it_is_read(part):
    """Does twenty megabytes of empty lists take half a gigabyte of the grader's memory?"""
    data = b'{"nbformat": 4, "cells": [' + part * 600_000 + b"1]}"
    with pytest.raises(RefusedError, match="more than 500,000 lists and mappings"):
        read_cells("ana.ipynb", data, 500)
