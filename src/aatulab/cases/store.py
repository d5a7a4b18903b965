"""A case as a folder: one Parquet file a table and `case.json`.  The seed is not in it."""

import json
import re
import shutil
import tempfile
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from aatulab.cases.case import Case
from aatulab.errors import CaseError

CARD = "case.json"
_FORMAT = 1
_TABLE = re.compile("[a-z_]+")  # a name leads to a file in the folder and nowhere else


def write_case(case: Case, folder: Path) -> None:
    """Write a case; equal cases give equal bytes.  An older copy in `folder` is replaced whole."""
    folder = folder.absolute()
    if folder.exists() and not (folder / CARD).is_file() and any(folder.iterdir()):
        raise CaseError(f"{folder}: holds something that is no case; name another folder.")
    folder.parent.mkdir(parents=True, exist_ok=True)
    beside = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    try:
        for name, content in case_files(case).items():
            (beside / name).write_bytes(content)
        beside.chmod(0o755)
        if folder.exists():
            shutil.rmtree(folder)
        beside.rename(folder)
    except OSError as error:
        shutil.rmtree(beside, ignore_errors=True)
        raise CaseError(f"{folder}: the case could not be written ({error.strerror}).") from error


def case_files(case: Case, *, compressed: bool = True) -> dict[str, bytes]:
    """Return the files of a case's folder by name; equal cases give equal bytes.

    For files that are read once and thrown away, compressing them costs more than it saves.
    """
    card = {
        "format": _FORMAT,
        "name": case.name,
        "title": case.title,
        "as_of": case.as_of.isoformat(),
        "columns": {name: list(frame.columns) for name, frame in case.tables().items()},
    }
    tables = {
        f"{name}.parquet": _parquet(frame, compressed=compressed)
        for name, frame in case.tables().items()
    }
    return {**tables, CARD: (json.dumps(card, indent=2) + "\n").encode()}


def _parquet(frame: pd.DataFrame, *, compressed: bool) -> bytes:
    table = pa.Table.from_pandas(frame, preserve_index=False, nthreads=1)
    text = pa.schema(
        [
            pa.field(
                field.name, pa.string() if pa.types.is_large_string(field.type) else field.type
            )
            for field in table.schema
        ]
    )
    out = pa.BufferOutputStream()
    # a day's tables are small: dictionaries would cost more time and room than they save
    pq.write_table(
        table.cast(text),
        out,
        compression="zstd" if compressed else "none",
        write_statistics=compressed,  # nobody searches in what is read whole
        use_dictionary=False,
        store_schema=False,
    )
    return bytes(out.getvalue())


def read_case(folder: Path) -> Case:
    """Return the case in a folder; `CaseError` names the folder and what is missing in it."""
    card = _read_card(folder)
    tables: dict[str, pd.DataFrame] = {}
    for name, columns in card["columns"].items():
        path = folder / f"{name}.parquet"
        try:
            tables[name] = _read_parquet(path)
        except FileNotFoundError:
            raise CaseError(f"{path}: this table of the case is missing; {_REMEDY}") from None
        except (pa.ArrowException, OSError) as error:
            raise CaseError(f"{path}: not readable as Parquet ({error}); {_REMEDY}") from error
        if list(tables[name].columns) != columns:
            raise CaseError(f"{path}: columns differ from those in {CARD}; {_REMEDY}")
    return Case(
        name=str(card["name"]),
        title=str(card["title"]),
        as_of=pd.Timestamp(str(card["as_of"])),
        frames=tables,
    )


def _read_parquet(path: Path) -> pd.DataFrame:
    # by itself, not as a data set of one file: half the time, and no threads for so little
    with pq.ParquetFile(path, pre_buffer=False) as file:
        table = file.read(use_threads=False)
    frame: pd.DataFrame = table.to_pandas(date_as_object=False, use_threads=False)
    return frame


_REMEDY = "build it again with `aatulab case build NAME --out FOLDER` or start the lab again."


def _read_card(folder: Path) -> dict[str, dict[str, object]]:
    path = folder / CARD
    try:
        card = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise CaseError(f"{folder}: there is no {CARD} in this folder; {_REMEDY}") from None
    except (json.JSONDecodeError, UnicodeDecodeError) as error:
        raise CaseError(f"{path}: not readable as JSON ({error}); {_REMEDY}") from error
    wanted = {"format", "name", "title", "as_of", "columns"}
    if not isinstance(card, dict) or set(card) != wanted or not isinstance(card["columns"], dict):
        raise CaseError(f"{path}: expected the keys {sorted(wanted)}; {_REMEDY}")
    if strange := [name for name in card["columns"] if not _TABLE.fullmatch(name)]:
        raise CaseError(f"{path}: columns: {strange} are no names of tables; {_REMEDY}")
    if card["format"] != _FORMAT:
        raise CaseError(f"{path}: format {card['format']!r}, this lab reads {_FORMAT}; {_REMEDY}")
    return card
