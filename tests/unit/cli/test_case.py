import re

import pytest
from typer.testing import CliRunner

from aatulab.cases import read_case
from aatulab.cli import case as module
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


def test_list_shows_how_rare_what_is_looked_for_is_and_in_which_flows():
    lines = {line.split()[0]: line for line in run("list").output.splitlines()}
    assert "live" in lines["arrivals-tuesday"]
    assert "drill" in lines["one-phone-two-doors"]
    assert "passenger+post" in lines["one-phone-two-doors"]


def test_show_tells_how_many_rows_each_table_has_and_until_when():
    shown = run("show", "small-packets").output
    assert "drill: far more than on a working day" in shown
    assert "Up to Tuesday 10 February 2026, 00:00 UTC" in shown
    assert re.search(r"\d+  postal_items +item, mail_class", shown)
    assert "nps" not in shown


def test_a_case_is_built_where_notebooks_look(tmp_path, monkeypatch):
    monkeypatch.setattr(module, "CHECKOUT", tmp_path)
    assert run("build", "first-watch").exit_code == 0
    assert read_case(tmp_path / "workspace" / "cases" / "first-watch").name == "first-watch"


def test_build_writes_a_case_that_can_be_read(tmp_path):
    assert run("build", NAME, "--seed", 4, "--out", tmp_path / "case").exit_code == 0
    assert read_case(tmp_path / "case").name == NAME


def test_an_unknown_case_is_refused():
    with pytest.raises(CaseError, match="the cases are"):
        run("show", "arrivals-monday")
