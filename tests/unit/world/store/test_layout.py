"""Is the folder of a table one table for those who read partitioned Parquet?"""

import duckdb
import pandas as pd
import pyarrow.dataset as ds
import pytest

from aatulab.world import build_gateway, build_world
from aatulab.world.store.layout import Place
from aatulab.world.store.parquet import read_parquet
from aatulab.world.store.stored import StoredWorld


@pytest.mark.parametrize(
    "place", [Place("airports"), Place("bookings", "LIS"), Place("truth", "LIS", hidden=True)]
)
def test_a_path_tells_its_place(place):
    assert Place.of(place.path) == place


@pytest.mark.parametrize(
    "path",
    [
        "tables/bookings/part.csv",
        "tables/a/b=c/part.parquet",
        "x/y/part.parquet",
        "a",
        "/tables/bookings/part.parquet",
        "tables/../bookings/part.parquet",
        "tables/bookings/gateway=L'S/part.parquet",
        "tables/bookings/gateway=LIS/part.parquet\n",
    ],
)
def test_another_path_is_no_place(path):
    with pytest.raises(ValueError):
        Place.of(path)


def test_one_gateway_and_many_lie_the_same_way(stored, one_gateway):
    for folder, hubs in ((stored, {"LIS", "GRU", "SIN"}), (one_gateway, {"LIS"})):
        for root, tables in (("tables", ["bookings", "persons"]), ("truth", ["truth", "networks"])):
            for table in tables:
                parts = {path.name for path in (folder / root / table).iterdir()}
                assert parts == {f"gateway={hub}" for hub in hubs}
        assert [path.name for path in (folder / "tables" / "airports").iterdir()] == [
            "part.parquet"
        ]
        assert sorted(path.name for path in folder.iterdir()) == ["tables", "truth", "world.json"]


def test_what_is_read_is_what_was_built(spec, stored):
    for number, hub in enumerate(spec.hubs):
        world = build_gateway(spec, number)
        for hidden, tables in ((False, world.tables), (True, world.hidden)):
            for name, table in tables.items():
                read = read_parquet(stored / Place(name, hub, hidden=hidden).path)
                assert read.to_pylist() == table.to_pylist(), name


def test_duckdb_pandas_and_pyarrow_read_a_folder_as_one_table(spec, stored):
    expected = build_world(spec).tables["bookings"].select(["pnr", "fare"]).to_pandas()
    expected = expected.sort_values("pnr").reset_index(drop=True)
    folder = stored / "tables" / "bookings"
    arrow = ds.dataset(folder, partitioning="hive").to_table().to_pandas()
    duck = duckdb.sql(
        f"SELECT * FROM read_parquet('{folder}/**/*.parquet', hive_partitioning = true)"
    )
    for name, frame in (("arrow", arrow), ("pandas", pd.read_parquet(folder))):
        assert frame.columns[-1] == "gateway", name
        sorted_ = frame.sort_values("pnr").reset_index(drop=True)
        pd.testing.assert_frame_equal(sorted_[["pnr", "fare"]], expected, check_dtype=False)
        ends = sorted_["itinerary"].str[-3:]
        assert (ends == sorted_["gateway"].astype(str)).all(), name
    rows = duck.project("pnr, fare").order("pnr").fetchall()
    assert rows == list(expected.itertuples(index=False, name=None))
    assert {g for (g,) in duck.project("gateway").fetchall()} == {"LIS", "GRU", "SIN"}


def test_a_gateway_alone_is_read_by_its_partition(stored):
    """Does a reader that wants one gateway open its file only?"""
    dataset = ds.dataset(stored / "tables" / "bookings", partitioning="hive")
    fragments = list(dataset.get_fragments(filter=ds.field("gateway") == "GRU"))
    assert [fragment.path.split("/")[-2] for fragment in fragments] == ["gateway=GRU"]


def test_tables_are_given_in_an_order_that_can_be_loaded(stored):
    world = StoredWorld.open(stored)
    names = [table.name for table in world.tables(with_truth=False)]
    assert names.index("persons") < names.index("passengers")
    assert "truth" not in names
    assert "truth" in [table.name for table in world.tables(with_truth=True)]
    rows = {table.name: table.rows for table in world.tables(with_truth=False)}
    assert rows["bookings"] == 450
