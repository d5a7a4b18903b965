import errno
import json

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from aatulab.errors import WorldError
from aatulab.world import WorldSpec, write_world
from aatulab.world.scenario import order_of
from aatulab.world.store import parts, site
from aatulab.world.store.layout import Place
from aatulab.world.store.manifest import Order, read_manifest
from aatulab.world.store.parquet import write_parquet
from aatulab.world.store.parts import build_here

SPEC = WorldSpec(seed=7, bookings=300, waybills=0, days=2, gateways=("LIS", "GRU"))


class CutOffError(Exception):
    """The build is cut off."""


def cut_after(gateways):
    """A runner that is cut off after so many gateways."""

    def run(jobs):
        yield from build_here(jobs[:gateways])
        raise CutOffError

    return run


def test_the_manifest_lists_every_file_and_nothing_of_the_clock(stored, spec, digests):
    written = json.loads((stored / "world.json").read_text(encoding="utf-8"))
    found = digests(stored)
    del found["world.json"]
    assert {path: file["sha256"] for path, file in written["files"].items()} == found
    assert written["spec"]["seed"] == 11
    assert written["flows"] == {
        "cargo": {"records": 150, "illicit": 6},
        "land": {"records": 150, "illicit": 6},
        "passenger": {"records": 450, "illicit": 24},
        "post": {"records": 150, "illicit": 6},
    }
    assert set(written["made_by"]) == {"aatulab", "numpy", "pyarrow", "sources"}
    assert read_manifest(stored).order.spec == spec


def test_the_same_order_gives_the_same_folder(stored, spec, digests, tmp_path):
    write_world(spec, tmp_path / "again")
    assert digests(tmp_path / "again") == digests(stored)
    assert [path.name for path in tmp_path.iterdir()] == ["again"]


def test_an_empty_folder_is_filled(tmp_path):
    (tmp_path / "w").mkdir()
    write_world(SPEC, tmp_path / "w")
    assert order_of(read_manifest(tmp_path / "w").order.spec) == order_of(SPEC)


def test_a_world_never_overwrites(tmp_path):
    (tmp_path / "notes.txt").write_text("mine")
    with pytest.raises(WorldError, match="there is something already"):
        write_world(SPEC, tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_nothing_is_written_for_an_order_that_cannot_be_built(tmp_path):
    from datetime import date

    rules = {"horoscope": date(2026, 3, 2)}
    with pytest.raises(WorldError, match="'horoscope' is no signal"):
        write_world(WorldSpec(seed=7, rules_in_use=rules), tmp_path / "w")
    assert list(tmp_path.iterdir()) == []


def test_a_build_that_was_cut_off_goes_on_without_building_again(tmp_path, digests, monkeypatch):
    out, whole = tmp_path / "cut", tmp_path / "whole"
    with pytest.raises(CutOffError):
        write_world(SPEC, out, cut_after(1))
    assert not out.exists()
    built = []

    def counted(jobs):
        built.extend(job.gateway for job in jobs)
        yield from build_here(jobs)

    told = []
    write_world(SPEC, out, counted, told.append)
    assert built == ["GRU"]
    assert told == ["LIS", "GRU"]
    write_world(SPEC, whole)
    assert digests(out) == digests(whole)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["cut", "whole"]


CARDS = ["{}", "[]", "", '{"files": [], "flows": {}}', '{"files": {}, "flows": {}}']


@pytest.mark.parametrize("harm", ["changed", "missing", *CARDS])
def test_a_finished_gateway_that_is_not_sound_is_built_again(tmp_path, digests, harm):
    out = tmp_path / "w"
    with pytest.raises(CutOffError):
        write_world(SPEC, out, cut_after(1))
    building = tmp_path / ".w.building"
    path = building / "world" / "tables" / "bookings" / "gateway=LIS" / "part.parquet"
    if harm == "changed":
        path.write_bytes(path.read_bytes()[:-1] + b"x")
    elif harm == "missing":
        path.unlink()
    else:
        (building / "cards" / "LIS.json").write_text(harm)
    write_world(SPEC, out)
    write_world(SPEC, tmp_path / "whole")
    assert digests(out) == digests(tmp_path / "whole")


def test_what_a_dead_build_left_half_written_is_in_no_world(tmp_path, digests, stored, spec):
    with pytest.raises(CutOffError):
        write_world(spec, tmp_path / "w", cut_after(0))
    building = tmp_path / ".w.building"
    (building / "work-dead" / "tables").mkdir(parents=True)
    (building / "work-dead" / "tables" / "half.parquet").write_bytes(b"half")
    torn = building / "world" / "tables" / "bookings" / "gateway=SIN" / "part.parquet"
    torn.parent.mkdir(parents=True, exist_ok=True)
    torn.write_bytes(b"torn")
    write_world(spec, tmp_path / "w")
    assert digests(tmp_path / "w") == digests(stored)


@pytest.mark.parametrize("order", ["", "[]", "{}", '{"format": 1, "spec": [], "made_by": 3}'])
def test_an_order_that_cannot_be_read_is_told_with_the_folder_to_delete(tmp_path, order):
    with pytest.raises(CutOffError):
        write_world(SPEC, tmp_path / "w", cut_after(0))
    (tmp_path / ".w.building" / "order.json").write_text(order)
    with pytest.raises(WorldError, match=r"\.w\.building: an unfinished world .*delete the folder"):
        write_world(SPEC, tmp_path / "w")


def test_another_order_for_an_unfinished_world_is_refused(tmp_path):
    with pytest.raises(CutOffError):
        write_world(SPEC, tmp_path / "w", cut_after(1))
    other = WorldSpec(seed=8, bookings=300, waybills=0, days=3, gateways=("LIS", "GRU"))
    with pytest.raises(
        WorldError, match=r"\.w\.building: .*seed is 7, asked for is 8; days is 2, asked for is 3"
    ):
        write_world(other, tmp_path / "w")


def test_a_finished_world_stays_as_it_is(stored, spec, digests):
    before = digests(stored)

    def never(jobs):
        raise AssertionError

    told = []
    assert write_world(spec, stored, never, told.append) == read_manifest(stored)
    assert digests(stored) == before
    assert told == list(spec.hubs)


def test_another_order_for_a_finished_world_is_refused(one_gateway):
    with pytest.raises(WorldError, match="holds another world: bookings is 300, asked for is 400"):
        write_world(WorldSpec(seed=7, bookings=400, days=2), one_gateway)


def test_a_finished_world_of_other_code_is_refused(tmp_path, monkeypatch):
    write_world(SPEC, tmp_path / "w")
    from aatulab.world.store import write

    monkeypatch.setattr(write, "made_here", lambda: {"sources": "other"})
    with pytest.raises(WorldError, match=r"sources is '.*', asked for is 'other'"):
        write_world(SPEC, tmp_path / "w")


def test_a_finished_world_that_was_changed_is_refused(tmp_path):
    write_world(SPEC, tmp_path / "w")
    (tmp_path / "w" / "tables" / "carriers" / "part.parquet").unlink()
    with pytest.raises(WorldError, match=r"changed since: tables/carriers/part.parquet: missing"):
        write_world(SPEC, tmp_path / "w")


def test_a_full_disk_leaves_no_world_and_the_same_command_goes_on(tmp_path, monkeypatch):
    calls = []

    def full(table, path, *, nullable):
        calls.append(path)
        if len(calls) == 9:
            raise OSError(errno.ENOSPC, "No space left on device")
        write_parquet(table, path, nullable=nullable)

    monkeypatch.setattr(site, "write_parquet", full)
    with pytest.raises(WorldError, match=r"No space left on device.*run the same command again"):
        write_world(SPEC, tmp_path / "w")
    assert not (tmp_path / "w").exists()
    write_world(SPEC, tmp_path / "w")
    assert (tmp_path / "w" / "world.json").is_file()


def test_a_missing_value_that_the_schema_does_not_allow_is_refused(tmp_path):
    carriers = pa.table({"carrier": ["QX", None], "name": ["A", "B"], "fictitious": [True, True]})
    building = site.Site.beside(tmp_path / "w")
    building.begin(Order(SPEC, {}))
    with pytest.raises(WorldError, match=r"table carriers: .*'carrier'.*`nullable: true` into"):
        building.put("shared", {Place("carriers"): carriers})


def test_only_columns_that_may_be_missing_are_nullable(one_gateway):
    schema = pq.ParquetFile(one_gateway / Place("bookings", "LIS").path).schema_arrow
    nullable = ["codeshare", "returns_at", "nights", "remarks"]
    assert [field.name for field in schema if field.nullable] == nullable


def test_a_worker_of_other_code_is_refused(tmp_path, monkeypatch):
    monkeypatch.setattr(parts, "made_here", lambda: {"sources": "older"})
    with pytest.raises(WorldError, match="Install the same version of the lab everywhere"):
        write_world(SPEC, tmp_path / "w")


def test_files_that_a_worker_wrote_elsewhere_are_missed(tmp_path):
    """On a cluster, does every worker write into the folder that we see?"""

    def elsewhere(jobs):
        for name, stock in build_here(jobs):
            (tmp_path / ".w.building" / "world" / next(iter(stock.files))).unlink()
            yield name, stock

    with pytest.raises(WorldError, match="storage that all workers share"):
        write_world(SPEC, tmp_path / "w", elsewhere)
