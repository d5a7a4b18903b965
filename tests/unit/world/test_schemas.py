import pytest
import yaml

from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world import schemas as module
from aatulab.world.schemas import goods_table_names, read_schema, table_names


@pytest.fixture
def folder(tmp_path, monkeypatch):
    """A folder of schemas of its own, read without remembering."""
    (tmp_path / "schemas").mkdir()
    monkeypatch.setattr(module, "datasets_dir", lambda: tmp_path)
    monkeypatch.setattr(module, "read_schema", read_schema.__wrapped__)
    return tmp_path / "schemas"


COLUMN = {"type": "text", "description": "A word.", "purpose": "A reason.", "example": "x"}


def write(folder, name="thing", **content):
    base = {"table": name, "row": "one thing", "key": ["word"], "columns": {"word": COLUMN}}
    (folder / f"{name}.yml").write_text(yaml.safe_dump({**base, **content}), encoding="utf-8")


@pytest.mark.parametrize("name", [*table_names(), *goods_table_names()])
def test_every_column_says_what_it_is_and_what_for(name):
    schema = read_schema(name)
    assert schema.row
    for column in schema.columns:
        assert len(column.description) > 5
        assert len(column.purpose) > 10


def test_no_name_stands_for_two_tables():
    assert not set(table_names()) & set(goods_table_names())


def test_the_passenger_list_borrows_every_column():
    listed = {column.name: column for column in read_schema("passenger_list").columns}
    for table in ("persons", "documents"):
        for column in read_schema(table).columns:
            if column.name in listed and column.name != "document_number":
                assert listed[column.name] == column


def test_nothing_that_must_not_be_used_is_described_as_a_criterion():
    for column in read_schema("persons").columns:
        if column.name != "person_id":
            assert "never a criterion" in column.purpose


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ({"colour": "red"}, r"unknown keys \['colour'\]"),
        ({"table": "other"}, "expected `table: thing`"),
        ({"columns": []}, "columns: expected a mapping"),
        ({"columns": {"word": "text"}}, "columns.word: found 'text'"),
        ({"columns": {"word": {**COLUMN, "kind": 1}}}, r"unknown keys \['kind'\]"),
        ({"columns": {"word": {"type": "text"}}}, "missing keys"),
        ({"columns": {"word": {**COLUMN, "type": "words"}}}, "type: found 'words'"),
        ({"columns": {"word": {**COLUMN, "purpose": "None"}}}, "ends with a full stop"),
        ({"columns": {"word": {**COLUMN, "pattern": "[0-9]"}}}, "breaks the column's own rules"),
        ({"columns": {"word": {**COLUMN, "values": ["y"]}}}, "breaks the column's own rules"),
        ({"key": ["number"]}, "expected a list of columns"),
        ({"view_of": ["thing"], "columns": {}}, "lists the names"),
    ],
)
def test_a_malformed_description_is_refused(folder, content, said):
    write(folder, **content)
    with pytest.raises(ContentError, match=said) as refused:
        module.read_schema("thing")
    assert "thing.yml" in str(refused.value)


def test_a_view_of_a_column_that_nobody_describes_is_refused(folder):
    write(folder, "base")
    write(folder, "view", view_of=["base"], columns=["number"], key=[])
    with pytest.raises(ContentError, match=r"\['number'\] are in none of base"):
        module.read_schema("view")


def test_an_unknown_table_is_refused_with_the_known_ones():
    with pytest.raises(ContentError, match="described are addresses, agents"):
        read_schema("weather")


def test_schemas_lie_where_the_content_is():
    assert (datasets_dir() / "schemas" / "bookings.yml").is_file()
