"""The data dictionary: one Markdown page a table, made from the schemas and nothing else."""

from collections.abc import Mapping

from aatulab.world.schemas import TYPES, Column, TableSchema, read_schema, table_names
from aatulab.world.signals import SIGNALS, Signal
from aatulab.world.typologies import Cast

_MADE = "<!-- Made by `aatulab world dictionary`; edit datasets/{source} instead. -->"


def dictionary_pages(cast: Cast) -> Mapping[str, str]:
    """Return the pages by file name: an index, every table, and the typologies."""
    schemas = [read_schema(name) for name in table_names()]
    pages = {f"{schema.name}.md": table_page(schema) for schema in schemas}
    return {"README.md": _index(schemas), **pages, "typologies.md": typologies_page(cast)}


def table_page(schema: TableSchema) -> str:
    """Return the page of one table."""
    lines = [
        _MADE.format(source=f"schemas/{schema.name}.yml"),
        "",
        f"# `{schema.name}`",
        "",
        f"One row is {schema.row}.  A row is identified by "
        + ", ".join(f"`{column}`" for column in schema.key)
        + ".",
    ]
    if schema.about:
        lines += ["", schema.about]
    if schema.view_of:
        tables = ", ".join(f"[`{table}`]({table}.md)" for table in schema.view_of)
        lines += ["", f"The columns come from {tables}."]
    lines += [
        "",
        "| Column | Type | What it is | What it is for | Example |",
        "|---|---|---|---|---|",
    ]
    lines += [_row(column) for column in schema.columns]
    return "\n".join(lines) + "\n"


def typologies_page(cast: Cast) -> str:
    """Return the page that sets each typology beside its innocent twins."""
    lines = [
        _MADE.format(source="typologies/*.yml"),
        "",
        "# Typologies and their innocent twins",
        "",
        "What the synthetic world is made from.  A signal that is not shown is that of everybody.",
    ]
    ordinary = cast.ordinary.signals
    for typology in cast.of_kind("typology"):
        twins = [role for role in cast.of_kind("twin") if role.typology == typology.name]
        names = [name for name in SIGNALS if typology.signals[name] != ordinary[name]]
        lines += ["", f"## {typology.name}", "", "| Signal | " + typology.name + " | "]
        lines[-1] += " | ".join(twin.name for twin in twins) + " |"
        lines.append("|---" * (len(twins) + 2) + "|")
        for name in names:
            cells = [_cell(role.signals[name]) for role in (typology, *twins)]
            lines.append(f"| {name}: {SIGNALS[name][1]} | " + " | ".join(cells) + " |")
        lines += ["", "What settles it:", ""]
        lines += [f"- {role.name}: {' '.join(role.facts)}" for role in (typology, *twins)]
    return "\n".join(lines) + "\n"


def _index(schemas: list[TableSchema]) -> str:
    lines = [
        _MADE.format(source="schemas/*.yml"),
        "",
        "# Data dictionary",
        "",
        "Everything in these tables is invented.  Truth lies apart, in [`truth`](truth.md), and is",
        "in no case; what the world is made from is told in [typologies](typologies.md).",
        "",
        "| Table | One row is | Columns |",
        "|---|---|---|",
    ]
    lines += [
        f"| [`{schema.name}`]({schema.name}.md) | {schema.row} | {len(schema.columns)} |"
        for schema in schemas
    ]
    return "\n".join(lines) + "\n"


def _row(column: Column) -> str:
    kind = TYPES[column.type] + (f", {column.unit}" if column.unit else "")
    kind += "; may be missing" if column.nullable else ""
    kind += "; unique" if column.unique else ""
    rules = []
    if column.values:
        rules.append("one of " + ", ".join(f"`{value}`" for value in column.values))
    if column.range:
        rules.append(f"{column.range[0]:g} to {column.range[1]:g}")
    if column.refers_to:
        rules.append(f"refers to `{column.refers_to}`")
    what = column.description + (f" ({'; '.join(rules)})" if rules else "")
    example = str(column.example).replace("|", "\\|")
    cells = (f"`{column.name}`", kind, what.replace("|", "\\|"), column.purpose, f"`{example}`")
    return "| " + " | ".join(cells) + " |"


def _cell(signal: Signal) -> str:
    if signal.choices:
        return ", ".join(f"{value}: {weight:.0%}" for value, weight in signal.choices)
    if signal.high:
        return f"{signal.low:g} to {signal.high:g}"
    return f"{signal.low:.0%}" if SIGNALS[signal.name][0] == "probability" else f"{signal.low:g}"
