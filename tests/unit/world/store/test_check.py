import json
import shutil

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from aatulab.errors import WorldError
from aatulab.world.store.check import check_world
from aatulab.world.store.digests import digest_of
from aatulab.world.store.parquet import read_parquet, write_parquet


@pytest.fixture
def copy(stored, tmp_path):
    """A copy of the world to do harm to."""
    return shutil.copytree(stored, tmp_path / "world")


def rewritten(folder, path, change):
    """Change one file and sign it again, as if it had been built like that."""
    file = folder / path
    changed = change(read_parquet(file))
    write_parquet(changed, file, nullable=changed.column_names)
    manifest = json.loads((folder / "world.json").read_text(encoding="utf-8"))
    manifest["files"][path]["sha256"] = digest_of(file)
    (folder / "world.json").write_text(json.dumps(manifest), encoding="utf-8")


def with_column(name, make):
    return lambda table: table.set_column(
        table.schema.get_field_index(name), name, make(table[name])
    )


def first(values, value):
    """The column with another value in its first row."""
    return pa.concat_arrays([pa.array([value], values.type), values.slice(1).combine_chunks()])


def test_a_world_as_it_was_written_is_sound(stored, one_gateway):
    assert list(check_world(stored)) == []
    assert list(check_world(one_gateway)) == []


def test_a_missing_a_changed_and_a_strange_file_are_named(copy):
    tables = copy / "tables"
    (tables / "carriers" / "part.parquet").unlink()
    changed = tables / "bookings" / "gateway=GRU" / "part.parquet"
    changed.write_bytes(changed.read_bytes()[:-9] + b"x" * 9)
    shutil.copytree(tables / "flights" / "gateway=SIN", tables / "flights" / "gateway=MAD")
    found = list(check_world(copy))
    assert "tables/carriers/part.parquet: missing" in found
    assert "tables/flights/gateway=MAD/part.parquet: not in world.json" in found
    about = [line for line in found if line.startswith("tables/bookings/gateway=GRU/part.parquet")]
    assert len(about) == 2  # its digest, and that it is no Parquet any more
    assert len(found) == 4


def test_a_value_against_its_description_is_named_with_file_and_column(copy):
    path = "tables/bookings/gateway=GRU/part.parquet"
    rewritten(copy, path, with_column("fare", lambda fare: first(fare, -5.0)))
    (found,) = check_world(copy)
    assert found.startswith(f"{path}: table bookings: 1 rules")
    assert "fare: in_range(1.0, 200000.0): -5.0" in found


def test_a_key_that_two_gateways_use_is_named(copy, stored):
    other = read_parquet(stored / "tables" / "payments" / "gateway=LIS" / "part.parquet")
    path = "tables/payments/gateway=GRU/part.parquet"
    rewritten(copy, path, with_column("pnr", lambda pnr: first(pnr, other["pnr"][0].as_py())))
    (found,) = check_world(copy)
    assert found == (
        f"payments: key pnr: 1 values come more than once, such as {other['pnr'][0].as_py()!r}"
    )


def test_a_reference_that_no_gateway_answers_is_named(copy):
    path = "tables/passengers/gateway=SIN/part.parquet"
    rewritten(copy, path, with_column("pnr", lambda pnr: first(pnr, "ZZZZZZ")))
    found = list(check_world(copy))
    assert "passengers.pnr: 1 values are not in bookings.pnr, such as 'ZZZZZZ'" in found


def test_values_apart_and_missing_ones_refer_to_nothing(copy):
    """Bookings without an agency say WEB or DESK, most records are of no network."""
    bookings = read_parquet(copy / "tables" / "bookings" / "gateway=LIS" / "part.parquet")
    truth = read_parquet(copy / "truth" / "truth" / "gateway=LIS" / "part.parquet")
    assert pc.sum(pc.equal(bookings["agency"], "WEB")).as_py() > 10
    assert truth["network"].null_count > 10
    assert list(check_world(copy)) == []


def test_a_table_that_nobody_describes_is_named(copy):
    path = "tables/weather/part.parquet"
    (copy / "tables" / "weather").mkdir()
    write_parquet(pa.table({"wind": [1]}), copy / path, nullable=[])
    manifest = json.loads((copy / "world.json").read_text(encoding="utf-8"))
    manifest["files"][path] = {"rows": 1, "size_bytes": 1, "sha256": digest_of(copy / path)}
    (copy / "world.json").write_text(json.dumps(manifest), encoding="utf-8")
    (found,) = check_world(copy)
    assert found == f"{path}: no schema in datasets/schemas describes this table"


def test_a_folder_that_is_no_world_is_refused(tmp_path):
    with pytest.raises(WorldError, match="no complete world"):
        list(check_world(tmp_path))


def test_a_folder_with_signs_of_a_pattern_in_its_name_is_read(stored, tmp_path):
    odd = shutil.copytree(stored, tmp_path / "wor[l]d's *")
    assert list(check_world(odd)) == []
