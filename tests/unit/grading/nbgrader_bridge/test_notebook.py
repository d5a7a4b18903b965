import json

import nbformat
import pytest

from aatulab.grading.intake import exercise_slots, read_submission
from aatulab.grading.nbgrader_bridge.notebook import (
    build_graded_notebook,
    build_restored_notebook,
    graded_bytes,
)
from aatulab.grading.policy import Policy
from aatulab.grading.report import PNG_SIGNATURE, Evidence, QuestionResult, Report


@pytest.fixture
def cells(tiny, draft):
    work = draft().insert(3, "own = 1").insert(4, "Own *text*.", kind="markdown")
    return read_submission("tiny", exercise_slots(tiny), work.to_bytes(), Policy(), "ana.ipynb")


@pytest.fixture
def report():
    shown = Evidence("printed\n", (PNG_SIGNATURE + b"1",))
    questions = (
        QuestionResult("total", "passed", 2, 2, evidence=shown),
        QuestionResult("twice", "failed", 1, 3, hint="Try `twice(41)`."),
        QuestionResult("why", "needs_review", 0, 4),
    )
    return Report("tiny", "ana", "d", "g", "graded", questions, ("A note.",))


def test_what_we_build_by_hand_is_a_valid_notebook(cells, report):
    for notebook in (build_restored_notebook(cells), build_graded_notebook(cells, report)):
        nbformat.validate(notebook)


def test_it_is_written_as_nbformat_writes_it(cells, report):
    written = graded_bytes(cells, report).decode()
    read = nbformat.reads(written, as_version=4)
    assert nbformat.writes(read).rstrip("\n") + "\n" == written


def test_verdict_printed_text_and_picture_are_outputs(cells, report):
    record = json.loads(graded_bytes(cells, report))
    outputs = {cell["id"]: cell.get("outputs") for cell in record["cells"]}
    assert [output["output_type"] for output in outputs["answer-total"]] == [
        "stream",
        "display_data",
    ]
    assert "right: 2 of 2 points" in "".join(outputs["total"][0]["text"])
    assert record["cells"][0]["id"] == "grader-notes"
