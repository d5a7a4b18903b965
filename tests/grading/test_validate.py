"""nbgrader's Validate button: what it says is true, though the notebook holds no test."""

import pytest

pytestmark = pytest.mark.nbgrader

NAME = "targeting-1.ipynb"


@pytest.fixture
def desk(template, tmp_path):
    """A trainee's folder, with the hints that are released beside the notebook."""
    hints = template / "release" / "targeting-1" / "targeting-1.checks.json"
    (tmp_path / hints.name).write_bytes(hints.read_bytes())
    return tmp_path


def test_untouched_notebook_fails_with_the_sentences_of_check(desk, untouched, nbgrader):
    (desk / NAME).write_bytes(untouched)
    told = nbgrader((desk, f"validate {NAME}")).stdout
    assert "VALIDATION FAILED ON 5 CELL(S)" in " ".join(told.split())
    assert "lead-time: Not answered" in told
    assert "Traceback" not in told


def test_right_notebook_is_a_success(desk, solution, nbgrader):
    (desk / NAME).write_bytes(solution)
    assert (
        "Success! Your notebook passes all the tests."
        in nbgrader((desk, f"validate {NAME}")).stdout
    )
