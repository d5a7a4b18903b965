"""Every lesson is complete, and runs from top to bottom, quickly, offline."""

import re
from pathlib import Path

import pytest
import yaml

from aatulab.authoring.curriculum import load_curriculum
from aatulab.authoring.glossary import glossary_page, load_glossary
from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.lint import lint_lesson, lint_page
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.rehearsal import rehearse
from aatulab.authoring.text import read_source

ROOT = Path(__file__).parents[2]
COURSES = ROOT / "courses"
PAGES = sorted(path for path in COURSES.rglob("*.md") if not path.name.endswith(".notes.md"))
LESSONS = [path for path in PAGES if path.parent != COURSES]

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
def test_page_runs_from_top_to_bottom_and_no_cell_is_slow(path):
    assert [str(slip) for slip in rehearse(path)[1]] == []


@pytest.mark.parametrize("path", LESSONS, ids=lambda path: path.stem)
def test_notes_say_how_long_each_part_takes(path):
    notes = path.with_name(f"{path.stem}.notes.md").read_text(encoding="utf-8")
    minutes = read_source(path).front.number("minutes")
    assert re.search(rf"^## Timing .*\b{minutes:g} minutes", notes, re.MULTILINE)
    for heading in ("## Common mistakes", "## Questions for discussion"):
        assert heading in notes


def test_glossary_s_page_is_fresh():
    page = glossary_page(load_glossary(COURSES / "glossary.yml"))
    fresh = (COURSES / "glossary.md").read_text(encoding="utf-8") == page
    assert fresh, "run `aatulab course tables --write`"


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


def test_welcome_page_leads_through_every_lesson_and_exercise_in_their_order():
    text = (COURSES / "welcome.md").read_text(encoding="utf-8")
    way = text[text.index("## The way through") :]
    steps = [
        (track.id, step)
        for track in load_curriculum(COURSES / "curriculum.yml").tracks
        for step in track.steps
    ]
    targets = [
        f"(courses/{track}/{step.id}.ipynb)"
        if step.is_lesson
        else f"(exercises/{step.id}/{step.id}.ipynb)"
        for track, step in steps
    ]
    places = [way.find(target) for target in targets]
    assert -1 not in places, targets[places.index(-1)]
    assert places == sorted(places)


def test_links_of_the_welcome_page_lead_to_what_the_workspace_holds():
    text = (COURSES / "welcome.md").read_text(encoding="utf-8")
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)\)", text) if "://" not in t]
    assert targets
    for target in targets:
        place = ROOT / target
        top = (COURSES / target).with_suffix(".md")  # the pages that lie at the workspace's top
        sources = (place, place.with_suffix(".md"), place.parent / "exercise.md", top)
        assert any(source.exists() for source in sources), target
