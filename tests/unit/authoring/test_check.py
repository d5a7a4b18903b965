"""check() helps in one sentence, keeps the answers to itself, and never stumbles."""

import json
import time

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib import pyplot as plt

from aatulab.authoring.assignment import build_assignment, make_checks, write_assignment
from aatulab.authoring.bar import blank_answers, reference_answers
from aatulab.authoring.check import VALIDATING, Check, NotYetRightError, open_checks
from aatulab.authoring.checks import checks_bytes, read_checks
from aatulab.errors import ExerciseError


@pytest.fixture(scope="module")
def folder(bench, tmp_path_factory):
    folder = tmp_path_factory.mktemp("gate-1")
    write_assignment(bench.exercise, bench.case, bench.context, folder)
    return folder


@pytest.fixture(scope="module")
def check(folder):
    return open_checks("gate-1", folder)


def run(bench, answers):
    namespace = {"case": bench.case, "pd": pd, "plt": plt}
    for name, source in answers.items():
        if name != "why-these":
            exec(source, namespace)
    plt.close("all")
    return namespace


@pytest.fixture(scope="module")
def solved(bench):
    return run(bench, reference_answers(bench.exercise))


def lead_time(solved, change):
    return {"lead_time_h": change(solved["lead_time_h"].copy())}


def put(series, place, value):
    series.iloc[place] = value
    return series


def test_reference_looks_right_everywhere(check, bench, solved):
    for question in bench.exercise.questions[:-1]:
        assert check.look(question.id, solved).mood == "right", question.id


def test_untouched_notebook_is_not_answered_anywhere(check, bench):
    blank = run(bench, blank_answers(bench.exercise))
    for question in bench.exercise.questions[:-1]:
        card = check.look(question.id, blank)
        assert card.mood == "open", question.id
        assert "Not answered" in str(card)


def test_answer_of_another_kind_of_float_still_looks_right(check, solved):
    noisy = lead_time(solved, lambda s: (s.sample(frac=1, random_state=3) + 0.003).astype("f4"))
    assert check.look("lead-time", noisy).mood == "right"


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda s: s * 60, "look like minutes"),
        (lambda s: s * 3600, "3,600 times too large; seconds"),
        (lambda s: s / 24, "24 times too small; days"),
        (lambda s: -s, "wrong sign"),
        (lambda s: s + 2, "off by the same amount"),
        (lambda s: s % 24, "loses whole days"),
        (lambda s: s.round(), "rounded to whole numbers"),
        (lambda s: s.reset_index(drop=True), "plain 0, 1, 2"),
        (list, "plain 0, 1, 2"),
        (lambda s: s.iloc[4:], "yours lacks 4 rows"),
        (lambda s: s.iloc[:20], "yours lacks 280 rows"),
        (lambda s: s.iloc[:0], "yours lacks 300 rows"),
        (lambda s: pd.concat([s, pd.Series([1.0] * 3, index=list("xyz"))]), "3 rows too many"),
        (lambda s: pd.concat([s, s.iloc[:2]]), "repeats 2 rows"),
        (lambda s: s.rename(lambda key: f"{key}!"), "yours holds other keys"),
        (lambda s: put(s, [4, 90, 200], 7000.0), "differs in about 3 of 300 rows"),
        (lambda s: put(s, [4], None), "is empty (NaN) in about 1 of 300 rows"),
        (lambda s: pd.to_timedelta(s, unit="h"), "are durations; turn them into numbers of hours"),
        (lambda s: s.to_frame().assign(more=1), "should be a pandas Series indexed by `pnr`"),
        (lambda s: s.astype(str) + " h", "should be numbers (hours)"),
        (lambda s: object(), "should be a pandas Series (yours is an object)"),
        (lambda s: None, "lead_time_h"),
    ],
)
def test_card_names_what_is_wrong_and_what_is_expected(check, solved, change, sentence):
    card = check.look("lead-time", lead_time(solved, change))
    assert card.mood == "wrong"
    assert sentence in card.message
    assert card.expected == "a Series of 300 numbers (hours), indexed by `pnr`."


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda t: t.rename(columns={"pnrs": "bookings"}), "has no column `pnrs`"),
        (lambda t: t.rename(columns={"pnrs": "PNRs"}), "yours is spelled `PNRs`"),
        (lambda t: t.iloc[2:], "yours lacks 2 rows"),
        (lambda t: pd.concat([t, pd.DataFrame({"phone": ["+1"], "pnrs": [1]})]), "1 row too many"),
        (lambda t: pd.concat([t, t]), "one row per `phone`"),
        (lambda t: t.assign(pnrs=t.pnrs.where(t.index > 2, 99)), "differs in 3 of"),
        (lambda t: t.assign(pnrs=t.pnrs.astype(str) + "x"), "should hold numbers"),
        (lambda t: t.set_index("phone").pnrs, "yours is a Series"),
        (lambda t: t.to_dict(), "should be a pandas DataFrame (yours is a dict)"),
        (lambda t: list(t.phone), "should be a DataFrame with the columns `phone`, `pnrs`"),
    ],
)
def test_card_for_a_table_names_columns_and_rows(check, solved, change, sentence):
    card = check.look("shared-phones", {"shared": change(solved["shared"])})
    assert card.mood == "wrong"
    assert sentence in card.message


@pytest.mark.parametrize(
    "change",
    [
        lambda t: t.sample(frac=1, random_state=1),
        lambda t: t.set_index("phone"),
        lambda t: t.assign(more=1)[["more", "pnrs", "phone"]],
        lambda t: t.astype({"pnrs": "float64"}),
    ],
)
def test_spelling_of_a_table_does_not_matter(check, solved, change):
    assert check.look("shared-phones", {"shared": change(solved["shared"])}).mood == "right"


@pytest.mark.parametrize(
    ("function", "sentence"),
    [
        (lambda hours, form: 7, "is right for"),
        (lambda hours, form: 1 / 0, "stops with ZeroDivisionError for 10 of 10 inputs"),
        (lambda hours: 0, "stops with TypeError"),
        (lambda hours, form: f"{hours} points", "returns a text"),
        (
            lambda hours, form: 2 + (form == "CA") if hours < 24 else None,
            "returns nothing for `risk_points(",
        ),
        (3, "should be a function"),
    ],
)
def test_card_for_a_function_shows_an_input_to_try(check, function, sentence):
    card = check.look("risk-points", {"risk_points": function})
    assert card.mood == "wrong"
    assert sentence in card.message


def test_function_that_the_trainee_had_to_stop_is_named(check):
    def interrupted(hours, form):
        raise KeyboardInterrupt

    card = check.look("risk-points", {"risk_points": interrupted})
    assert card.mood == "wrong"
    assert "`risk_points` was still running" in card.message


def test_function_that_exits_does_not_end_the_notebook(check):
    def leave(hours, form):
        raise SystemExit

    message = check.look("risk-points", {"risk_points": leave}).message
    assert "stops with SystemExit for 10 of 10 inputs" in message


def test_prints_of_a_function_do_not_bury_the_card(check, capsys):
    check.look("risk-points", {"risk_points": lambda hours, form: print(hours)})
    assert not capsys.readouterr().out


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (lambda right: 100 * right, "100 times too large"),
        (lambda right: float("nan"), "not a finite number"),
        (lambda right: "0.3", "should be a single number"),
        (lambda right: right + 0.2, "not the right one yet"),
    ],
)
def test_card_for_a_number(check, solved, answer, sentence):
    card = check.look("cash-share", {"cash_share": answer(solved["cash_share"])})
    assert card.mood == "wrong"
    assert sentence in card.message


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda items, rest: [*rest[:30]], "of the recall@10% that the target"),
        (lambda items, rest: items[:5], "holds 5 ids where 30"),
        (lambda items, rest: rest[:80], "only the first 30 count"),
        (lambda items, rest: items[:5] * 6, "names 25 ids more than once"),
        (lambda items, rest: ["nobody"] * 30, "that the case does not have"),
        (lambda items, rest: 5, "should be a list of ids"),
    ],
)
def test_card_for_a_ranking(check, solved, change, sentence):
    items = solved["shortlist"]
    late = solved["lead_time_h"].sort_values(ascending=False)
    card = check.look("shortlist", {"shortlist": change(items, list(late.index))})
    assert card.mood == "wrong"
    assert sentence in card.message


def test_ranking_may_be_a_series_or_a_table(check, solved):
    urgent = solved["lead_time_h"].sort_values(kind="stable").head(30)
    for answer in (urgent, urgent.reset_index(), urgent.index, np.array(urgent.index)):
        assert check.look("shortlist", {"shortlist": answer}).mood == "right"


def draw(kind, values, label="bookings"):
    figure, ax = plt.subplots()
    if kind == "bar":
        ax.bar([str(n) for n in range(len(values))], values)
    else:
        ax.plot(range(len(values)), values)
    ax.set_ylabel(label)
    plt.close(figure)
    return ax


def test_bands_of_a_chart_may_be_named_freely(check, solved):
    assert check.look("lead-time-chart", {"ax": draw("bar", list(solved["tall"]))}).mood == "right"


def test_card_for_a_chart(check, solved):
    tall = list(solved["tall"])
    cases = {
        "shows 3 bars; expected 4": draw("bar", tall[:3]),
        "2 of 4 bars of `ax` should have another height": draw(
            "bar", [tall[1], tall[0], *tall[2:]]
        ),
        "should be drawn with bars": draw("line", tall),
        "still needs a label on the y axis": draw("bar", tall, label=""),
        "Nothing is drawn": draw("bar", []),
        "should be the Axes": 3,
    }
    for sentence, ax in cases.items():
        card = check.look("lead-time-chart", {"ax": ax})
        assert card.mood == "wrong"
        assert sentence in card.message


def test_no_value_and_no_solution_is_in_the_file(bench, folder, solved):
    text = (folder / "gate-1.checks.json").read_text(encoding="utf-8")
    known = json.loads(text)["known"]
    known["risk-points"].pop("inputs")  # arguments are shown on purpose
    text = json.dumps(known)
    assert not [pnr for pnr in bench.case.bookings.pnr if pnr in text]
    assert not [phone for phone in solved["shared"].phone if phone in text]
    for hours in solved["lead_time_h"]:
        assert f"{hours:.6f}"[:-2] not in text
    assert str(solved["cash_share"]) not in text


def test_files_are_the_same_twice(bench):
    first = build_assignment(bench.exercise, bench.case, bench.context)
    assert first == build_assignment(bench.exercise, bench.case, bench.context)


def test_checks_read_back_as_they_were_written(bench, folder):
    made = make_checks(bench.exercise, bench.case, bench.context)
    read = read_checks(folder / "gate-1.checks.json")
    assert checks_bytes(read) == checks_bytes(made)


@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b'{"format": 2}', b"\xff\xfe", b'{"format":1']
)
def test_damaged_file_is_named(tmp_path, content):
    path = tmp_path / "gate-1.checks.json"
    path.write_bytes(content)
    with pytest.raises(ExerciseError, match=r"gate-1\.checks\.json"):
        read_checks(path)
    assert "No hints here" in str(open_checks("gate-1", tmp_path)("lead-time"))


def test_missing_file_is_no_reason_to_stop(tmp_path):
    card = open_checks("gate-1", tmp_path)("lead-time")
    assert card.mood == "note"
    assert "not beside this notebook" in card.message


def test_unknown_question_lists_those_that_exist(check):
    assert 'check("lead-time")' in check.look("lead_time", {}).message
    assert 'check("lead-time")' in repr(check)
    assert "cash-share" in check.look(3, {}).message
    assert str(check()).startswith("ℹ check: Note. There is no such question")


def test_check_reads_the_variables_of_its_caller(folder):
    namespace = {"check": open_checks("gate-1", folder), "cash_share": 30.0}
    exec('card = check("cash-share")', namespace)
    assert namespace["card"].mood == "wrong"


def test_question_for_a_person_says_so(check):
    assert "instructor" in check.look("why-these", {}).message


def test_card_is_escaped_and_has_a_plain_text_twin(check):
    hostile = type("<script>alert(1)</script>", (), {})()
    bundle = check.look("lead-time", {"lead_time_h": hostile})._repr_mimebundle_()
    assert "<script>" not in bundle["text/html"]
    assert "&lt;script&gt;" in bundle["text/html"]
    assert "Expected: a Series" in bundle["text/plain"]
    assert "<" not in bundle["text/plain"].replace("<script>", "").replace("</script>", "")


class Hostile:
    def __getattr__(self, name):
        raise RuntimeError(name)

    def __eq__(self, other):
        return True

    def __hash__(self):
        return 1

    def __call__(self, *arguments):
        return self


anything = st.one_of(
    st.none(),
    st.booleans(),
    st.floats(),
    st.integers(),
    st.text(),
    st.binary(),
    st.lists(st.one_of(st.integers(), st.floats(), st.text(), st.none())),
    st.dictionaries(st.text(), st.one_of(st.integers(), st.lists(st.integers()))),
    st.just(Hostile()),
    st.just(len),
    st.just(Hostile),
    st.lists(st.floats()).map(pd.Series),
    st.lists(st.text()).map(lambda items: pd.DataFrame({"phone": items, "pnrs": items})),
    st.lists(st.complex_numbers()).map(np.array),
)


@pytest.mark.filterwarnings("ignore:Generating overly large repr")
@given(answer=anything)
@settings(max_examples=150, deadline=None)
def test_no_answer_ends_in_a_traceback_or_looks_right_by_chance(check, bench, answer):
    for question in bench.exercise.questions[:-1]:
        card = check.look(question.id, {question.value: answer})
        assert card.mood in {"wrong", "open"}
        assert card.to_html()


def test_card_comes_at_once(check, bench, solved):
    began = time.process_time()
    for question in bench.exercise.questions:
        check.look(question.id, solved)
    assert time.process_time() - began < 0.3 * len(bench.exercise.questions)


def test_check_without_file_says_why():
    assert repr(Check(None, "no file")) == "no file"


def test_under_nbgraders_validate_what_is_not_right_is_an_error(check, monkeypatch):
    """Would the Validate button call an unanswered notebook a success?"""
    cell = 'check("lead-time")'
    assert "Not answered" in str(eval(cell, {"check": check, "lead_time_h": ...}))
    monkeypatch.setenv(VALIDATING, "1")
    with pytest.raises(NotYetRightError, match="Not answered"):
        eval(cell, {"check": check, "lead_time_h": ...})


def test_under_nbgraders_validate_the_right_answer_is_no_error(bench, check, monkeypatch):
    monkeypatch.setenv(VALIDATING, "1")
    namespace = run(bench, reference_answers(bench.exercise)) | {"check": check}
    assert "Looks right" in str(eval('check("lead-time")', namespace))
