"""`aatulab evidence check`: one finding a line, and what to keep elsewhere when all holds."""

from datetime import datetime

import numpy as np
import pytest
from typer.testing import CliRunner

from aatulab.cli import app
from aatulab.errors import InspectionError
from aatulab.inspection.evidence import entries_of
from aatulab.inspection.evidence.practice import _sound

RUN = CliRunner()


@pytest.fixture
def ledger(tmp_path):
    now = datetime.fromisoformat("2026-04-13T08:00:00+02:00")
    entries = entries_of(_sound("E-01", now, np.random.default_rng(7)))
    path = tmp_path / "ledger.jsonl"
    path.write_text("".join(f"{entry.line()}\n" for entry in entries), encoding="utf-8")
    return path


def check(*arguments):
    return RUN.invoke(app, ["evidence", "check", *map(str, arguments)])


def test_whole_ledger_says_what_to_keep_and_accepts_it(ledger):
    result = check(ledger)
    assert result.exit_code == 0
    assert "entries on 1 exhibits, all holds." in result.output
    kept = result.output.rsplit(" ", 1)[-1].strip()
    assert check(ledger, "--kept", kept).exit_code == 0


def test_each_finding_is_a_line_and_the_exit_code_is_1(ledger):
    kept = check(ledger).output.rsplit(" ", 1)[-1].strip()
    lines = ledger.read_text(encoding="utf-8").splitlines(keepends=True)
    ledger.write_text("".join([*lines[:4], *lines[5:-1]]), encoding="utf-8")
    result = check(ledger, "--kept", kept)
    assert result.exit_code == 1
    assert "missing: entry 5 is missing" in result.output
    assert "cut-off: the ledger ends with entry" in result.output
    assert "Keep elsewhere" not in result.output


def test_unit_s_own_minutes_count(ledger):
    assert check(ledger, "--minutes", 0).exit_code == 1


def test_wrong_usage_is_told_from_a_bad_file(ledger, tmp_path):
    assert check(ledger, "--kept", "12:abc").exit_code == 2
    assert isinstance(check(tmp_path / "nowhere").exception, InspectionError)
