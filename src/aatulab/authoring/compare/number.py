"""Compare one value: a number within its tolerance, a text, a yes or no."""

from aatulab import values as v
from aatulab.authoring.compare.exact import exact_column
from aatulab.authoring.compare.known import KnownNumber
from aatulab.authoring.compare.rows import scalar_of
from aatulab.authoring.compare.say import say_factor, with_unit
from aatulab.authoring.finding import Finding
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError


def know_number(question: Question, reference: v.Value) -> KnownNumber:
    """Return the exact knowledge of a reference's single value."""
    value = scalar_of(reference)
    if value is None:
        raise ExerciseError(
            f"{question.id}: the reference's `{question.value}` is not a single value but a"
            f" {type(reference).__name__}; compare: number needs one."
        )
    return KnownNumber(exact_column([""], [value], question.tolerance))


def compare_number(question: Question, got: v.Value, known: KnownNumber) -> Finding:
    """Return how one value compares with the known one."""
    kind = known.column.kind
    wanted = {"number": "a single number", "text": "a text", "flag": "True or False"}[kind]
    name = f"`{question.value}`"
    if isinstance(got, v.Number) and got.value is None:
        return Finding(0.0, "not_finite", f"{name} is {got.note}, not a finite number.")
    accepted = {"number": v.Number, "text": v.Text, "flag": v.Flag}[kind]
    if not isinstance(got, accepted):
        return Finding(0.0, "wrong_type", f"{name} should be {with_unit(wanted, question.unit)}.")
    difference = known.column.difference([""], [scalar_of(got)])
    if difference is None:
        return Finding(1.0, "correct")
    if difference.what == "wrong_values":
        return Finding(
            0.0, "wrong_values", f"{name} is the right kind of value, but not the right one yet."
        )
    return Finding(0.0, difference.what, say_factor(name, difference.what, question.unit))
