"""check("lead-time") in a trainee's notebook: instant, offline, one sentence that helps.

Reads the answer from the notebook's own variables and compares it with the fingerprint beside
the notebook; how it looked is kept there, too, for the learner's home page.  A help, not a
verdict: grades come from running the notebook on an unseen case, and nothing here is believed
there.  A wrong type never ends in a traceback.
"""

import os
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path

from aatulab.authoring.asked import asked_path, note_asked
from aatulab.authoring.calls import call_all
from aatulab.authoring.card import Card, Mood
from aatulab.authoring.checks import Checks, checks_name, read_checks
from aatulab.authoring.compare import Answer, Finding, compare_known, sentence_for
from aatulab.authoring.compare.known import Known, KnownFunction
from aatulab.authoring.expected import describe_expected
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError
from aatulab.values import from_plain, to_plain

RIGHT = "It holds on this case; the grade comes from a case that you have not seen."
VALIDATING = "NBGRADER_VALIDATING"  # how nbgrader tells a notebook that Validate runs it
STOPPED = "You stopped it while `{}` was still running; does every loop in it come to an end?"
BY_HAND = "An instructor reads this answer; write it for a colleague who was not there."


class NotYetRightError(Exception):
    """What check() raises while nbgrader validates; shown as its sentence, without a traceback."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]


class Check:
    """The function `check` of a notebook: call it with a question's id."""

    def __init__(
        self, checks: Checks | None, problem: str = "", record: Path | None = None
    ) -> None:
        self._checks = checks
        self._problem = problem
        self._record = record

    def __call__(self, question_id: str = "") -> Card:
        """Return a card that says how the notebook's answer to this question looks.

        Under nbgrader's Validate it raises what is not right yet: that button counts errors
        only, and would call every notebook a success.
        """
        # The one caller is a notebook cell: its globals are the trainee's variables.
        card = self.look(question_id, sys._getframe(1).f_globals)  # noqa: SLF001
        if self._record and card.mood in {"right", "wrong"}:
            note_asked(self._record, card.question, card.mood)
        if card.mood in {"wrong", "open"} and os.environ.get(VALIDATING):
            raise NotYetRightError(str(card))
        return card

    def look(self, question_id: object, namespace: Mapping[str, object]) -> Card:
        """Return the card for an answer in a namespace."""
        name = question_id if question_id and isinstance(question_id, str) else "check"
        if self._checks is None:
            return Card(name, "note", self._problem)
        question = next((q for q in self._checks.questions if q.id == question_id), None)
        if question is None:
            names = ", ".join(f'check("{q.id}")' for q in self._checks.questions)
            return Card(name, "note", f"There is no such question here. You can ask {names}.")
        known = self._checks.known.get(question.id)
        if known is None:
            return Card(name, "note", BY_HAND)
        try:
            answer = _read_answer(question, known, namespace)
        except KeyboardInterrupt:  # the trainee pressed "stop": say what was running
            return Card(question.id, "wrong", STOPPED.format(question.value))
        return _card(question, known, compare_known(question, answer, known))

    def __repr__(self) -> str:
        if self._checks is None:
            return self._problem
        return "Ask " + ", ".join(f'check("{q.id}")' for q in self._checks.questions)


def open_checks(assignment: str, folder: Path | None = None) -> Check:
    """Return the `check` function of an assignment, from the file beside the notebook.

    Without a folder it looks in the notebook's own one: a notebook's only anchor.
    """
    path = (folder or Path()) / checks_name(assignment)
    if not path.is_file():
        return Check(
            None,
            f"The file {path.name} is not beside this notebook, so there are no hints; you can"
            " go on and submit all the same. Fetching the assignment again brings it back.",
        )
    try:
        return Check(read_checks(path), record=asked_path(path.parent, assignment))
    except ExerciseError as error:
        return Check(None, f"No hints here: {error} You can go on and submit all the same.")


def _read_answer(question: Question, known: Known, namespace: Mapping[str, object]) -> Answer:
    if question.value is None or question.value not in namespace:
        return from_plain({"kind": "missing"})
    value = namespace[question.value]
    if isinstance(known, KnownFunction):
        with redirect_stdout(StringIO()):  # prints of sixty calls would bury the card
            return call_all(value, known.inputs)
    return from_plain(to_plain(value))


def _card(question: Question, known: Known, finding: Finding) -> Card:
    if finding.is_correct:
        return Card(question.id, "right", RIGHT)
    mood: Mood = "open" if finding.what in {"unanswered", "missing"} else "wrong"
    return Card(
        question.id, mood, sentence_for(question, finding), describe_expected(question, known)
    )
