"""The published description of a report is true: what we write fits, and nothing else does."""

import json
from dataclasses import replace
from pathlib import Path

import jsonschema
import pytest

from aatulab.grading.judge import grade_submission
from aatulab.grading.ordinary.judge import GUARANTEE
from aatulab.grading.report import (
    GUARANTEES,
    SCHEMA,
    Evidence,
    QuestionResult,
    QuestionStatus,
    Report,
    ReportStatus,
)

PATH = Path(__file__).parents[3] / "grading" / "report.schema.json"
PNG = b"\x89PNG\r\n\x1a\n1"


@pytest.fixture(scope="module")
def described():
    return json.loads(PATH.read_text())


@pytest.fixture
def report(grader, draft, fake_sandbox):
    return grade_submission(grader, draft().to_bytes(), "ana", fake_sandbox())


def test_the_description_itself_is_valid(described):
    jsonschema.Draft202012Validator.check_schema(described)
    assert described["properties"]["schema"]["const"] == SCHEMA


def test_a_report_fits(described, report):
    full = replace(
        report,
        questions=(replace(report.questions[0], evidence=Evidence("x", (PNG,))),),
        notes=("A note.",),
        blank=("answer-total",),
    )
    for each in (report, full):
        jsonschema.validate(json.loads(each.to_json()), described)


def test_every_word_that_a_report_may_hold_is_described(described):
    properties = described["properties"]
    question = described["$defs"]["question"]["properties"]
    assert properties["status"]["enum"] == list(ReportStatus.__args__)
    assert question["status"]["enum"] == list(QuestionStatus.__args__)
    assert properties["guarantee"]["enum"] == list(GUARANTEES)
    assert GUARANTEE in GUARANTEES


def test_every_key_that_is_written_is_described_and_the_other_way_round(described, report):
    record = json.loads(report.to_json())
    assert list(record) == described["required"] == list(described["properties"])
    question = described["$defs"]["question"]
    assert list(record["questions"][0]) == question["required"] == list(question["properties"])


@pytest.mark.parametrize(
    "spoil",
    [
        lambda r: r.pop("points"),
        lambda r: r.update(points=-1),
        lambda r: r.update(status="won"),
        lambda r: r.update(secret="0000"),
        lambda r: r.update(schema=1),
        lambda r: r["questions"][0].update(points="full"),
        lambda r: r["questions"][0].update(expected_values=[1, 2]),
    ],
)
def test_what_is_no_report_does_not_fit(described, report, spoil):
    record = json.loads(report.to_json())
    spoil(record)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(record, described)


def test_a_report_says_in_words_what_was_asked_for_and_what_came(report):
    total = report.question("total")
    assert (total.expected, total.came) == ("a single number.", "a number")
    assert isinstance(total, QuestionResult)
    assert Report.from_json(report.to_json()) == report
