"""Put a learner's self-check answers into one file to hand in, when the learner wants to.

The file holds the choices by lesson and question, and nothing about the person.  Nobody but the
learner makes it; `aatulab course gain` reads it.
"""

import json
from collections.abc import Mapping
from pathlib import Path, PurePosixPath

from aatulab.authoring.quiz.store import answers_path, read_answers
from aatulab.authoring.way.plan import Plan

FILE = "my-self-checks.json"
FORMAT = 1


def hand_over_bytes(plan: Plan, folder: Path) -> bytes:
    """Return the file's bytes: every lesson that was answered, before or after."""
    answers: dict[str, Mapping[str, Mapping[str, int]]] = {}
    for step in plan.steps:
        here = folder / PurePosixPath(step.notebook).parent
        given = read_answers(answers_path(here, step.id)) if step.is_lesson else {}
        if any(given.values()):
            answers[step.id] = {str(when): chosen for when, chosen in given.items()}
    return (json.dumps({"format": FORMAT, "answers": answers}, indent=1) + "\n").encode()
