"""The few questions before and after a lesson, that show what a learner has gained.

`self_check(lesson, "before")` in a lesson's cell; the questions lie in `<lesson>.quiz.yml`.
"""

from typing import TYPE_CHECKING

from aatulab.authoring.quiz.file import Language, Quiz, quiz_name, read_quiz

if TYPE_CHECKING:
    from aatulab.authoring.quiz.panel import self_check

__all__ = ["Language", "Quiz", "quiz_name", "read_quiz", "self_check"]


def __getattr__(name: str) -> object:
    """Import the widget only when it is asked for: the linter reads quizzes without one."""
    if name == "self_check":
        from aatulab.authoring.quiz.panel import self_check  # noqa: PLC0415

        return self_check
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
