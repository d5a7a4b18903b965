"""`aatulab doctor` names what hinders grading, and its exit code says that something does."""

from unittest import mock

import pytest
import typer
from typer.testing import CliRunner

from aatulab.cli.doctor import doctor
from aatulab.grading.sandbox.machine import Problem

RUN = CliRunner()


@pytest.fixture(scope="module")
def app():
    app = typer.Typer()
    app.command()(doctor)
    return app


def test_machine_that_can_grade_is_exit_code_0(app):
    with mock.patch("aatulab.grading.sandbox.probe", return_value=None):
        told = RUN.invoke(app)
    assert told.exit_code == 0
    assert "submissions can be graded here" in told.output


def test_problem_and_next_step_are_said_with_exit_code_1(app):
    problem = Problem("User namespaces are closed.", "Set user.max_user_namespaces to 1000.")
    with mock.patch("aatulab.grading.sandbox.probe", return_value=problem):
        told = RUN.invoke(app)
    assert told.exit_code == 1
    assert "lessons and check() work" in told.output
    assert "User namespaces are closed. Set user.max_user_namespaces" in told.output
