"""Read a trainee's answer out of what the sandbox sent: plain data, checked again here.

Data that is not well formed is no answer.  It can only come from somebody who wrote to the
sandbox's channel, and it is worth nothing.
"""

from collections.abc import Mapping, Sequence

from aatulab.authoring.compare import Answer, Calls, Raised
from aatulab.authoring.question import Question
from aatulab.authoring.reference import Inputs
from aatulab.grading.evidence import one_line
from aatulab.grading.sandbox import StepResult
from aatulab.values import Absent, Value, from_plain


class MalformedAnswerError(ValueError):
    """What came out of the sandbox is no value that we ever send."""


def read_answer(question: Question, result: StepResult, inputs: Inputs) -> Answer | None:
    """Return the answer to a question, None when its turn never came.

    Raises `MalformedAnswerError`.
    """
    name = str(question.value)
    if name not in result.values:
        return None
    value = _read_value(result.values[name])
    if question.compare != "function":
        return value
    if isinstance(value, Absent) and value.reason in {"unanswered", "missing"}:
        return value
    outputs = result.calls.get(name)
    if outputs is None:
        return value
    return _read_calls(inputs[question.id], outputs)


def _read_value(plain: object) -> Value:
    try:
        return from_plain(plain)
    except ValueError as error:
        raise MalformedAnswerError(str(error)) from error


def _read_calls(inputs: tuple[tuple[object, ...], ...], outputs: Sequence[object]) -> Calls:
    if len(outputs) != len(inputs):
        raise MalformedAnswerError(f"{len(outputs)} results for {len(inputs)} calls")
    return Calls(inputs, tuple(_read_output(output) for output in outputs))


def _read_output(output: object) -> Value | Raised:
    if isinstance(output, Mapping) and output.get("kind") == "raised":
        kind, message = output.get("type", ""), output.get("message", "")
        if not isinstance(kind, str) or not isinstance(message, str):
            raise MalformedAnswerError("a call's error is not text")
        return Raised(one_line(kind), one_line(message))
    return _read_value(output)
