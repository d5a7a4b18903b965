"""No sentence of a comparison gives away a value of the reference, however wrong the answer.

References are made of words and numbers that occur nowhere else; answers are anything from
nothing to nearly right.  What the trainee already holds (the answer itself, the names asked for,
a function's inputs) may be said.
"""

import operator
import re

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from aatulab.authoring.compare import Calls, Context, Raised, compare, compare_known, know
from aatulab.authoring.expected import describe_expected
from aatulab.authoring.finding import sentence_for
from aatulab.authoring.fingerprint import make_fingerprint
from aatulab.authoring.question import AtLeast, Hint, Metric, Question, Tolerance
from aatulab.values import from_plain, to_plain

PEOPLE = [f"QQ{n:03d}" for n in range(40)]
HIDDEN_WORDS = ["Vexmor", "Tulpik", "Zandro", "Wickel"]
HIDDEN_NUMBERS = [48151.625, 62342.375, 71193.125, 84264.875]
KEYS = ["k1", "k2", "k3", "k4"]


def value(obj):
    return from_plain(to_plain(obj))


def chart(heights, labels):
    axes = Figure().subplots()
    axes.bar(labels, heights)
    return axes


def series(values, keys=KEYS):
    return pd.Series(values, index=pd.Index(keys, name="pnr"))


REFERENCES = {
    "number": HIDDEN_NUMBERS[0],
    "number (text)": HIDDEN_WORDS[0],
    "exact": HIDDEN_WORDS,
    "exact (dict)": dict(zip(HIDDEN_WORDS, HIDDEN_NUMBERS, strict=True)),
    "set": set(HIDDEN_WORDS),
    "series": series(HIDDEN_NUMBERS),
    "series (text)": series(HIDDEN_WORDS),
    "table": pd.DataFrame({"phone": HIDDEN_WORDS, "pnrs": HIDDEN_NUMBERS}),
    "chart": chart(HIDDEN_NUMBERS, HIDDEN_WORDS),
    "ranking": PEOPLE[:4],
}
CONTEXT = Context(frozenset(PEOPLE), frozenset(PEOPLE[:4]))
NEAR = [60, 24, -1, 1 / 60, 1.01, 1.0000001]
SCALARS = (
    st.none() | st.booleans() | st.floats() | st.integers(-5, 10**6) | st.text(max_size=4)
    | st.sampled_from(HIDDEN_WORDS + HIDDEN_NUMBERS)
    | st.builds(operator.mul, st.sampled_from(HIDDEN_NUMBERS), st.sampled_from(NEAR))
)  # fmt: skip
LISTS = st.lists(SCALARS, max_size=5)
FOUR = st.lists(SCALARS, min_size=4, max_size=4)
ANSWERS = (
    SCALARS | LISTS | st.just(...) | st.sets(st.sampled_from([*HIDDEN_WORDS, "x", "y"]))
    | st.lists(st.sampled_from([*PEOPLE, "XX000"]), max_size=6)
    | st.dictionaries(st.sampled_from(HIDDEN_WORDS + KEYS), SCALARS, max_size=5)
    | FOUR.map(lambda values: pd.Series(values, index=pd.Index(KEYS, name="pnr"), dtype=object))
    | FOUR.map(lambda values: pd.DataFrame({"phone": HIDDEN_WORDS, "pnrs": values}))
    | FOUR.map(lambda values: pd.DataFrame({"phone": values, "pnrs": HIDDEN_NUMBERS}))
    | FOUR.map(lambda values: pd.DataFrame({"Phone": values}))
    | st.lists(st.floats(-9, 9), min_size=3, max_size=5).map(
        lambda heights: chart(heights, [f"b{n}" for n in range(len(heights))])
    )
)  # fmt: skip


def ask(kind):
    return Question(
        id="q",
        compare=kind.partition(" ")[0],
        points=2,
        value="x",
        tolerance=Tolerance(abs=0.01),
        metric=Metric("recall", share=0.1),
        at_least=AtLeast(0.9, of_reference=True),
        hints=(Hint("wrong_values", "Look at the edges."),),
    )


def said_of(question, got, reference):
    """Return all that judge and check() would say about an answer."""
    exact = know(question, reference, CONTEXT)
    rough = make_fingerprint(exact, "salt")
    findings = [compare(question, got, reference, CONTEXT), compare_known(question, got, rough)]
    return " ".join(
        [*(sentence_for(question, f) for f in findings), describe_expected(question, exact)]
    )


def hidden_in(said, answer):
    """Return the hidden words, numbers and people that were said and are not in the answer."""
    own = repr(answer)
    words = [word for word in (*HIDDEN_WORDS, *PEOPLE) if word in said and word not in own]
    numbers = [float(text.replace(",", "")) for text in re.findall(r"\d[\d,]*\.?\d*", said)]
    return words + [n for n in numbers for hidden in HIDDEN_NUMBERS if abs(n - hidden) < 5]


@pytest.mark.parametrize("kind", REFERENCES)
@given(answer=ANSWERS)
def test_no_sentence_about_an_answer_holds_a_hidden_value(kind, answer):
    said = said_of(ask(kind), value(answer), value(REFERENCES[kind]))
    own = answer.to_dict() if hasattr(answer, "to_dict") else answer
    assert hidden_in(said, own) == [], said


OUTPUTS = st.lists(
    (SCALARS | LISTS).map(value) | st.just(Raised("KeyError", "no")), min_size=4, max_size=4
)


@pytest.mark.parametrize("hidden", [HIDDEN_NUMBERS, HIDDEN_WORDS], ids=["numbers", "words"])
@given(outputs=OUTPUTS)
def test_no_sentence_about_a_function_holds_a_hidden_result(hidden, outputs):
    inputs = ((1,), (2,), (3,), (4,))
    reference = Calls(inputs, tuple(value(result) for result in hidden))
    said = said_of(ask("function"), Calls(inputs, tuple(outputs)), reference)
    assert hidden_in(said, outputs) == [], said


def test_the_search_would_find_it():
    assert hidden_in("off by 48,151.6", 3) == [48151.6]
    assert hidden_in("it should hold Vexmor", 3) == ["Vexmor"]
    assert hidden_in("yours has Vexmor", ["Vexmor"]) == []
