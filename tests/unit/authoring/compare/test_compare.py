"""The judge's comparisons: exact, in the author's words, with partial credit only where asked."""

from dataclasses import replace

import pandas as pd
import pytest
from matplotlib.figure import Figure

from aatulab.authoring.compare import Calls, Context, Raised, compare
from aatulab.authoring.partial import Partial
from aatulab.authoring.question import AtLeast, Metric, Question, Tolerance
from aatulab.errors import ExerciseError
from aatulab.values import Absent, Number, Text, from_plain, to_plain


def value(obj):
    return from_plain(to_plain(obj))


def ask(kind, **more):
    return Question(id="q", compare=kind, points=2, value="x", **more)


SHARES = Partial(by_share=True)
SERIES = pd.Series([1.0, 2.0, 3.0, 4.0], index=pd.Index(list("abcd"), name="pnr"))
TABLE = pd.DataFrame({"phone": ["1", "2", "3", "4"], "pnrs": [3, 4, 5, 6]})


def found(question, got, reference, context=None):
    finding = compare(question, value(got), value(reference), context)
    return finding.fraction, finding.what


@pytest.mark.parametrize(
    ("got", "outcome"),
    [
        (2.5, (1, "correct")),
        (2.509, (1, "correct")),
        (2.52, (0, "wrong_values")),
        (150, (0, "factor_60")),
        (-2.5, (0, "wrong_sign")),
        (float("inf"), (0, "not_finite")),
        ("2.5", (0, "wrong_type")),
        (True, (0, "wrong_type")),
        (..., (0, "unanswered")),
        (None, (0, "wrong_type")),
    ],
)
def test_number(got, outcome):
    assert found(ask("number", tolerance=Tolerance(abs=0.01)), got, 2.5) == outcome


@pytest.mark.parametrize(("reference", "wrong"), [("LIS", "OPO"), (True, False)])
def test_text_and_flag_count_as_single_values(reference, wrong):
    assert found(ask("number"), reference, reference) == (1, "correct")
    assert found(ask("number"), wrong, reference) == (0, "wrong_values")
    assert found(ask("number"), 3, reference) == (0, "wrong_type")


def test_zero_is_found_right_and_one_is_not():
    assert found(ask("number"), 0, 0.0) == (1, "correct")
    assert found(ask("number"), 1, 0.0) == (0, "wrong_values")


def test_partial_credit_only_where_the_author_asks_for_it():
    got = SERIES.copy()
    got["a"] = 9.0
    assert found(ask("series"), got, SERIES) == (0, "wrong_values")
    assert found(ask("series", partial=SHARES), got, SERIES) == (0.75, "wrong_values")
    table = TABLE.assign(pnrs=[3, 4, 5, 9])
    assert found(ask("table"), table, TABLE) == (0, "wrong_values")
    assert found(ask("table", partial=SHARES), table, TABLE) == (0.75, "wrong_values")
    assert found(ask("table", partial=SHARES), TABLE.head(3), TABLE) == (0.75, "missing_rows")


def test_dict_and_one_column_table_count_as_series():
    assert found(ask("series"), SERIES.to_dict(), SERIES) == (1, "correct")
    assert found(ask("series"), SERIES.to_frame("x"), SERIES) == (1, "correct")


def test_series_by_two_keys():
    keys = pd.MultiIndex.from_tuples([("a", 1), ("b", 2)], names=["pnr", "no"])
    reference = pd.Series([1.0, 2.0], index=keys)
    assert found(ask("series"), reference.iloc[::-1], reference) == (1, "correct")
    other = reference.rename({"b": "c"}, level="pnr")
    assert found(ask("series"), other, reference) == (0, "wrong_rows")


def test_series_of_texts_and_flags():
    texts = SERIES.map({1.0: "low", 2.0: "low", 3.0: "high", 4.0: "high"})
    assert found(ask("series"), texts, texts) == (1, "correct")
    assert found(ask("series"), texts.replace("low", "mid"), texts) == (0, "wrong_values")
    flags = SERIES > 2
    assert found(ask("series"), flags.astype(int), flags) == (1, "correct")
    assert found(ask("series"), flags.astype(str), flags) == (0, "wrong_type")


def test_series_on_a_plain_index_is_fine_when_the_reference_has_one():
    plain = SERIES.reset_index(drop=True)
    assert found(ask("series"), plain, plain) == (1, "correct")


def test_rows_of_a_table_without_unique_first_column_compare_as_a_whole():
    table = pd.DataFrame({"a": [1, 1], "b": [1, 2]})
    assert found(ask("table"), table.iloc[::-1], table) == (1, "correct")
    assert found(ask("table"), table.assign(b=[1, 3]), table) == (0, "wrong_rows")


def test_only_the_columns_asked_for_count():
    got = TABLE.assign(note="x")
    assert found(ask("table", columns=("phone", "pnrs")), got, TABLE) == (1, "correct")
    assert found(ask("table", columns=("pnrs",)), got[["pnrs"]], TABLE) == (1, "correct")


def test_function_earns_its_share_of_inputs_only_where_asked():
    inputs = ((1,), (2,), (3,), (4,))
    reference = Calls(inputs, tuple(Number(n) for n in (1, 2, 3, 4)))
    got = Calls(inputs, (Number(1), Raised("KeyError"), Number(3), Number(4)))
    assert compare(ask("function"), got, reference).fraction == 0
    partial = compare(ask("function", partial=SHARES), got, reference)
    assert (partial.fraction, partial.what) == (0.75, "raises")
    nothing = Calls(inputs, (Absent("unsupported", "NoneType"),) * 4)
    finding = compare(ask("function", partial=SHARES), nothing, reference)
    assert (finding.fraction, finding.what) == (0, "unanswered")


def test_function_may_return_lists_and_dicts():
    inputs = ((1,),)
    for result in ([1.5, "a"], {"points": 3, "why": "cash"}, "text", True):
        reference = Calls(inputs, (value(result),))
        assert compare(ask("function"), reference, reference).is_correct
        assert not compare(ask("function"), Calls(inputs, (Text("?"),)), reference).is_correct


def test_number_where_text_is_asked_for_is_said():
    inputs = ((1,),)
    finding = compare(ask("function"), Calls(inputs, (Number(3),)), Calls(inputs, (Text("high"),)))
    assert "a number where a text is asked for" in finding.detail


def test_calls_and_values_do_not_mix():
    calls = Calls(((1,),), (Number(1),))
    assert compare(ask("number"), calls, Number(1)).what == "wrong_type"
    assert compare(ask("function"), Number(1), calls).what == "not_a_function"
    with pytest.raises(ValueError, match="1 inputs and 0 outputs"):
        Calls(((1,),), ())


PEOPLE = [f"P{n:02d}" for n in range(40)]
CONTEXT = Context(frozenset(PEOPLE), frozenset(PEOPLE[:4]))


def ranking(**more):
    return ask("ranking", metric=Metric("recall", share=0.1), **more)


@pytest.mark.parametrize(
    ("items", "outcome"),
    [
        (PEOPLE[:4], (1, "correct")),
        ([*PEOPLE[:3], "P30"], (1, "correct")),
        ([*PEOPLE[:2], "P30", "P31"], (0, "below_target")),
        ([*PEOPLE[30:34], *PEOPLE[:4]], (0, "too_many")),
        (PEOPLE[:1], (0, "too_few")),
        (["P00"] * 4, (0, "duplicates")),
        (["P00", "P01", "X", "Y"], (0, "unknown_items")),
        (set(PEOPLE[:4]), (1, "correct")),
        (4, (0, "wrong_type")),
        ([], (0, "too_few")),
    ],
)
def test_ranking_counts_hits_among_the_first_places(items, outcome):
    question = ranking(at_least=AtLeast(0.75, of_reference=True))
    assert found(question, items, PEOPLE[:4], CONTEXT) == outcome


@pytest.mark.parametrize(
    ("hits", "said"),
    [
        (0, "nothing of"),
        (1, "less than half of"),
        (2, "more than half of"),
        (3, "more than half of"),
    ],
)
def test_how_far_a_ranking_is_from_its_target_is_said_roughly(hits, said):
    """Do twenty submissions of one list tell, by their scores, who is illicit?"""
    items = [*PEOPLE[:hits], *PEOPLE[30 : 34 - hits]]
    question = ranking(at_least=AtLeast(1.0, of_reference=False))
    detail = compare(question, value(items), value(PEOPLE[:4]), CONTEXT).detail
    assert f"reaches {said} the recall@10%" in detail
    assert not [word for word in detail.split() if word.strip(".,%").isdigit()]


def test_ranking_s_partial_credit_starts_at_chance():
    question = ranking(at_least=AtLeast(1.0, of_reference=False), partial=SHARES)
    fraction, _what = found(question, [*PEOPLE[:2], "P30", "P31"], PEOPLE[:4], CONTEXT)
    assert fraction == pytest.approx((0.5 - 0.1) / (1 - 0.1))
    assert found(question, PEOPLE[20:24], PEOPLE[:4], CONTEXT)[0] == 0


def test_precision_is_measured_over_all_places():
    question = ask(
        "ranking", metric=Metric("precision", count=4), at_least=AtLeast(0.5, of_reference=False)
    )
    assert found(question, PEOPLE[2:6], PEOPLE[:4], CONTEXT) == (1, "correct")
    assert found(replace(question, partial=SHARES), PEOPLE[3:7], PEOPLE, CONTEXT)[
        0
    ] == pytest.approx((0.25 - 0.1) / (0.5 - 0.1))


def chart(kind, y, *, x=None, title="t"):
    ax = Figure().subplots()
    x = [str(n) for n in range(len(y))] if x is None else x
    (ax.bar if kind == "bar" else ax.plot)(x, y)
    ax.set_title(title)
    return ax


@pytest.mark.parametrize(
    ("got", "outcome"),
    [
        (chart("bar", [3, 4, 5]), (1, "correct")),
        (chart("bar", [5, 4, 3], x=["2", "1", "0"]), (1, "correct")),
        (chart("bar", [3, 4, 5], x=["a", "b", "c"]), (1, "correct")),
        (chart("bar", [5, 4, 3], x=["a", "b", "c"]), (0, "wrong_values")),
        (chart("bar", [300, 400, 500]), (0, "factor_100")),
        (chart("bar", [3, 4]), (0, "missing_rows")),
        (chart("bar", [3, 4, 5, 6]), (0, "extra_rows")),
        (chart("line", [3, 4, 5]), (0, "wrong_mark")),
        (chart("bar", [3, 4, 5], title=""), (0.5, "missing_label")),
        (Figure().subplots(), (0, "empty_chart")),
        ([3, 4, 5], (0, "wrong_type")),
    ],
)
def test_chart_is_judged_by_its_data(got, outcome):
    assert found(ask("chart", needs=("title",)), got, chart("bar", [3, 4, 5])) == outcome


def test_answer_for_a_person_waits():
    question = Question(id="why", compare="person", points=4, rubric="r.md")
    assert compare(question, Text("Because."), Text("")).what == "needs_person"


@pytest.mark.parametrize(
    ("kind", "reference"),
    [
        ("number", SERIES),
        ("series", 3),
        ("series", pd.concat([SERIES, SERIES])),
        ("table", SERIES),
        ("table", pd.concat([TABLE, TABLE])),
        ("chart", 3),
        ("ranking", 3),
        ("function", 3),
    ],
)
def test_reference_of_the_wrong_kind_is_the_author_s_error(kind, reference):
    question = ask(kind, metric=Metric("recall", share=0.1))
    with pytest.raises(ExerciseError, match="q: "):
        compare(question, Number(1), value(reference), CONTEXT)


def test_reference_function_that_fails_is_the_author_s_error():
    calls = Calls(((1,),), (Raised("KeyError"),))
    with pytest.raises(ExerciseError, match="for the input"):
        compare(ask("function"), calls, calls)


def test_ranking_without_truth_is_refused():
    with pytest.raises(ExerciseError, match="needs the case's truth"):
        compare(ranking(), value(PEOPLE), value(PEOPLE))


@pytest.mark.parametrize("text", ["recall", "recall@0%", "recall@500%", "f1@5%", "recall@1.5"])
def test_metric_that_is_none_is_refused(text):
    assert Metric.parse(text) is None


def test_metric_reads_back():
    for text in ("recall@5%", "precision@50", "recall@2.5%"):
        assert str(Metric.parse(text)) == text
