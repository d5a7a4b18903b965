import shutil
from datetime import date

import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from aatulab.cli.world import world_app
from aatulab.content import datasets_dir
from aatulab.errors import WorldError
from aatulab.world.store.manifest import read_manifest

RUN = CliRunner()


def run(*arguments):
    return RUN.invoke(world_app, list(map(str, arguments)), catch_exceptions=False)


def test_build_writes_tables_and_says_how_many_rows(tmp_path):
    done = run("build", "--seed", 7, "--out", tmp_path / "w", "--bookings", 500, "--days", 3,
               "--hub", "GRU", "--prevalence", 0.03)  # fmt: skip
    assert done.exit_code == 0
    assert "500  bookings" in done.output
    assert "100  waybills" in done.output
    assert "15  illicit among 500 records of the passenger flow" in done.output
    assert "3  illicit among 100 records of the cargo flow" in done.output
    bookings = tmp_path / "w" / "tables" / "bookings"
    assert pq.ParquetFile(bookings / "gateway=GRU" / "part.parquet").metadata.num_rows == 500
    assert (tmp_path / "w" / "truth" / "truth" / "gateway=GRU" / "part.parquet").is_file()


def test_options_and_a_scenario_order_the_same_world(tmp_path):
    (tmp_path / "s.yml").write_text(
        "seed: 9\nbookings: 300\ngateways: [LIS, GRU]\nfirst_day: 2026-05-01\n"
        "last_day: 2026-05-03\nrules_in_use: {lead_time_h: 2026-05-02}\n"
        "typologies: [cash-courier, drug-courier]\nwaybills: 0\n"
    )
    run("build", "--scenario", tmp_path / "s.yml", "--bookings", 400, "--out", tmp_path / "a")
    run("build", "--seed", 9, "--bookings", 400, "--gateway", "LIS", "--gateway", "GRU",
        "--first-day", "2026-05-01", "--days", 3, "--rule-in-use", "lead_time_h=2026-05-02",
        "--typology", "cash-courier", "--typology", "drug-courier", "--waybills", 0,
        "--out", tmp_path / "b")  # fmt: skip
    orders = [read_manifest(tmp_path / name).order for name in "ab"]
    assert orders[0] == orders[1]
    assert orders[0].spec.bookings == 400
    assert orders[0].spec.hubs == ("LIS", "GRU")
    assert orders[0].spec.typologies == ("cash-courier", "drug-courier")
    assert orders[0].spec.rules_in_use == {"lead_time_h": date(2026, 5, 2)}


def test_a_wrong_order_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(WorldError, match=r"prevalence: found 3\.0"):
        run("build", "--seed", 7, "--out", tmp_path / "w", "--prevalence", 3)
    with pytest.raises(WorldError, match=r"rules_in_use.lead_time_h: found 'soon'"):
        run("build", "--seed", 7, "--out", tmp_path / "w", "--rule-in-use", "lead_time_h=soon")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        ([], "Missing option"),
        (["--out", "x"], "--seed"),
        (["--out", "x", "--seed", 1, "--rule-in-use", "lead_time_h"], "SIGNAL=DAY"),
        (["--out", "x", "--seed", 1, "--workers", 0], "--workers"),
        (["--out", "x", "--seed", 1, "--workers", 2, "--cluster", "tcp://h:1"], "--workers"),
    ],
)
def test_a_wrong_use_is_answered_with_the_option(options, said):
    done = run("build", *options)
    assert done.exit_code == 2
    assert said in done.output


@pytest.fixture(scope="module")
def stored(tmp_path_factory):
    folder = tmp_path_factory.mktemp("cli") / "world"
    run("build", "--seed", 3, "--bookings", 200, "--days", 2, "--out", folder, "--workers", 2)
    return folder


def test_a_sound_world_passes_its_check(stored):
    done = run("check", stored)
    assert done.exit_code == 0
    assert "whole, and as described" in done.output


def test_a_world_that_was_changed_fails_its_check_with_a_list(stored, tmp_path):
    shutil.copytree(stored, tmp_path / "w")
    (tmp_path / "w" / "tables" / "carriers" / "part.parquet").unlink()
    (tmp_path / "w" / "notes.txt").write_text("mine")
    done = run("check", tmp_path / "w")
    assert done.exit_code == 1
    assert "tables/carriers/part.parquet: missing" in done.output
    assert "notes.txt: not in world.json" in done.output
    assert "2 to mend" in done.output


def test_what_is_no_world_cannot_be_checked(tmp_path):
    with pytest.raises(WorldError, match="no complete world"):
        run("check", tmp_path)


@pytest.mark.parametrize("to", ["csv", "duckdb", "sqlite"])
def test_a_world_is_exported_without_truth_unless_it_is_asked_for(stored, tmp_path, to):
    told = run("export", stored, "--to", to, "--out", tmp_path / "plain").output
    assert "without the truth" in told
    told = run("export", stored, "--to", to, "--out", tmp_path / "all", "--with-truth").output
    assert "with the truth" in told
    sizes = [sum(path.stat().st_size for path in [found, *found.rglob("*")])
             for found in (tmp_path / "plain", tmp_path / "all")]  # fmt: skip
    assert sizes[0] < sizes[1]


def test_an_unknown_format_is_refused_with_the_known_ones(stored, tmp_path):
    with pytest.raises(WorldError, match="to: found 'xlsx', expected csv, duckdb, sqlite"):
        run("export", stored, "--to", "xlsx", "--out", tmp_path / "w")


@pytest.mark.parametrize(("verb", "folder"), [("dictionary", "dictionary"), ("sample", "samples")])
def test_derived_files_are_written_as_committed(tmp_path, verb, folder):
    assert run(verb, "--out", tmp_path).exit_code == 0
    written = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    root = datasets_dir() / folder
    assert written == {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}


def test_a_report_says_what_is_near_and_far_and_where_the_page_lies(stored, tmp_path):
    done = run("report", stored, "--out", tmp_path / "page")
    assert done.exit_code == 0
    assert "    near              mean-bag" in done.output
    assert "    far               wanted-persons" in done.output
    assert "How many bookings share a telephone: no public figure" in done.output
    assert f"{tmp_path / 'page' / 'index.html'}: written" in done.output
    assert (tmp_path / "page" / "bag-weights.png").is_file()
