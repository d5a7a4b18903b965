import json

import pytest

from aatulab.errors import WorldError
from aatulab.world.store.manifest import FlowCount, Stock, StoredFile, joined, read_manifest

BOOKINGS = "tables/bookings/gateway=LIS/part.parquet"


def stock(path, records):
    return Stock({path: StoredFile(records, 10, "d")}, {"post": FlowCount(records, 1)})


def test_joined_stock_does_not_depend_on_who_was_first():
    one, other = stock(BOOKINGS, 3), stock("tables/carriers/part.parquet", 5)
    both = joined([one, other])
    assert both.flows == {"post": FlowCount(8, 2)}
    assert json.dumps(both.to_json()) == json.dumps(joined([other, one]).to_json())
    assert Stock.from_json(both.to_json()) == both


def told(**change):
    return {"rows": 1, "size_bytes": 10, "sha256": "d", **change}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda data: {**data, "format": 99}, "format: found 99, this lab reads 1"),
        (lambda data: {"format": 1}, "not as this lab writes it"),
        (lambda data: {**data, "files": {BOOKINGS: {"rows": 1}}}, "not as this lab writes it"),
        (lambda data: {**data, "files": {"x": {"rows": 1}}}, "files: x: no file of a world lies"),
        (lambda data: {**data, "files": {"../../etc/passwd": {}}}, "passwd: no file of a world"),
        (lambda data: {**data, "files": {BOOKINGS: told(rows="many")}}, "found {'rows': 'many'"),
        (lambda data: {**data, "files": {BOOKINGS: told(rows=True)}}, "expected rows, bytes and"),
        (lambda data: {**data, "flows": {"post": {"records": 1, "illicit": None}}}, "flows.post"),
        (lambda data: {**data, "files": []}, "not as this lab writes it"),
        (lambda data: {**data, "spec": {"seed": -1}}, "spec.seed: found -1"),
        (lambda data: [data], "expected a mapping, found list"),
    ],
)
def test_a_manifest_that_is_not_ours_is_refused(one_gateway, tmp_path, change, said):
    data = json.loads((one_gateway / "world.json").read_text(encoding="utf-8"))
    (tmp_path / "world.json").write_text(json.dumps(change(data)), encoding="utf-8")
    with pytest.raises(WorldError, match=said) as refused:
        read_manifest(tmp_path)
    assert "world.json" in str(refused.value)


def test_a_folder_without_manifest_is_no_world(tmp_path):
    with pytest.raises(WorldError, match="no complete world"):
        read_manifest(tmp_path)


def test_a_manifest_cut_short_is_refused(tmp_path):
    (tmp_path / "world.json").write_text('{"format": 1, ', encoding="utf-8")
    with pytest.raises(WorldError, match="not readable as JSON"):
        read_manifest(tmp_path)
