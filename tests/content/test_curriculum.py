"""The curriculum names what is there, by id, and everything that is there is in it."""

from pathlib import Path

import pytest

from aatulab.authoring.curriculum import load_curriculum
from aatulab.content import read_yaml

ROOT = Path(__file__).parents[2]
TRACKS = read_yaml(ROOT / "courses" / "curriculum.yml")["tracks"]
NOTES = ".notes"


def steps(kind):
    return [
        (track["id"], step[kind]) for track in TRACKS for step in track["steps"] if kind in step
    ]


def test_every_lesson_is_in_the_curriculum_once():
    there = {
        (path.parent.name, path.stem)
        for path in (ROOT / "courses").glob("*/*.md")
        if not path.stem.endswith(NOTES)
    }
    assert sorted(steps("lesson")) == sorted(there)


def test_every_exercise_is_in_the_curriculum_once():
    there = [path.parent.name for path in (ROOT / "exercises").glob("*/exercise.md")]
    assert sorted(name for _, name in steps("exercise")) == sorted(there)


def test_every_lesson_has_its_instructors_notes():
    for track, lesson in steps("lesson"):
        assert (ROOT / "courses" / track / f"{lesson}{NOTES}.md").is_file()


def test_curriculum_is_read_without_a_slip_and_tracks_build_on_earlier_ones():
    tracks = load_curriculum(ROOT / "courses" / "curriculum.yml").tracks
    seen = set()
    for track in tracks:
        assert set(track.needs) <= seen
        seen.add(track.id)


@pytest.mark.parametrize("track", TRACKS, ids=lambda track: track["id"])
def test_what_a_step_builds_on_comes_before_it(track):
    seen = set()
    for step in track["steps"]:
        assert set(step.get("after", [])) <= seen
        seen.add(step.get("lesson") or step["exercise"])
    assert track["title"]
    assert track["summary"]
    assert set(track["for"]) <= {"trainee", "instructor", "self-study"}
