import numpy as np
import pytest
from PIL import Image
from typer.testing import CliRunner

from aatulab.cli.xray import xray_app
from aatulab.errors import InspectionError
from aatulab.inspection.xray.audit import report
from aatulab.inspection.xray.audit.checks import Finding
from aatulab.inspection.xray.audit.report import Report
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.training.plan import Plan
from aatulab.inspection.xray.training.sitting import Sitting
from aatulab.inspection.xray.training.trials import Decision

RUN = CliRunner()


def run(*arguments):
    return RUN.invoke(xray_app, list(map(str, arguments)), catch_exceptions=False)


def test_an_image_is_a_png_and_the_same_for_the_same_seed(tmp_path):
    one, other = tmp_path / "new" / "one.png", tmp_path / "other.png"
    done = run("image", "--seed", 7, "--out", one)
    assert done.exit_code == 0
    assert "suitcase" in done.output
    assert "opacity" in done.output
    assert "superposition" not in done.output
    assert run("image", "--seed", 7, "--out", other).exit_code == 0
    assert one.read_bytes() == other.read_bytes()
    with Image.open(one) as picture:
        assert picture.size[0] > 500


def test_the_threat_is_lit_on_request(tmp_path):
    plain, lit = tmp_path / "plain.png", tmp_path / "lit.png"
    order = ("--seed", 7, "--bag", "parcel", "--threat", "cast-bars")
    assert "view difficulty" in run("image", *order, "--out", plain).output
    assert run("image", *order, "--out", lit, "--lit").exit_code == 0
    with Image.open(plain) as one, Image.open(lit) as other:
        outline = (np.asarray(other) == (230, 0, 120)).all(axis=2).sum()
        assert outline > 100
        assert not (np.asarray(one) == (230, 0, 120)).all(axis=2).any()


def test_an_unknown_object_is_refused_and_nothing_written(tmp_path):
    with pytest.raises(InspectionError, match="there is no 'banana'"):
        run("image", "--seed", 1, "--out", tmp_path / "x.png", "--threat", "banana")
    assert list(tmp_path.iterdir()) == []


def played(path, seed, images):
    sitting = Sitting(Plan("drill", seed, images), path, read_library())
    for number in range(images):
        sitting.decide(Decision(number, "clear", 2.0 + number))
    return path


def test_scores_of_sessions_stand_in_a_row_with_what_changed(tmp_path):
    files = [played(tmp_path / f"day-{day}.jsonl", day, 6) for day in (1, 2)]
    before = [file.read_bytes() for file in files]
    done = run("scores", *files)
    assert done.exit_code == 0
    rows = done.output.splitlines()
    assert [row.split()[:3] for row in rows[1:3]] == [
        ["day-1", "0/2", "0/4"],
        ["day-2", "0/2", "0/4"],
    ]
    assert "no clear change yet" in done.output
    assert "too short to rank people" in done.output
    assert [file.read_bytes() for file in files] == before


def test_scores_of_a_file_that_is_not_there_are_refused(tmp_path):
    with pytest.raises(InspectionError, match="there is no such file"):
        run("scores", tmp_path / "none.jsonl")


@pytest.mark.parametrize(
    ("findings", "code"), [((), 0), ((Finding("hangs in the air", "crate", 7, "mug"),), 1)]
)
def test_a_report_with_findings_ends_with_1(tmp_path, monkeypatch, findings, code):
    monkeypatch.setattr(report, "write_report", lambda out, seed, images: Report(images, findings))
    done = run("report", "--out", tmp_path, "--images", 4)
    assert done.exit_code == code
    assert ("hangs in the air: crate, seed 7: mug" in done.output) == bool(findings)


def test_seed_and_file_are_asked_for():
    assert run("image").exit_code == 2
    assert run("report", "--out", "x", "--images", 0).exit_code == 2


def test_what_is_due_is_said_by_category_for_a_day(tmp_path):
    path = tmp_path / "monday.jsonl"
    sitting = Sitting(Plan("drill", 4, 5, day="2026-11-02"), path, read_library())
    for number in range(5):
        sitting.decide(Decision(number, "clear", 2.0))
    met = {one.trial.category for one in sitting.outcomes if one.trial.shows_threat}
    said = run("due", path, "--day", "2026-11-03").output
    assert said.startswith("2 of the 2 objects that you have met are due on 2026-11-03.")
    for category in met:
        assert read_library().categories[category].title in said
    assert run("due", path, "--day", "2026-11-02").output.startswith("0 of the 2")
    assert " are due on 20" in run("due", path).output  # today, by the clock of the machine
