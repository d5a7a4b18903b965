import pytest

from aatulab import values as v
from aatulab.authoring.compare import Calls, Raised
from aatulab.grading.came import describe_answer

SERIES = v.SeriesValue(("pnr",), (("A", "B"),), "float64", (1.0, 2.0))
TABLE = v.TableValue(("phone", "pnrs"), ("str", "int64"), (("x",), (3,)), (None,), ((0,),))
CHART = v.ChartValue((v.Mark("bar", ("a", "b"), (1, 2)),), "Title", "", "y")


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (None, ""),
        (v.Number(42), "a number"),
        (v.Number(None, "nan"), "a number that is not finite (nan)"),
        (v.Text("secret"), "a text"),
        (v.Flag(value=True), "True or False"),
        (v.Sequence(("a",)), "a list of 1 item"),
        (SERIES, "a Series of 2 values, indexed by `pnr`"),
        (TABLE, "a DataFrame of 1 row with the columns `phone`, `pnrs`"),
        (CHART, "an Axes with 2 points (bar), without an x label"),
        (v.Absent("unanswered"), "nothing yet: it is still `...`"),
        (v.Absent("unsupported", "builtins.module"), "an object of another kind (builtins.module)"),
        (
            Calls(((1,), (2,)), (v.Number(1), Raised("ValueError"))),
            "a function, tried on 2 sets of arguments; it stopped with an error on 1 of them",
        ),
    ],
)
def test_an_answer_is_told_in_words(answer, words):
    assert describe_answer(answer) == words


def test_values_are_not_told():
    """Could a sentence be used to carry what the unseen case holds?"""
    said = [describe_answer(a) for a in (v.Number(421), v.Text("K7PL2M"), SERIES)]
    assert not any(text in words for words in said for text in ("421", "K7PL2M", "1.0"))


def test_names_of_the_trainees_are_cut_and_cannot_break_out():
    columns = tuple(f"`{'x' * 100}\n{number}" for number in range(20))
    table = v.TableValue(columns, ("str",) * 20, (("a",),) * 20, (None,), ((0,),))
    said = describe_answer(table)
    assert "\n" not in said
    assert said.endswith("and 12 more")
    assert len(said) < 500
