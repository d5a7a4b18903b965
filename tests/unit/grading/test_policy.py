from pathlib import Path

import pytest

from aatulab.errors import GradingError
from aatulab.grading.policy import Policy, read_policy, render_policy

CHECKOUT = Path(__file__).parents[3]


def test_the_committed_file_states_the_fields():
    assert (CHECKOUT / "grading" / "policy.yml").read_text() == render_policy(Policy())


def test_a_policy_is_read_back_the_same(tmp_path):
    policy = Policy(
        cell_s=2.5, notebook_cells=77, memory_bytes=512 * 1024 * 1024, magics=("time", "ls")
    )
    path = tmp_path / "policy.yml"
    path.write_text(render_policy(policy))
    assert read_policy(path) == policy


def test_a_key_left_out_keeps_its_default(tmp_path):
    path = tmp_path / "policy.yml"
    path.write_text("cell_s: 5\n")
    assert read_policy(path) == Policy(cell_s=5)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("cel_s: 5", "cel_s: no such limit; there are notebook_bytes"),
        ("cell_s: 0", r"cell_s: expected a number from 0\.5"),
        ("cell_s: fast", "cell_s: expected a number, found 'fast'"),
        ("cell_s: .nan", "cell_s: expected a number from"),
        ("processes: 8.5", "processes: expected a whole number"),
        ("processes: true", "processes: expected a whole number"),
        ("magics: [time, 5]", r"magics: expected a list of names such as \[time"),
        ("magics: [time timeit]", "magics: expected a list of names"),
        ("magics: {a: b}", "magics: expected a list of names"),
        ("- a list", "expected a mapping"),
        ("a: [", "not readable as YAML"),
    ],
)
def test_a_slip_is_named_with_its_file(tmp_path, text, message):
    path = tmp_path / "policy.yml"
    path.write_text(text)
    with pytest.raises(GradingError, match=message) as caught:
        read_policy(path)
    assert str(path) in str(caught.value)


def test_the_sandbox_enforces_what_the_policy_says():
    limits = Policy(wall_s=33, cell_s=4).limits
    assert (limits.wall_s, limits.cell_s) == (33, 4)


@pytest.mark.parametrize("end", ["lowest", "highest"])
def test_the_sandbox_accepts_both_ends_of_every_range(end):
    from dataclasses import fields

    ends = {f.name: f.metadata[end] for f in fields(Policy) if end in f.metadata}
    assert len(ends) == len(fields(Policy)) - 1  # all but the magics
    Policy(**ends).limits  # noqa: B018


@pytest.mark.parametrize(("text", "magics"), [("[]", ()), ("time", ("time",))])
def test_magics_may_be_none_or_one(tmp_path, text, magics):
    path = tmp_path / "policy.yml"
    path.write_text(f"magics: {text}\n")
    assert read_policy(path).magics == magics
