from dataclasses import replace

import pytest

from aatulab.errors import ContentError
from aatulab.world.references import reference_order
from aatulab.world.schemas import Column, TableSchema, read_schema, table_names


def table(name, **refers_to):
    """A table with a column `id` and one column for each reference."""
    columns = [Column("id", "text", "An id.", "A reason.", "x")]
    columns += [
        replace(columns[0], name=column, refers_to=target) for column, target in refers_to.items()
    ]
    return TableSchema(name, f"one {name}", ("id",), "", tuple(columns))


def test_a_table_comes_after_those_that_it_refers_to():
    described = [read_schema(name) for name in table_names()]
    order = reference_order(described)
    assert sorted(order) == sorted(schema.name for schema in described if not schema.view_of)
    for schema in described:
        for column in schema.columns:
            if column.refers_to and not schema.view_of:
                target = column.refers_to.partition(".")[0]
                assert order.index(target) < order.index(schema.name)


def test_a_table_may_refer_to_itself():
    assert reference_order([table("firm", parent="firm.id")]) == ("firm",)


def test_a_cycle_is_refused_with_file_column_and_the_way_round():
    cycle = [table("a", b="b.id"), table("b", c="c.id"), table("c", a="a.id"), table("d", a="a.id")]
    with pytest.raises(ContentError, match=r"a\.yml: columns\.b\.refers_to: found a cycle, ") as no:
        reference_order(cycle)
    assert "a.b -> b.c -> c.a -> a" in str(no.value)


def test_a_cycle_is_named_without_the_way_that_leads_to_it():
    with pytest.raises(ContentError, match=r"b\.yml.*found a cycle, b\.c -> c\.b -> b; "):
        reference_order([table("a", b="b.id"), table("b", c="c.id"), table("c", b="b.id")])


@pytest.mark.parametrize("target", ["b.id", "a.name", "a"])
def test_a_reference_to_no_column_is_refused(target):
    with pytest.raises(ContentError, match=rf"x\.yml: columns\.to\.refers_to: found '{target}'"):
        reference_order([table("a"), table("x", to=target)])
