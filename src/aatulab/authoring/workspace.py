"""Build the workspace that JupyterLab opens: welcome, lessons, exercises, cases.

Mirrors the repository (`courses/.../x.md` becomes `courses/.../x.ipynb`).  Fresh by content: a
second call that finds the same sources and all files in place does nothing.  What a trainee has
written is never lost: a notebook whose cells were changed is moved aside before its new version
takes its place.  Files appear whole or not at all.
"""

import hashlib
import json
import tempfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from aatulab import content
from aatulab.errors import ContentError

MANIFEST = ".aatulab-workspace.json"
FORMAT = 1

Say = Callable[[str], None]


@dataclass(frozen=True)
class Built:
    """What a build did: nothing when fresh, else the files written and those moved aside."""

    folder: Path
    fresh: bool
    written: tuple[Path, ...] = ()
    kept: tuple[Path, ...] = ()


def build_workspace(root: Path, out: Path, say: Say = lambda _line: None) -> Built:
    """Bring the workspace up to date with the sources under `root`."""
    if not (root / "courses").is_dir():
        raise ContentError(
            f"{root}: there is no folder courses/ here. Start from a checkout of AATU Lab."
        )
    digest = digest_sources(root)
    before = _read_manifest(out)
    if before.sources == digest and all((out / name).is_file() for name in before.cells):
        return Built(out, fresh=True)
    # imported here: a fresh workspace must not wait for pandas and jupytext
    from aatulab.authoring.pages import write_pages  # noqa: PLC0415

    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix=".building-", dir=out) as scratch:
        staged = Path(scratch)
        write_pages(root, staged, say)
        return _move_in(staged, out, before, digest)


def digest_sources(root: Path) -> str:
    """Return one digest of all that the workspace is made of: content, data, and our code."""
    digest = hashlib.sha256(f"format {FORMAT}".encode())
    package = Path(content.__file__).parent
    folders = (root / "courses", root / "exercises", content.datasets_dir(), package)
    for folder in folders:
        for path in sorted(_source_files(folder)):
            digest.update(f"{path.relative_to(folder).as_posix()}\0".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def _source_files(folder: Path) -> Iterator[Path]:
    for path in folder.rglob("*"):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield path


@dataclass(frozen=True)
class _Manifest:
    """What the last build made: from which sources, and of each file the digest of its cells."""

    sources: str
    cells: Mapping[str, str]


def _read_manifest(out: Path) -> _Manifest:
    try:
        data = json.loads((out / MANIFEST).read_text(encoding="utf-8"))
        return _Manifest(str(data["sources"]), {str(k): str(v) for k, v in data["cells"].items()})
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return _Manifest("", {})  # none yet, or damaged: build anew


def _move_in(staged: Path, out: Path, before: _Manifest, sources: str) -> Built:
    """Put the new files in their places, and what the trainee changed aside."""
    written: list[Path] = []
    kept: list[Path] = []
    cells: dict[str, str] = {}
    for path in sorted(p for p in staged.rglob("*") if p.is_file()):
        name = path.relative_to(staged).as_posix()
        cells[name] = _digest_cells(path)
        target = out / name
        found = _digest_cells(target) if target.is_file() else ""
        if found and cells[name] in {found, before.cells.get(name)}:
            continue  # as it is, run, or worked on: its source has not changed
        if found and target.suffix == ".ipynb" and found != before.cells.get(name):
            kept.append(_put_aside(target))
        target.parent.mkdir(parents=True, exist_ok=True)
        path.replace(target)
        written.append(target)
    for name in before.cells.keys() - cells.keys():
        old = out / name
        if old.is_file() and _digest_cells(old) == before.cells[name]:
            old.unlink()
    manifest = staged / MANIFEST
    manifest.write_text(json.dumps({"sources": sources, "cells": cells}), encoding="utf-8")
    manifest.replace(out / MANIFEST)
    return Built(out, fresh=False, written=tuple(written), kept=tuple(kept))


def _digest_cells(path: Path) -> str:
    """Return a digest of a notebook's sources without its outputs; of other files, all of it."""
    raw = path.read_bytes()
    if path.suffix == ".ipynb":
        try:
            cells = json.loads(raw)["cells"]
            sources = [[c["cell_type"], "".join(c["source"])] for c in cells]
            raw = json.dumps(sources).encode()
        except (ValueError, KeyError, TypeError):
            pass  # not a notebook any more: its bytes tell that it was changed
    return hashlib.sha256(raw).hexdigest()


def _put_aside(path: Path) -> Path:
    """Rename a trainee's notebook to `<name>-mine-<n>.ipynb` and return the new path."""
    number = 1
    while (aside := path.with_name(f"{path.stem}-mine-{number}{path.suffix}")).exists():
        number += 1
    path.rename(aside)
    return aside
