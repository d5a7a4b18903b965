import pyarrow.parquet as pq
import pytest
from typer.testing import CliRunner

from aatulab.cli.world import world_app
from aatulab.content import datasets_dir
from aatulab.errors import WorldError

RUN = CliRunner()


def run(*arguments):
    return RUN.invoke(world_app, list(map(str, arguments)), catch_exceptions=False)


def test_build_writes_tables_and_says_how_many_rows(tmp_path):
    done = run("build", "--seed", 7, "--out", tmp_path / "w", "--bookings", 500, "--days", 3,
               "--hub", "GRU", "--prevalence", 0.03)  # fmt: skip
    assert done.exit_code == 0
    assert "500  bookings" in done.output
    assert "100  waybills" in done.output
    assert "18  illicit among 600 records" in done.output
    assert pq.read_table(tmp_path / "w" / "tables" / "bookings.parquet").num_rows == 500
    assert (tmp_path / "w" / "truth" / "truth.parquet").is_file()


def test_a_wrong_order_is_refused_before_anything_is_written(tmp_path):
    with pytest.raises(WorldError, match=r"prevalence: found 3\.0"):
        run("build", "--seed", 7, "--out", tmp_path / "w", "--prevalence", 3)
    assert list(tmp_path.iterdir()) == []


def test_seed_and_folder_are_asked_for():
    assert run("build").exit_code == 2


@pytest.mark.parametrize(("verb", "folder"), [("dictionary", "dictionary"), ("sample", "samples")])
def test_derived_files_are_written_as_committed(tmp_path, verb, folder):
    assert run(verb, "--out", tmp_path).exit_code == 0
    written = {p.relative_to(tmp_path): p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    root = datasets_dir() / folder
    assert written == {p.relative_to(root): p.read_bytes() for p in root.rglob("*") if p.is_file()}
