"""Read the bytes of a file that somebody handed in, as far as grading needs them: its cells.

Only sources, kinds and nbgrader's grade ids are taken; outputs, attachments and every other
metadata are left behind, so nothing in them can matter.  Whatever cannot be read is refused
with a sentence for the trainee; nothing is guessed.
"""

import errno
import json
import os
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal, cast, get_args

from aatulab.errors import GradingError
from aatulab.grading.trainees import plain_name

MIB = 1024 * 1024
MOST_PARTS = 500_000  # lists and mappings: a small file of empty ones takes twenty times its size
SAVE_AGAIN = "Open it in JupyterLab, save it and hand it in again."
Kind = Literal["code", "markdown", "raw"]
KINDS: tuple[Kind, ...] = get_args(Kind)


class RefusedError(GradingError):
    """A submission cannot be graded at all; the message says why and what to do."""


@dataclass(frozen=True)
class RawCell:
    """One cell as it was handed in."""

    kind: Kind
    source: str
    grade_id: str | None


def read_file(path: Path, limit_bytes: int, folder: Path | None = None) -> bytes:
    """Return a handed-in file; refuse links, what is no plain file, and what is too large.

    `folder` is the trainee's own: nothing on the way from there to the file may be a link, not
    even while we look, or it would lead to somebody else's work.
    """
    name = plain_name(path.name)
    try:
        descriptor = _open(path, folder)
    except FileNotFoundError:
        raise RefusedError(f"{name}: there is no such file any more.") from None
    except OSError as error:
        is_link = error.errno in {errno.ELOOP, errno.ENOTDIR}
        reason = "it is a link, or lies behind one" if is_link else error.strerror
        raise RefusedError(
            f"{name}: cannot be opened: {reason}. Hand in the notebook itself."
        ) from None
    try:
        found = os.fstat(descriptor)
        if not stat.S_ISREG(found.st_mode):
            raise RefusedError(f"{name}: is not a file. Hand in the notebook itself.")
        check_size(name, found.st_size, limit_bytes)
        with os.fdopen(descriptor, "rb", closefd=False) as file:
            data = file.read(limit_bytes + 1)
    finally:
        os.close(descriptor)
    check_size(name, len(data), limit_bytes)
    return data


def _open(path: Path, folder: Path | None) -> int:
    """Return the open file; with a folder, every part of the way is opened by itself."""
    plain = os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK
    if folder is None:
        return os.open(path, plain)
    *between, last = path.relative_to(folder).parts
    here = os.open(folder, plain | os.O_DIRECTORY)
    try:
        for name in between:
            there = os.open(name, plain | os.O_DIRECTORY, dir_fd=here)
            os.close(here)
            here = there
        return os.open(last, plain, dir_fd=here)
    finally:
        os.close(here)


def check_size(name: str, size_bytes: int, limit_bytes: int) -> None:
    """Refuse a file that is larger than the course allows."""
    if size_bytes > limit_bytes:
        raise RefusedError(
            f"{name}: {size_bytes / MIB:,.0f} MB; at most {limit_bytes / MIB:,.0f} MB are read."
            " Clear the outputs (Edit, Clear Outputs of All Cells), save and hand in again."
        )


def read_cells(name: str, data: bytes, most_cells: int) -> tuple[RawCell, ...]:
    """Return the cells of a notebook in format 4, or refuse what is none."""
    record = _parse(name, data)
    if not isinstance(record, dict) or not {"cells", "nbformat"} <= set(record):
        if isinstance(record, dict) and "worksheets" in record:
            raise RefusedError(f"{name}: a notebook in the old format 3. {SAVE_AGAIN}")
        raise RefusedError(f"{name}: not a notebook: it has no list of cells. {SAVE_AGAIN}")
    if record["nbformat"] != 4:
        raise RefusedError(
            f"{name}: notebook format {str(record['nbformat'])[:20]!r}, expected 4. {SAVE_AGAIN}"
        )
    cells = record["cells"]
    if not isinstance(cells, list) or not cells:
        raise RefusedError(f"{name}: the notebook has no cells. {SAVE_AGAIN}")
    if len(cells) > most_cells:
        raise RefusedError(
            f"{name}: {len(cells):,} cells; at most {most_cells:,} are run. Remove cells that the"
            " answers do not need."
        )
    return tuple(_read_cell(name, number, cell) for number, cell in enumerate(cells, start=1))


def _parse(name: str, data: bytes) -> object:
    if not data.strip():
        raise RefusedError(f"{name}: the file is empty. {SAVE_AGAIN}")
    if data.count(b"[") + data.count(b"{") > MOST_PARTS:
        raise RefusedError(
            f"{name}: more than {MOST_PARTS:,} lists and mappings in one file."
            " Clear the outputs (Edit, Clear Outputs of All Cells), save and hand in again."
        )
    try:
        return json.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise RefusedError(f"{name}: not a notebook: it is not text. {SAVE_AGAIN}") from None
    except json.JSONDecodeError as error:
        raise RefusedError(
            f"{name}: not readable as a notebook: line {error.lineno}: {error.msg}. {SAVE_AGAIN}"
        ) from None
    except (RecursionError, ValueError, MemoryError) as error:
        raise RefusedError(
            f"{name}: not readable as a notebook ({type(error).__name__}). {SAVE_AGAIN}"
        ) from None


def _read_cell(name: str, number: int, cell: object) -> RawCell:
    if not isinstance(cell, dict) or cell.get("cell_type") not in KINDS:
        raise RefusedError(
            f"{name}: cell {number}: expected a code or Markdown cell, found something else."
            f" {SAVE_AGAIN}"
        )
    source = cell.get("source", "")
    if isinstance(source, list) and all(isinstance(line, str) for line in source):
        source = "".join(source)
    if not isinstance(source, str):
        raise RefusedError(f"{name}: cell {number}: its source is not text. {SAVE_AGAIN}")
    # half of a surrogate pair is legal in JSON and in nothing else that we write
    clean = source.encode("utf-8", "replace").decode("utf-8").replace("\r\n", "\n")
    return RawCell(cast("Kind", cell["cell_type"]), clean, _grade_id(cell.get("metadata")))


def _grade_id(metadata: object) -> str | None:
    if isinstance(metadata, Mapping) and isinstance(metadata.get("nbgrader"), Mapping):
        grade_id = metadata["nbgrader"].get("grade_id")
        if isinstance(grade_id, str) and 0 < len(grade_id) <= 200:
            return grade_id
    return None
