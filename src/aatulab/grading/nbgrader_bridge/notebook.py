"""Build the graded notebook that the formgrader shows: the trainee's cells, our outputs.

Made from the submission's sources and the report alone.  No output, attachment or metadata of
the submission is in it, and the trainee's text cannot run anything in the browser.  Built by
hand, since nbformat checks every cell that it makes, which takes as long as all our writing; a
test checks what comes out.
"""

import base64
from collections.abc import Iterator, Mapping
from typing import Literal

import nbformat
from nbformat import NotebookNode

from aatulab.authoring.nodes import KERNEL, LONGEST_ID
from aatulab.authoring.notebooks import SCHEMA_VERSION
from aatulab.grading.intake import Piece, Slot, Submission
from aatulab.grading.nbgrader_bridge.safe_markdown import safe_markdown
from aatulab.grading.report import STATUS_SENTENCES, QuestionResult, Report

MARKS: Mapping[str, str] = {"passed": "\u2713", "needs_review": "\u270e"}
ELSE_MARK = "\u2717"


def build_restored_notebook(submission: Submission) -> NotebookNode:
    """Return the notebook before it is graded: every cell in its place, no outputs."""
    return _notebook(submission, {}, ())


def build_graded_notebook(submission: Submission, report: Report) -> NotebookNode:
    """Return the notebook with verdicts, printed text and pictures as outputs."""
    results = {result.question: result for result in report.questions}
    return _notebook(submission, results, report.notes)


def graded_bytes(submission: Submission, report: Report) -> bytes:
    """Return the graded notebook as it is written to disk."""
    text = str(nbformat.v4.writes(build_graded_notebook(submission, report)))  # type: ignore[no-untyped-call]
    return (text.rstrip("\n") + "\n").encode()


def say_verdict(result: QuestionResult) -> str:
    """Return the verdict on a question in two lines."""
    mark = MARKS.get(result.status, ELSE_MARK)
    points = f"{result.points:g} of {result.max_points:g} points"
    return f"{mark} {STATUS_SENTENCES[result.status]}: {points}\n{result.hint}".rstrip() + "\n"


def _notebook(
    submission: Submission, results: Mapping[str, QuestionResult], notes: tuple[str, ...]
) -> NotebookNode:
    cells = []
    if notes:
        listed = "\n".join(f"- {note}" for note in notes)
        text = safe_markdown(f"**Notes**\n\n{listed}")
        cells.append(_cell("markdown", "grader-notes", text, {}))
    for number, piece in enumerate(submission.pieces, start=1):
        cells.append(_piece_cell(number, piece, results))
    about: NotebookNode = nbformat.from_dict(KERNEL)  # type: ignore[no-untyped-call]
    return _node(metadata=about, nbformat=4, nbformat_minor=5, cells=cells)


def _piece_cell(number: int, piece: Piece, results: Mapping[str, QuestionResult]) -> NotebookNode:
    slot = piece.slot
    if slot is None:
        source = piece.source if piece.kind == "code" else safe_markdown(piece.source)
        return _cell(piece.kind, f"own-{number}", source, {})
    source = safe_markdown(piece.source) if slot.role == "written" else piece.source
    cell = _cell(piece.kind, slot.id, source, {"nbgrader": _node(**_about(slot))})
    result = results.get(slot.question or "")
    if result is not None and piece.kind == "code":
        cell.outputs = list(_outputs(slot, result))
    return cell


def _about(slot: Slot) -> dict[str, object]:
    about: dict[str, object] = {
        "schema_version": SCHEMA_VERSION,
        "grade_id": slot.id,
        "cell_type": slot.kind,
        "grade": slot.role in {"check", "written"},
        "solution": slot.role in {"answer", "written"},
        "locked": slot.role in {"check", "locked"},
        "task": False,
    }
    if slot.points is not None:
        about["points"] = slot.points
    return about


def _outputs(slot: Slot, result: QuestionResult) -> Iterator[NotebookNode]:
    if slot.role == "check":
        yield _printed(say_verdict(result))
        return
    if result.evidence.printed:
        yield _printed(result.evidence.printed)
    for image in result.evidence.images:
        data = {"image/png": base64.b64encode(image).decode(), "text/plain": "a picture"}
        yield _node(output_type="display_data", data=_node(**data), metadata=_node())


def _printed(text: str) -> NotebookNode:
    return _node(output_type="stream", name="stdout", text=text)


def _cell(
    kind: Literal["code", "markdown"], cell_id: str, source: str, metadata: dict[str, object]
) -> NotebookNode:
    own: dict[str, object] = {"execution_count": None, "outputs": []} if kind == "code" else {}
    about = _node(**metadata)
    return _node(id=cell_id[:LONGEST_ID], cell_type=kind, metadata=about, source=source, **own)


def _node(**fields: object) -> NotebookNode:
    return NotebookNode(fields)  # type: ignore[no-untyped-call]
