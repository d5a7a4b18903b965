"""The README says what is true: its curriculum is the curriculum, its links lead somewhere."""

import re
from pathlib import Path

import yaml

from aatulab.authoring.curriculum_table import curriculum_table, with_block
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.text import read_source

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows():
    """Return the curriculum table's rows: (track, kind, link text, target, minutes)."""
    pattern = r"^\| ([\w ]+) \| (lesson|exercise) \| \[([^\]]+)\]\(([^)]+)\).*\| (\d+) \|$"
    return re.findall(pattern, README, re.MULTILINE)


def test_curriculum_table_is_the_curriculum():
    curriculum = yaml.safe_load((ROOT / "courses" / "curriculum.yml").read_text(encoding="utf-8"))
    expected = []
    for track in curriculum["tracks"]:
        for step in track["steps"]:
            if "lesson" in step:
                target = f"courses/{track['id']}/{step['lesson']}.md"
                front = read_source(ROOT / target).front
                title, minutes = front.text("title"), int(front.number("minutes", above=1))
                expected.append((track["title"], "lesson", title, target, str(minutes)))
            else:
                folder = ROOT / "exercises" / step["exercise"]
                exercise = load_exercise(folder)
                target = f"exercises/{step['exercise']}/exercise.md"
                expected.append(
                    (track["title"], "exercise", exercise.title, target, str(exercise.minutes))
                )
    assert rows() == expected


def test_curriculum_table_is_the_one_that_the_command_writes():
    fresh = with_block(README, curriculum_table(ROOT), ROOT / "README.md") == README
    assert fresh, "run `aatulab course tables --write`"


def test_every_local_link_leads_somewhere():
    targets = [t for t in re.findall(r"\]\(([^)#\s]+)\)", README) if "://" not in t]
    assert targets
    assert [t for t in targets if not (ROOT / t).exists()] == []


def test_readme_disclaims_affiliation():
    plain = README.replace("*", "").replace("\n", " ")
    assert re.search(r"not affiliated with or\s+endorsed by the WCO, UNODC, INTERPOL", plain)


def test_ci_runs_the_readmes_test_command():
    assert "python3 start.py test" in README
    assert "python3 start.py test" in (ROOT / ".ci" / "run").read_text(encoding="utf-8")
