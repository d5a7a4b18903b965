import pytest
from typer.testing import CliRunner

from aatulab.cases import read_case
from aatulab.cli.case import case_app
from aatulab.errors import CaseError

RUN = CliRunner()
NAME = "arrivals-tuesday"


def run(*arguments):
    return RUN.invoke(case_app, list(map(str, arguments)), catch_exceptions=False)


def test_list_shows_names_and_titles():
    assert "arrivals-tuesday" in run("list").output
    assert "Tuesday's arrivals" in run("list").output


def test_show_tells_the_story_and_no_truth():
    shown = run("show", NAME).output
    assert "Lisbon" in shown
    assert "bookings" in shown
    for secret in ("illicit", "typology", "drug-courier", "20260310"):
        assert secret not in shown


def test_build_writes_a_case_that_can_be_read(tmp_path):
    assert run("build", NAME, "--seed", 4, "--out", tmp_path / "case").exit_code == 0
    assert read_case(tmp_path / "case").name == NAME


def test_an_unknown_case_is_refused():
    with pytest.raises(CaseError, match="the cases are"):
        run("show", "arrivals-monday")
