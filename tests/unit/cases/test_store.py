import errno
import json

import pandas as pd
import pyarrow.parquet as pq
import pytest

from aatulab.cases import read_case, write_case
from aatulab.cases import store as module
from aatulab.cases.flows import PASSENGER
from aatulab.errors import CaseError


@pytest.fixture
def folder(public, tmp_path):
    write_case(public[0], tmp_path / "case")
    return tmp_path / "case"


def test_what_is_read_is_what_was_written(public, folder):
    case, read = public[0], read_case(folder)
    assert (read.name, read.title, read.as_of) == (case.name, case.title, case.as_of)
    for name, frame in case.tables().items():
        pd.testing.assert_frame_equal(frame, read.tables()[name])


def test_equal_cases_give_equal_bytes(public, folder, tmp_path):
    write_case(public[0], tmp_path / "again")
    for path in folder.iterdir():
        assert path.read_bytes() == (tmp_path / "again" / path.name).read_bytes(), path.name


def test_neither_seed_nor_truth_is_in_the_folder(folder):
    assert {path.name for path in folder.iterdir()} == {
        "case.json", *(f"{name}.parquet" for name in PASSENGER.tables)
    }  # fmt: skip
    card = json.loads((folder / "case.json").read_text(encoding="utf-8"))
    assert set(card) == {"format", "name", "title", "as_of", "columns"}
    for path in folder.iterdir():
        assert b"20260310" not in path.read_bytes() or path.stem in {"flights", "bookings"}


def test_an_older_copy_is_replaced_whole(public, folder):
    (folder / "stray.parquet").write_bytes(b"old")
    write_case(public[0], folder)
    assert not (folder / "stray.parquet").exists()


def test_a_folder_of_something_else_is_left_alone(public, tmp_path):
    (tmp_path / "thesis.docx").write_text("mine")
    with pytest.raises(CaseError, match="something that is no case"):
        write_case(public[0], tmp_path)
    assert (tmp_path / "thesis.docx").read_text() == "mine"


def test_a_full_disk_leaves_the_old_copy(public, folder, monkeypatch):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(module.pq, "write_table", full)
    with pytest.raises(CaseError, match="No space left on device"):
        write_case(public[0], folder)
    monkeypatch.undo()
    assert len(read_case(folder).bookings) > 1_000
    assert [path.name for path in folder.parent.iterdir()] == ["case"]


def test_a_missing_folder_or_table_is_named_with_the_next_step(folder, tmp_path):
    with pytest.raises(CaseError, match=r"no case.json in this folder; build it again"):
        read_case(tmp_path / "nowhere")
    (folder / "payments.parquet").unlink()
    with pytest.raises(CaseError, match=r"payments.parquet: this table of the case is missing"):
        read_case(folder)


def test_a_damaged_table_is_named(folder):
    (folder / "payments.parquet").write_bytes(b"PAR1 is not enough")
    with pytest.raises(CaseError, match=r"payments.parquet: not readable as Parquet"):
        read_case(folder)


def test_a_table_of_other_columns_is_named(folder):
    table = pq.read_table(folder / "payments.parquet").drop_columns(["card"])
    pq.write_table(table, folder / "payments.parquet")
    with pytest.raises(CaseError, match=r"payments.parquet: columns differ"):
        read_case(folder)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{", "not readable as JSON"),
        ("[]", "expected the keys"),
        ('{"name": "x"}', "expected the keys"),
        ('{"format": 9, "name": "x", "title": "", "as_of": "", "columns": {}}', "format 9"),
        (
            '{"format": 1, "name": "x", "title": "", "as_of": "", "columns": []}',
            "expected the keys",
        ),
        (
            '{"format": 1, "name": "x", "title": "", "as_of": "", "columns": {"../x": []}}',
            r"columns: \['../x'\] are no names of tables",
        ),
    ],
)
def test_a_damaged_card_is_named(folder, text, said):
    (folder / "case.json").write_text(text, encoding="utf-8")
    with pytest.raises(CaseError, match=said):
        read_case(folder)
