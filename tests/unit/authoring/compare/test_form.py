"""Order, index and dtypes count where the question says so, and only there."""

import pandas as pd
import pytest

from aatulab.authoring.compare import compare, compare_known, know
from aatulab.authoring.fields import Fields
from aatulab.authoring.fingerprint import from_json, make_fingerprint, to_json
from aatulab.authoring.partial import Partial
from aatulab.authoring.question import Question, read_question
from aatulab.errors import ExerciseError
from aatulab.values import from_plain, to_plain

TABLE = pd.DataFrame({"phone": ["x", "y", "z"], "pnrs": [5, 4, 3]})
SERIES = pd.Series([1, 2, 3], index=pd.Index(["a", "b", "c"], name="pnr"))
LONG = pd.DataFrame({"phone": [f"n{n}" for n in range(500)], "pnrs": range(500)})


def found(kind, got, reference, **rules):
    """Return what the judge finds, after seeing that check() finds the same."""
    question = Question(id="q", compare=kind, points=2, value="x", **rules)
    plain, right = (from_plain(to_plain(obj)) for obj in (got, reference))
    finding = compare(question, plain, right)
    known = from_json(to_json(make_fingerprint(know(question, right), "salt")))
    assert compare_known(question, plain, known).what == finding.what
    return finding.what


@pytest.mark.parametrize(
    ("rule", "kind", "got", "reference", "what"),
    [
        ("order", "table", TABLE.iloc[::-1], TABLE, "wrong_order"),
        ("order", "table", TABLE.iloc[::-1].reset_index(drop=True), TABLE, "wrong_order"),
        ("order", "table", LONG.iloc[::-1], LONG, "wrong_order"),
        ("order", "series", SERIES.iloc[[1, 0, 2]], SERIES, "wrong_order"),
        ("index", "table", TABLE.set_index("phone"), TABLE, "wrong_index"),
        ("index", "table", TABLE, TABLE.set_index("phone"), "wrong_index"),
        ("index", "table", TABLE.iloc[::-1], TABLE, "wrong_index"),
        ("dtypes", "table", TABLE.astype({"pnrs": float}), TABLE, "wrong_dtype"),
        ("dtypes", "table", TABLE.astype({"phone": "category"}), TABLE, "wrong_dtype"),
        ("dtypes", "series", SERIES.astype("int32"), SERIES, "wrong_dtype"),
    ],
)
def test_a_rule_counts_only_where_it_is_asked_for(rule, kind, got, reference, what):
    assert found(kind, got, reference) == "correct"
    assert found(kind, got, reference, **{rule: True}) == what
    assert found(kind, reference, reference, **{rule: True}) == "correct"


def test_wrong_values_are_said_before_a_wrong_form():
    got = TABLE.assign(pnrs=[5, 4, 9.5]).iloc[::-1]
    assert found("table", got, TABLE, order=True, index=True, dtypes=True) == "wrong_values"


def test_an_index_of_two_levels_has_two_names():
    reference = TABLE.assign(kind="phone").set_index(["kind", "phone"])
    rules = {"index": True, "key": ("kind", "phone"), "columns": ("pnrs",)}
    assert found("table", reference, reference, **rules) == "correct"
    assert found("table", reference.reset_index(), reference, **rules) == "wrong_index"


def test_an_index_that_has_no_name_cannot_be_asked_for():
    reference = TABLE.set_index(pd.Index(["p", "q", "r"]))
    with pytest.raises(ExerciseError, match=r"q: index: true: the reference's index has no name"):
        found("table", reference, reference, index=True)


@pytest.mark.parametrize(
    ("rule", "kind"), [("order", "number"), ("index", "series"), ("dtypes", "set")]
)
def test_a_rule_that_a_comparison_never_reads_is_refused(rule, kind):
    fields = {"value": "x", "compare": kind, "points": 1, rule: True}
    with pytest.raises(ExerciseError, match=f"q: {rule}: only compare: table"):
        read_question("q", Fields.of("questions.yml: q", fields))


SHARES = Partial(by_share=True)


@pytest.mark.parametrize(
    ("got", "fraction"),
    [
        (TABLE.assign(pnrs=[5, 4, 9]), 2 / 3),
        (TABLE.head(2), 2 / 3),
        (TABLE.head(2).assign(pnrs=[9, 9]), 0),  # the right keys alone are no right rows
        (TABLE.head(2).assign(pnrs=[5, 9]), 1 / 3),
        (pd.concat([TABLE, pd.DataFrame({"phone": ["w"], "pnrs": [1]})]), 3 / 4),
    ],
)
def test_a_row_is_right_when_all_of_it_is(got, fraction):
    question = Question(id="q", compare="table", points=2, value="x", partial=SHARES)
    plain, right = (from_plain(to_plain(obj)) for obj in (got, TABLE))
    assert compare(question, plain, right).fraction == pytest.approx(fraction)


def test_rows_that_are_wrong_in_different_columns_are_each_wrong():
    """Do two half-wrong columns count as half right when no row is right?"""
    right = pd.DataFrame({"k": list("abcd"), "u": [1, 2, 3, 4], "w": [5, 6, 7, 8]})
    got = right.assign(u=[1, 2, 0, 0], w=[0, 0, 7, 8])
    question = Question(id="q", compare="table", points=2, value="x", partial=SHARES)
    plain, reference = (from_plain(to_plain(obj)) for obj in (got, right))
    assert compare(question, plain, reference).fraction == 0


def test_a_series_without_some_rows_keeps_the_share_of_the_others():
    question = Question(id="q", compare="series", points=2, value="x", partial=SHARES)
    plain, right = (from_plain(to_plain(obj)) for obj in (SERIES.head(2), SERIES))
    assert compare(question, plain, right).fraction == pytest.approx(2 / 3)
