"""Compare a function by what it returns for the reference's inputs."""

from dataclasses import dataclass

from aatulab import values as v
from aatulab.authoring.compare.exact import exact_column
from aatulab.authoring.compare.known import KnownFunction, Scalar
from aatulab.authoring.compare.rows import scalar_of
from aatulab.authoring.finding import Finding, count
from aatulab.authoring.question import Question
from aatulab.errors import ExerciseError


@dataclass(frozen=True)
class Raised:
    """A call that ended in an error of the trainee's function."""

    type: str
    message: str = ""


@dataclass(frozen=True)
class Calls:
    """A function's outcomes, one per input, in order."""

    inputs: tuple[tuple[object, ...], ...]
    outputs: tuple[v.Value | Raised, ...]

    def __post_init__(self) -> None:
        """Refuse outcomes that do not belong to the inputs one by one."""
        if len(self.inputs) != len(self.outputs):
            raise ValueError(f"{len(self.inputs)} inputs and {len(self.outputs)} outputs")


def know_function(question: Question, reference: Calls) -> KnownFunction:
    """Return the exact knowledge of a reference function's results."""
    outputs: list[Scalar] = []
    for arguments, output in zip(reference.inputs, reference.outputs, strict=True):
        value = None if isinstance(output, Raised) else scalar_of(output)
        if value is None:
            raise ExerciseError(
                f"{question.id}: the reference's `{question.value}` gave"
                f" {output!r} for the input {list(arguments)!r}; it must return a number, text,"
                " True or False (or a list or dict of these)."
            )
        outputs.append(value)
    keys = [str(number) for number in range(len(outputs))]
    return KnownFunction(reference.inputs, exact_column(keys, outputs, question.tolerance))


def compare_function(question: Question, got: "v.Value | Calls", known: KnownFunction) -> Finding:
    """Return how a function's results compare with the known ones."""
    name = f"`{question.value}`"
    if not isinstance(got, Calls):
        return Finding(
            0.0, "not_a_function", f"{name} should be a function: keep its `def` line as it was."
        )
    total = len(known.inputs)
    wrong = [
        number
        for number, output in enumerate(got.outputs)
        if isinstance(output, Raised) or not _is_right(number, output, known)
    ]
    if not wrong:
        return Finding(1.0, "correct")
    share = (total - len(wrong)) / total
    what, detail = _reason(question, got, wrong, known)
    return Finding(0.0 if what == "unanswered" else share, what, detail)


def _reason(
    question: Question, got: Calls, wrong: list[int], known: KnownFunction
) -> tuple[str, str]:
    """Return the word and the sentence for the first thing that explains the wrong results."""
    name = f"`{question.value}`"
    total = len(got.outputs)
    raised = [n for n in wrong if isinstance(got.outputs[n], Raised)]
    if raised:
        return "raises", _say_raised(name, got, raised)
    call = _call(question, got, wrong[0])
    if all(is_nothing(got.outputs[number]) for number in wrong):
        if len(wrong) == total:
            detail = f"{name} returns nothing yet: replace the dots, and end with a `return`."
            return "unanswered", detail
        detail = f"{name} returns nothing for {call}: is there a `return` on every way through it?"
        return "returns_nothing", detail
    kind = _other_kind(got, wrong, known)
    if kind:
        return "wrong_outputs", f"{name} returns {kind}; try {call}."
    right = f"{total - len(wrong):,} of {count(total, 'input')}"
    return "wrong_outputs", f"{name} is right for {right}; try {call}."


def _other_kind(got: Calls, wrong: list[int], known: KnownFunction) -> str:
    """Return what the function returns instead of numbers, when it never returns a number."""
    outputs = [got.outputs[number] for number in wrong]
    if known.outputs.kind == "number" and all(isinstance(o, v.Text) for o in outputs):
        return "a text where a number is asked for"
    if known.outputs.kind == "text" and all(isinstance(o, v.Number) for o in outputs):
        return "a number where a text is asked for"
    return ""


def is_nothing(output: object) -> bool:
    """Tell whether a call gave None or the dots of an unanswered question."""
    return isinstance(output, v.Absent) and (
        output.reason == "unanswered" or "None" in output.detail
    )


def _is_right(number: int, output: v.Value, known: KnownFunction) -> bool:
    value = scalar_of(output)
    if value is None:
        return False
    return known.outputs.difference([str(number)], [value]) is None


def _say_raised(name: str, got: Calls, raised: list[int]) -> str:
    first = got.outputs[raised[0]]
    error = first.type if isinstance(first, Raised) else "an error"
    return (
        f"{name} stops with {error} for {len(raised):,} of {count(len(got.inputs), 'input')};"
        f" try {_call_text(name.strip('`'), got.inputs[raised[0]])}."
    )


def _call(question: Question, got: Calls, number: int) -> str:
    return _call_text(str(question.value), got.inputs[number])


def _call_text(name: str, arguments: tuple[object, ...]) -> str:
    return f"`{name}({', '.join(repr(argument) for argument in arguments)})`"
