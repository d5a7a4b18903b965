import pytest

from aatulab.authoring.compare import Calls, Raised
from aatulab.grading.answers import MalformedAnswerError, read_answer
from aatulab.grading.sandbox import StepResult
from aatulab.values import Absent, Number

INPUTS = {"twice": ((1,), (2,))}
FUNCTION = {"kind": "unsupported", "type": "builtins.function"}


def number(value):
    return {"kind": "number", "value": value}


@pytest.fixture
def read(tiny):
    def read_one(question, values=None, calls=None):
        result = StepResult("ask", "ok", values=values or {}, calls=calls or {})
        return read_answer(tiny.question(question), result, INPUTS)

    return read_one


def test_a_value_is_read(read):
    assert read("total", {"total": number(42)}) == Number(42)


def test_an_answer_whose_turn_never_came_is_none(read):
    assert read("total") is None


@pytest.mark.parametrize("reason", ["missing", "unanswered"])
def test_a_function_that_is_not_there_is_absent(read, reason):
    answer = read("twice", {"twice": {"kind": reason}}, {"twice": None})
    assert isinstance(answer, Absent)


def test_calls_are_read_with_those_that_raised(read):
    raised = {"kind": "raised", "type": "KeyError", "message": "\x1b[31m'pnr'\n"}
    answer = read("twice", {"twice": FUNCTION}, {"twice": (number(2), raised)})
    assert answer == Calls(INPUTS["twice"], (Number(2), Raised("KeyError", "[31m'pnr'")))


@pytest.mark.parametrize(
    ("values", "calls"),
    [
        ({"twice": {"kind": "verdict", "points": 3}}, {}),
        ({"twice": "text"}, {}),
        ({"twice": None}, {}),
        ({"twice": FUNCTION}, {"twice": (number(2),)}),
        ({"twice": FUNCTION}, {"twice": (number(2), {"kind": "raised", "type": 1})}),
        ({"twice": FUNCTION}, {"twice": (number(2), {"kind": "number", "value": "3"})}),
    ],
)
def test_what_the_sandbox_never_sends_is_malformed(read, values, calls):
    with pytest.raises(MalformedAnswerError):
        read("twice", values, calls)
