import sqlite3
from contextlib import closing

import duckdb
import pandas as pd
import pytest

from aatulab.errors import WorldError
from aatulab.world import build_world
from aatulab.world.frames import to_frame
from aatulab.world.schemas import read_schema
from aatulab.world.store.export import FORMATS, export_world
from aatulab.world.store.export import export as module
from aatulab.world.store.stored import StoredWorld

HIDDEN = {"truth", "networks", "memberships"}


def read_csv(folder, name):
    path = folder / f"{name}.csv"
    return pd.read_csv(
        path if path.exists() else folder / "truth" / f"{name}.csv",
        dtype=str,
        keep_default_na=False,
        na_values=[""],
    )  # NA is Namibia


def read_sqlite(file, name):
    with closing(sqlite3.connect(file)) as database:
        return pd.read_sql_query(f'SELECT * FROM "{name}"', database).astype(object)


def read_duckdb(file, name):
    with duckdb.connect(file, read_only=True) as database:
        return database.sql(f'SELECT * FROM "{name}"').to_arrow_table().to_pandas()


def tables_of_csv(folder):
    return {path.stem for path in folder.rglob("*.csv")}


def tables_of_sqlite(file):
    with closing(sqlite3.connect(file)) as database:
        return {n for (n,) in database.execute("SELECT name FROM sqlite_master WHERE type='table'")}


def tables_of_duckdb(file):
    with duckdb.connect(file, read_only=True) as database:
        return {row[0] for row in database.execute("SHOW TABLES").fetchall()}


READ = {"csv": read_csv, "sqlite": read_sqlite, "duckdb": read_duckdb}
TABLES = {"csv": tables_of_csv, "sqlite": tables_of_sqlite, "duckdb": tables_of_duckdb}


@pytest.fixture(scope="module")
def exported(stored, tmp_path_factory):
    """The world in every format, truth and all."""
    folder = tmp_path_factory.mktemp("exported")
    world = StoredWorld.open(stored)
    for to in FORMATS:
        export_world(world, to, folder / to, with_truth=True)
    return {to: folder / to for to in FORMATS}


@pytest.fixture(scope="module")
def built(spec):
    world = build_world(spec)
    return {name: to_frame(table) for name, table in {**world.tables, **world.hidden}.items()}


@pytest.mark.parametrize("to", FORMATS)
def test_truth_is_left_out_unless_it_is_asked_for(stored, exported, tmp_path, to, built):
    export_world(StoredWorld.open(stored), to, tmp_path / "plain")
    assert TABLES[to](tmp_path / "plain") == set(built) - HIDDEN
    assert TABLES[to](exported[to]) == set(built)


def test_the_seed_is_in_no_export(stored, tmp_path):
    """Who has the seed can build the truth."""
    export_world(StoredWorld.open(stored), "csv", tmp_path / "csv")
    assert all(path.suffix == ".csv" for path in (tmp_path / "csv").iterdir())


@pytest.mark.parametrize("to", FORMATS)
def test_every_value_comes_through(exported, built, to):
    for name, frame in built.items():
        read = READ[to](exported[to], name)
        if "gateway" in read:
            named, hubs = set(read.pop("gateway")), {"LIS", "GRU", "SIN"}
            # a small gateway may have no alert or no seizure, but it has travellers
            assert named == hubs if name in CERTAIN else named <= hubs
        assert list(read.columns) == list(frame.columns)
        for column in read_schema(name).columns:
            found, expected = (
                sorted(as_text(one[column.name], column.type)) for one in (read, frame)
            )
            assert found == expected, f"{name}.{column.name}"


CERTAIN = {"bookings", "passengers", "persons", "documents", "baggage", "payments", "contacts"}


def as_text(values, kind):
    """The values that are there as texts, the same for every way of writing a kind of value."""
    values = values.dropna()
    if kind in {"moment", "day"}:
        if not pd.api.types.is_datetime64_any_dtype(values.dtype):
            values = pd.to_datetime(values.astype(str).str.rstrip("Z"))
        return values.dt.strftime("%Y-%m-%d %H:%M:%S").tolist()
    if kind == "flag":
        return [str(str(value).lower() in {"true", "1"}) for value in values]
    return [str(value if kind == "text" else float(value)) for value in values]


def test_sqlite_holds_every_reference_and_finds_by_key(exported):
    with closing(sqlite3.connect(exported["sqlite"])) as database:
        assert database.execute("PRAGMA foreign_key_check").fetchall() == []
        assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        pointed = {row[2] for row in database.execute('PRAGMA foreign_key_list("passengers")')}
        assert pointed == {"bookings", "persons", "documents"}
        plan = "EXPLAIN QUERY PLAN SELECT * FROM {} WHERE {} = 'x'"
        for table, column in (("bookings", "pnr"), ("passengers", "person_id"), ("truth", "flow")):
            (step,) = database.execute(plan.format(table, column)).fetchall()
            assert "USING INDEX" in step[3], table
        with pytest.raises(sqlite3.IntegrityError, match="UNIQUE"):
            database.execute("INSERT INTO bookings SELECT * FROM bookings LIMIT 1")


def test_sqlite_reads_days_and_moments_as_dates(exported):
    with closing(sqlite3.connect(exported["sqlite"])) as database:
        hours = "(julianday(departs_at) - julianday(booked_at)) * 24"
        (least,) = database.execute(f"SELECT min({hours}) FROM bookings").fetchone()
        (year,) = database.execute(
            "SELECT max(strftime('%Y', issued_on)) FROM documents"
        ).fetchone()
    assert 1.9 < least < 400
    assert year == "2026"


def test_duckdb_is_typed_described_and_keyed(exported):
    with duckdb.connect(exported["duckdb"], read_only=True) as database:
        columns = dict(
            database.execute(
                "SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = 'bookings'"
            ).fetchall()
        )
        assert columns["booked_at"] == "TIMESTAMP WITH TIME ZONE"
        assert (columns["fare"], columns["one_way"]) == ("DOUBLE", "BOOLEAN")
        (said,) = database.execute(
            "SELECT comment FROM duckdb_columns() WHERE table_name = 'bookings' "
            "AND column_name = 'fare'"
        ).fetchone()
        assert said == "Price of the whole booking. [EUR]"
        keys = database.execute(
            "SELECT constraint_column_names FROM duckdb_constraints() "
            "WHERE table_name = 'truth' AND constraint_type = 'PRIMARY KEY'"
        ).fetchall()
        assert keys == [(["flow", "record"],)]
        indices = {
            name
            for (name,) in database.execute("SELECT index_name FROM duckdb_indexes()").fetchall()
        }
        assert {"passengers_person_id", "baggage_pnr", "truth_network"} <= indices
        (hours,) = database.execute(
            "SELECT min(date_diff('hour', booked_at, departs_at)) FROM bookings"
        ).fetchone()
        assert 1 <= hours < 400


@pytest.mark.parametrize("to", FORMATS)
def test_what_is_there_already_is_not_overwritten(stored, tmp_path, to):
    (tmp_path / "mine").write_text("mine")
    with pytest.raises(WorldError, match="there is something already"):
        export_world(StoredWorld.open(stored), to, tmp_path / "mine")
    assert (tmp_path / "mine").read_text() == "mine"


@pytest.mark.parametrize("to", FORMATS)
def test_an_export_that_fails_leaves_nothing(stored, tmp_path, to):
    seen = []

    def full(table):
        seen.append(table.name)
        if len(seen) == 4:
            raise OSError(28, "No space left on device")

    with pytest.raises(WorldError, match="No space left on device"):
        export_world(StoredWorld.open(stored), to, tmp_path / "w", tell=full)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("to", ["duckdb", "sqlite"])
def test_what_a_database_refuses_is_told(one_gateway, tmp_path, to, monkeypatch):
    """A key that comes twice: does the database say so, and in our words?"""
    world = StoredWorld.open(one_gateway)
    twice = [*world.tables(with_truth=False)]
    twice[0] = module.StoredTable(twice[0].schema, twice[0].places * 2, twice[0].rows)
    monkeypatch.setattr(StoredWorld, "tables", lambda self, with_truth: iter(twice))
    with pytest.raises(WorldError, match="could not make this file"):
        export_world(world, to, tmp_path / "w")
    assert list(tmp_path.iterdir()) == []
