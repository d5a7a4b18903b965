"""`aatulab course gain` prints one table, names nobody, and writes a harmless CSV."""

import csv
import io
import json

import pytest
from typer.testing import CliRunner

from aatulab.cli.course import course_app

QUIZ = """\
quiz-for: small
pairs:
  - id: one
    skill: line
    before: {ask: A?, choices: [a, b, c], right: 1, because: A.}
    after: {ask: B?, choices: [a, b, c], right: 1, because: B.}
"""


@pytest.fixture
def courses(tmp_path):
    folder = tmp_path / "courses" / "t"
    folder.mkdir(parents=True)
    (folder / "small.quiz.yml").write_text(QUIZ)
    return folder.parent


def run(*arguments):
    return CliRunner().invoke(course_app, ["gain", *map(str, arguments)], env={"COLUMNS": "200"})


def test_class_is_measured_and_no_learner_is_named(tmp_path, courses):
    folder = tmp_path / "records"
    folder.mkdir()
    for number in range(12):
        answers = {"small": {"before": {"one": 1}, "after": {"one": 0 if number < 9 else 2}}}
        record = json.dumps({"format": 1, "answers": answers})
        (folder / f"=learner{number}.json").write_text(record)
    (folder / "@eve[bold].json").write_text("{")
    out = tmp_path / "gain.csv"
    result = run("--from", folder, "--courses", courses, "--out", out)
    assert result.exit_code == 1
    assert "Not taken @eve[bold].json: it is not JSON" in result.output
    assert "+0.75" in result.output
    assert "learner1" not in result.output
    rows = list(csv.DictReader(io.StringIO(out.read_text())))
    assert [(row["question"], row["n"], row["gain"]) for row in rows] == [
        ("", "12", "0.75"),
        ("one", "12", "0.75"),
    ]
    assert "learner" not in out.read_text()


def test_nothing_handed_in_says_what_to_do(tmp_path, courses):
    result = run("--from", tmp_path, "--courses", courses)
    assert result.exit_code == 0
    assert "my-self-checks.json" in result.output


@pytest.mark.parametrize("option", ["--from", "--course"])
def test_a_place_that_is_not_there_is_wrong_usage(tmp_path, courses, option):
    result = run(option, tmp_path / "none", "--courses", courses)
    assert result.exit_code == 2
    assert option in result.output
