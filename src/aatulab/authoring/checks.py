"""The file beside a trainee's notebook that check() reads: `<assignment>.checks.json`.

Made from the reference's answers on the visible case; holds hints, shapes and fingerprints, no
solution code and no value of the reference.  Nothing in it counts for a grade.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from aatulab.authoring.compare import Known
from aatulab.authoring.fields import Fields
from aatulab.authoring.fingerprint import from_json, to_json
from aatulab.authoring.question import Question, read_question
from aatulab.errors import ExerciseError

FORMAT = 1


@dataclass(frozen=True)
class Checks:
    """What check() knows of an exercise: its questions, and of each the fingerprint."""

    assignment: str
    title: str
    questions: tuple[Question, ...]
    known: Mapping[str, Known]


def checks_name(assignment: str) -> str:
    """Return the name of the file beside the notebook."""
    return f"{assignment}.checks.json"


def checks_bytes(checks: Checks) -> bytes:
    """Return the file's bytes: the same for the same exercise and case."""
    data = {
        "format": FORMAT,
        "assignment": checks.assignment,
        "title": checks.title,
        "questions": {question.id: _question_json(question) for question in checks.questions},
        "known": {name: to_json(known) for name, known in checks.known.items()},
    }
    return (json.dumps(data, ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def read_checks(path: Path) -> Checks:
    """Return the checks in a file; `ExerciseError` when it is damaged."""
    try:
        data = json.loads(path.read_bytes())
        if data["format"] != FORMAT:
            raise ExerciseError(
                f"{path}: format {data['format']!r}, expected {FORMAT}. Get the assignment again."
            )
        questions = tuple(
            read_question(name, Fields.of(f"{path}: {name}", fields))
            for name, fields in data["questions"].items()
        )
        known = {name: from_json(value) for name, value in data["known"].items()}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ExerciseError(
            f"{path}: the file is damaged ({type(error).__name__}). Get the assignment again."
        ) from error
    return Checks(str(data["assignment"]), str(data["title"]), questions, known)


def _question_json(question: Question) -> dict[str, object]:
    """Return a question with the keys of questions.yml, without what is not set."""
    data: dict[str, object] = {"compare": question.compare, "points": question.points}
    if question.is_manual:
        return data | {"rubric": question.rubric}
    data["value"] = question.value
    plain: dict[str, object] = {
        "unit": question.unit,
        "partial": question.partial.to_yaml(),
        "columns": list(question.columns),
        "key": list(question.key),
        "order": question.order,
        "index": question.index,
        "dtypes": question.dtypes,
        "needs": list(question.needs),
        "hints": [asdict(hint) for hint in question.hints],
    }
    data |= {key: value for key, value in plain.items() if value}
    data["tolerance"] = asdict(question.tolerance)
    if question.metric is not None and question.at_least is not None:
        share = f"{question.at_least.share:g}"
        data["metric"] = str(question.metric)
        data["at_least"] = f"{share} of reference" if question.at_least.of_reference else share
    return data
