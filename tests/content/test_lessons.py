"""Every lesson is complete, and runs from top to bottom, quickly, offline."""

import os
import re
import time
from pathlib import Path

import nbformat
import pytest
import yaml
from nbclient import NotebookClient

from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.lint import lint_lesson, lint_page
from aatulab.authoring.nodes import notebook_bytes

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "courses"
PAGES = sorted(path for path in COURSES.rglob("*.md") if not path.name.endswith(".notes.md"))
LESSONS = [path for path in PAGES if path.parent != COURSES]
SLOWEST_CELL_S = 5.0

by_page = pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_lesson_lints_clean(path):
    assert [str(slip) for slip in lint_lesson(path)] == []


@by_page
def test_page_lints_clean(path):
    assert [str(slip) for slip in lint_page(path)] == []


@by_page
def test_page_builds_twice_to_identical_bytes(path):
    first = notebook_bytes(build_lesson_notebook(path))
    assert first == notebook_bytes(build_lesson_notebook(path))


@by_page
def test_page_runs_from_top_to_bottom_and_no_cell_is_slow(path, tmp_path):
    notebook = nbformat.reads(notebook_bytes(build_lesson_notebook(path)).decode(), as_version=4)
    spent = {}
    began = {}

    def note_start(cell, cell_index):
        began[cell_index] = time.perf_counter()

    def note_end(cell, cell_index, execute_reply):
        spent[cell.id] = time.perf_counter() - began[cell_index]

    client = NotebookClient(
        notebook,
        timeout=60,
        kernel_name="python3",
        resources={"metadata": {"path": str(tmp_path)}},
        on_cell_execute=note_start,
        on_cell_executed=note_end,
    )
    client.execute(env={**os.environ, "MPLBACKEND": "module://matplotlib_inline.backend_inline"})
    errors = [o for c in notebook.cells for o in c.get("outputs", []) if o.output_type == "error"]
    assert errors == []
    assert {name: s for name, s in spent.items() if s > SLOWEST_CELL_S} == {}


def test_curriculum_names_what_is_there():
    curriculum = yaml.safe_load((COURSES / "curriculum.yml").read_text(encoding="utf-8"))
    named = set()
    for track in curriculum["tracks"]:
        for step in track["steps"]:
            if "lesson" in step:
                named.add(COURSES / track["id"] / f"{step['lesson']}.md")
            if "exercise" in step:
                named.add(ROOT / "exercises" / step["exercise"] / "exercise.md")
    assert [path for path in named if not path.is_file()] == []
    assert [path for path in LESSONS if path not in named] == []


def test_links_of_the_welcome_page_lead_to_what_the_workspace_holds():
    text = (COURSES / "welcome.md").read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in t]
    assert targets
    for target in targets:
        place = ROOT / target
        sources = (place, place.with_suffix(".md"), place.parent / "exercise.md")
        assert any(source.exists() for source in sources), target
