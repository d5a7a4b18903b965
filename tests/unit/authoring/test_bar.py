"""The bar finds what would hurt trainees, and lets a good exercise pass."""

import pytest

from aatulab.authoring.bar import check_exercise, needs_sandbox
from aatulab.authoring.wrong import Expected, Wrong


def rewrite(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")


def messages(folder, make_case):
    return [slip.message for slip in check_exercise(folder, make_case, variants=(5,))]


def test_good_exercise_clears_the_bar(gate_copy, make_case):
    assert check_exercise(gate_copy, make_case) == []


def test_wrong_answer_that_earns_too_much_is_found(gate_copy, make_case):
    path = gate_copy / "wrong" / "minutes-instead-of-hours.md"
    rewrite(path, "total_seconds() / 60", "total_seconds() / 3600")
    found = messages(gate_copy, make_case)
    assert any("states 0 points, failed, factor_60; it gets 2 points, passed" in m for m in found)


def test_reference_that_misses_its_own_target_is_found(gate_copy, make_case):
    rewrite(gate_copy / "questions.yml", "at_least: 0.9 of reference", "at_least: 1")
    assert any("shortlist: the reference gets" in m for m in messages(gate_copy, make_case))


def test_hint_that_gives_the_solution_away_is_found(gate_copy, make_case):
    hint = "cash_share = is_cash.mean()"
    rewrite(
        gate_copy / "questions.yml",
        "  points: 1\n",
        f"  points: 1\n  hints: [{{when: factor_100, say: 'write {hint}'}}]\n",
    )
    assert any("give away" in message for message in messages(gate_copy, make_case))


def test_exercise_that_does_not_load_is_one_slip(gate_copy, make_case):
    (gate_copy / "rubric.md").unlink()
    (message,) = messages(gate_copy, make_case)
    assert "rubric" in message


def test_exercise_that_draws_anew_is_found(gate_copy, make_case):
    rewrite(
        gate_copy / "exercise.md",
        "cash_share = is_cash.mean()",
        "import secrets\ncash_share = is_cash.mean() + secrets.randbelow(10**9)",
    )
    assert any("built twice" in message for message in messages(gate_copy, make_case))


def test_exercise_that_needs_a_world_is_found(gate_copy, make_case):
    rewrite(
        gate_copy / "exercise.md",
        "cash_share = is_cash.mean()",
        "from aatulab.cases import debrief\ncash_share = is_cash.mean()",
    )
    assert any("runs where none can be built" in m for m in messages(gate_copy, make_case))


@pytest.mark.parametrize(("status", "hostile"), [("timeout", True), ("failed", False)])
def test_hostile_notebooks_are_left_to_the_sandbox(status, hostile):
    wrong = Wrong("x", "story", "solution", (), {"lead-time": Expected(0, status)})
    assert needs_sandbox(wrong) is hostile
