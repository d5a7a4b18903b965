"""Right notebooks, damaged at random: never more points than the values deserve, never a crash.

What the values deserve is worked out here, by a plain comparison of what the sandbox sent with
what the reference gave: no comparator, no tolerance but one, no hint.
"""

import copy
import json
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from aatulab.authoring.compare import Raised
from aatulab.authoring.exercise import load_exercise
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.notebooks import build_solution_notebook
from aatulab.grading import judge
from aatulab.grading.grader import Grader
from aatulab.grading.intake import exercise_slots, read_submission
from aatulab.grading.policy import Policy
from aatulab.grading.rawnotebook import RefusedError
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.variants import Secret
from aatulab.values import Absent, from_plain

ROOT = Path(__file__).parents[2]
EXERCISE = load_exercise(ROOT / "exercises" / "targeting-1")
RIGHT = json.loads(notebook_bytes(build_solution_notebook(EXERCISE)))
SLOTS = exercise_slots(EXERCISE)
IDS = [slot.id for slot in SLOTS]

PLACES = st.integers(0, len(RIGHT["cells"]) + 3)
OWN_CODE = st.sampled_from(
    [
        "1 / 0",
        "del case",
        "case = None",
        "lead_time_h = lead_time_h * 60",
        "lead_time_h = None",
        "shared_phones = ...",
        "def risk_points(*a): return 0",
        "ax = plt.gca()",
        "shortlist = shortlist[::-1]",
        "import os; os._exit(0)",
        "load_case = check = None",
        "get_ipython().run_line_magic('reset', '-f')",
        "(",
        "",
    ]
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5) | st.sampled_from(IDS),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner),
    max_leaves=4,
)
MUTATIONS = st.one_of(
    st.tuples(st.just("delete"), PLACES),
    st.tuples(st.just("copy"), PLACES, PLACES),
    st.tuples(st.just("move"), PLACES, PLACES),
    st.tuples(st.just("insert"), PLACES, OWN_CODE),
    st.tuples(st.just("append to"), PLACES, OWN_CODE),
    st.tuples(st.just("replace"), PLACES, OWN_CODE),
    st.tuples(st.just("cut"), PLACES, st.floats(0, 1)),
    st.tuples(st.just("kind"), PLACES, st.sampled_from(["code", "markdown", "raw"])),
    st.tuples(st.just("rename"), PLACES, st.sampled_from(IDS)),
    st.tuples(st.just("points"), PLACES, st.integers(-5, 10**6)),
    st.tuples(st.just("metadata"), PLACES, JUNK),
    st.tuples(st.just("nbgrader"), PLACES, JUNK),
    st.tuples(st.just("reverse"), PLACES),
)


def mutate(notebook, mutation):
    """Change a notebook in place; a place beyond its end counts from its beginning again."""
    cells = notebook["cells"]
    what, place, *more = mutation
    place %= max(len(cells), 1)
    if what == "insert" or not cells:
        code = more[0] if what == "insert" else "1"
        cells.insert(place, {"cell_type": "code", "source": code, "metadata": {}})
    elif what == "delete":
        del cells[place]
    elif what == "copy":
        cells.insert(more[0] % len(cells), copy.deepcopy(cells[place]))
    elif what == "move":
        cells.insert(more[0] % len(cells), cells.pop(place))
    elif what == "reverse":
        cells[place:] = cells[place:][::-1]
    else:
        edit(cells[place], what, more[0])


def edit(cell, what, with_what):
    source = "".join(cell["source"])
    about = cell["metadata"].get("nbgrader") if isinstance(cell["metadata"], dict) else None
    if what == "append to":
        cell["source"] = f"{source}\n{with_what}"
    elif what == "replace":
        cell["source"] = with_what
    elif what == "cut":
        cell["source"] = source[: int(len(source) * with_what)]
    elif what == "kind":
        cell["cell_type"] = with_what
    elif what == "metadata":
        cell["metadata"] = with_what
    elif what == "nbgrader" and isinstance(cell["metadata"], dict):
        cell["metadata"]["nbgrader"] = with_what
    elif isinstance(about, dict):
        about["grade_id" if what == "rename" else "points"] = with_what


def mutated(mutations):
    notebook = copy.deepcopy(RIGHT)
    for mutation in mutations:
        mutate(notebook, mutation)
    return json.dumps(notebook).encode()


@settings(max_examples=300, deadline=None)
@given(st.lists(MUTATIONS, max_size=8))
def test_any_damage_leaves_a_whole_notebook_or_a_reason(mutations):
    """Does every slot stand once, with our source where it is locked, whatever was done?"""
    try:
        work = read_submission("targeting-1", SLOTS, mutated(mutations), Policy(), "the notebook")
    except RefusedError:
        return
    found = [piece.slot.id for piece in work.pieces if piece.slot]
    assert sorted(found) == sorted(IDS)
    for piece in work.pieces:
        if piece.slot and piece.slot.role in {"locked", "check"}:
            assert piece.source == piece.slot.source
            assert piece.kind == piece.slot.kind


@pytest.fixture(scope="module")
def grade():
    """Grade bytes; return the report, the values that were sent, and the reference's."""
    grader = Grader(EXERCISE, Secret(bytes(range(32))), Policy(cell_s=5, wall_s=30))
    variant = judge.make_variant(EXERCISE, grader.secret, "mallory")
    sent = {}
    with pytest.MonkeyPatch.context() as patch, WarmSandbox() as sandbox:
        patch.setattr(judge, "make_variant", lambda *_: variant)

        class Recording:
            def run(self, job):
                transcript = sandbox.run(job)
                sent.clear()
                sent.update({step.id: step for step in transcript.steps})
                return transcript

        def run(data):
            report = judge.grade_submission(grader, data, "mallory", Recording())
            return report, dict(sent), variant

        yield run


@pytest.mark.sandbox
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(mutations=st.lists(MUTATIONS, min_size=1, max_size=5))
def test_no_damage_earns_more_than_its_values_deserve(grade, mutations):
    report, sent, variant = grade(mutated(mutations))
    assert report.status in {"graded", "interrupted", "refused"}
    for question in EXERCISE.questions:
        result = report.question(question.id)
        if question.is_manual or report.status == "refused":
            assert result.points == 0
            continue
        deserved = is_deserved(question, sent.get(f"ask-{question.id}"), variant)
        assert result.points in {0, question.points / 2, question.points}
        assert (result.points > 0) <= deserved, (mutations, result)
        assert (result.points == question.points) <= (deserved == 1), (mutations, result)


def test_the_undamaged_notebook_deserves_all(grade):
    report, sent, variant = grade(mutated([]))
    assert report.points == 14
    graded = [question for question in EXERCISE.questions if not question.is_manual]
    assert all(is_deserved(q, sent[f"ask-{q.id}"], variant) == 1 for q in graded)


def is_deserved(question, step, variant):
    """Return 1 for a right value, 0.5 for a chart without its words, else 0."""
    if step is None or question.value not in step.values:
        return 0
    right = variant.reference.answers[question.id]
    got = from_plain(step.values[question.value])
    if question.compare == "function":
        outputs = step.calls.get(question.value) or ()
        pairs = zip(outputs, right.outputs, strict=False)
        same = all(o["kind"] != "raised" and near(plain_number(o), r.value) for o, r in pairs)
        return int(len(outputs) == len(right.outputs) and same)
    if isinstance(got, Absent | Raised):
        return 0
    return DESERVED[question.compare](got, right, variant)


def plain_number(output):
    """Return what a call gave, None for whatever holds no value, such as a missing return."""
    return getattr(from_plain(output), "value", None)


def near(a, b):
    return isinstance(a, int | float) and abs(a - b) <= 0.021


def deserved_series(got, right, _variant):
    if not hasattr(got, "values"):
        return 0
    held = dict(zip(got.index[0], got.values, strict=True))
    wanted = dict(zip(right.index[0], right.values, strict=True))
    return int(held.keys() == wanted.keys() and all(near(held[k], wanted[k]) for k in wanted))


def deserved_table(got, right, _variant):
    def rows(table):
        at = [table.columns.index(name) for name in ("phone", "pnrs")]
        return sorted(zip(*(table.data[n] for n in at), strict=True))

    try:
        return int(rows(got) == rows(right))
    except (AttributeError, ValueError, TypeError):
        return 0


def deserved_chart(got, right, _variant):
    bars = [[m.y for m in chart.marks if m.type == "bar"] for chart in (got, right)]
    if bars[0] != bars[1]:
        return 0
    return 1 if got.title and got.xlabel and got.ylabel else 0.5


def deserved_ranking(got, right, variant):
    size = len(variant.context.population) * 5 // 100
    lists = getattr(got, "items", ()), right.items
    hits = [len({*items[:size]} & variant.context.illicit) for items in lists]
    return int(hits[0] >= 0.9 * hits[1])


DESERVED = {
    "series": deserved_series,
    "table": deserved_table,
    "chart": deserved_chart,
    "ranking": deserved_ranking,
}
