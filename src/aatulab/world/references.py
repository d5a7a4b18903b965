"""In which order tables can be filled: each after those that it refers to.

A database that is loaded in this order never holds a reference to a row that is not there yet.
"""

from collections.abc import Sequence

from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.schemas import TableSchema


def reference_order(schemas: Sequence[TableSchema]) -> tuple[str, ...]:
    """Return the names of the tables, those that are referred to first.

    A table may refer to itself.  `ContentError` names file, column and what was found when a
    reference leads to no column, or back to its own table by way of others.
    """
    known = {schema.name: schema for schema in schemas if not schema.view_of}
    for schema in known.values():
        _check_targets(schema, known)
    ordered: list[str] = []
    for name in sorted(known):
        _visit(name, known, ordered, [])
    return tuple(ordered)


def _visit(
    name: str, known: dict[str, TableSchema], ordered: list[str], steps: list[tuple[str, str]]
) -> None:
    """Append a table after its targets; `steps` are the (table, column) that led here."""
    if name in ordered:
        return
    walked = [table for table, _ in steps]
    if name in walked:
        _refuse_cycle([*steps[walked.index(name) :], (name, "")])
    for column in known[name].columns:
        target = _table_of(column.refers_to)
        if target and target != name:
            _visit(target, known, ordered, [*steps, (name, column.name)])
    ordered.append(name)


def _refuse_cycle(steps: list[tuple[str, str]]) -> None:
    (table, column), *_ = steps
    way = " -> ".join(f"{step}.{by}" if by else step for step, by in steps)
    raise ContentError(
        f"{_file(table)}: columns.{column}.refers_to: found a cycle, {way}; expected references "
        "that never lead back.  Drop one of them."
    )


def _check_targets(schema: TableSchema, known: dict[str, TableSchema]) -> None:
    for column in schema.columns:
        table, _, key = (column.refers_to or "").partition(".")
        if column.refers_to and (
            table not in known or key not in [target.name for target in known[table].columns]
        ):
            raise ContentError(
                f"{_file(schema.name)}: columns.{column.name}.refers_to: found "
                f"{column.refers_to!r}, expected table.column of a described table: "
                f"{', '.join(sorted(known))}."
            )


def _table_of(refers_to: str | None) -> str:
    return (refers_to or "").partition(".")[0]


def _file(table: str) -> str:
    return str(datasets_dir() / "schemas" / f"{table}.yml")
