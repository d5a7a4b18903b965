import subprocess
import sys
import time

import pandas as pd
import pytest

from aatulab.cases import build_case, debrief, load_case, write_case
from aatulab.errors import CaseError

NAME = "arrivals-tuesday"


def test_a_seed_builds_that_variant(tmp_path, monkeypatch, public):
    """Even where the public case lies beside the notebook?"""
    monkeypatch.chdir(tmp_path)
    write_case(public[0], tmp_path / "cases" / NAME)
    built = load_case(NAME, seed=3)
    pd.testing.assert_frame_equal(built.bookings, build_case(NAME, 3)[0].bookings)


def test_without_a_seed_the_case_beside_the_notebook_is_read(tmp_path, monkeypatch):
    variant = build_case(NAME, 9)[0]
    write_case(variant, tmp_path / "cases" / NAME)
    (tmp_path / "targeting" / "deep").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "targeting" / "deep")
    pd.testing.assert_frame_equal(load_case(NAME).bookings, variant.bookings)


def test_without_folder_and_seed_it_is_the_public_case(tmp_path, monkeypatch, public):
    monkeypatch.chdir(tmp_path)
    pd.testing.assert_frame_equal(load_case(NAME).bookings, public[0].bookings)


def test_a_folder_that_is_named_must_hold_the_case(tmp_path, public):
    with pytest.raises(CaseError, match=r"no case\.json"):
        load_case(NAME, folder=tmp_path)
    write_case(public[0], tmp_path / "mine")
    assert len(load_case(NAME, folder=tmp_path / "mine").bookings) == len(public[0].bookings)


def test_an_unknown_case_is_refused(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(CaseError, match="There is no case 'arrivals-monday'"):
        load_case("arrivals-monday")


def test_a_debriefing_tells_what_settles_each_booking(public):
    told = debrief(NAME)
    pd.testing.assert_frame_equal(told, public[1])
    assert told.index.name == "pnr"
    assert told.columns.tolist() == [
        "role", "typology", "twin_of", "illicit", "adapted", "network", "fact", "value_eur"
    ]  # fmt: skip
    assert told["fact"].notna().all()


def test_a_case_says_in_one_line_what_it_holds(public):
    shown = repr(public[0])
    assert shown.startswith("Case 'arrivals-tuesday' (Tuesday's arrivals), up to ")
    assert f"{len(public[0].bookings):,} bookings" in shown


def test_reading_a_stored_case_imports_no_world():
    """The sandbox shows the code but no datasets; and a notebook should open quickly."""
    script = "import sys, aatulab.cases; print([m for m in sys.modules if 'aatulab.world' in m])"
    done = subprocess.run(
        [sys.executable, "-c", script], check=True, capture_output=True, text=True
    )
    assert done.stdout.strip() == "[]"


def test_a_variant_is_quick():
    build_case(NAME, 1)
    begun = time.process_time()
    build_case(NAME, 2)
    assert time.process_time() - begun < 1.0  # measured: 0.1 s on the machine of the lab
