"""The data dictionary: one Markdown page a table, made from the schemas.

What the values of a column look like is drawn from a small world beside its description.
"""

from collections.abc import Mapping, Sequence

from aatulab.world.portraits import PORTRAYED, Portraits
from aatulab.world.roles.cast import Cast, Role
from aatulab.world.roles.safeguards import RULES
from aatulab.world.roles.signals import Signal
from aatulab.world.schemas import (
    GOODS,
    TYPES,
    Column,
    TableSchema,
    goods_table_names,
    read_schema,
    table_names,
)

_MADE = "<!-- Made by `aatulab world dictionary`; edit datasets/{source} instead. -->"


def dictionary_pages(casts: Sequence[Cast], portraits: Portraits) -> Mapping[str, str]:
    """Return the pages by file name: an index, every table, and the typologies."""
    schemas = [read_schema(name) for name in table_names()]
    goods = [read_schema(name) for name in goods_table_names()]
    pages = {f"{schema.name}.md": table_page(schema, portraits) for schema in (*schemas, *goods)}
    return {"README.md": _index(schemas, goods), **pages, "typologies.md": typologies_page(casts)}


def table_page(schema: TableSchema, portraits: Portraits) -> str:
    """Return the page of one table, with the lines of its columns from `portraits`."""
    folder = f"{GOODS}/" if schema.name in goods_table_names() else ""
    lines = [
        _MADE.format(source=f"schemas/{folder}{schema.name}.yml"),
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
        "| Column | Type | What it is | What it is for | Example | Values |",
        "|---|---|---|---|---|---|",
    ]
    lines += [_row(column, _drawn(schema, column, portraits)) for column in schema.columns]
    return "\n".join(lines) + "\n"


def typologies_page(casts: Sequence[Cast]) -> str:
    """Return the page that sets each typology of each flow beside its innocent twins."""
    lines = [
        _MADE.format(source="typologies/*.yml"),
        "",
        "# Typologies and their innocent twins",
        "",
        "What the synthetic world is made from.  A signal that is not shown is that of everybody.",
    ]
    for cast in casts:
        lines += ["", f"## Flow: {cast.flow.name}"]
        for typology in cast.of_kind("typology"):
            lines += _typology(cast, typology)
    return "\n".join(lines) + "\n"


def _typology(cast: Cast, typology: Role) -> list[str]:
    roles = (typology, *(twin for twin in cast.of_kind("twin") if twin.typology == typology.name))
    names = [
        name for name in cast.flow.signals if typology.signals[name] != cast.ordinary.signals[name]
    ]
    lines = ["", f"### {typology.name}", ""]
    lines.append("| Signal | " + " | ".join(role.name for role in roles) + " |")
    lines.append("|---" * (len(roles) + 1) + "|")
    for name in names:
        cells = [_shown(cast, role.signals[name]) for role in roles]
        lines.append(f"| {name}: {cast.flow.signals[name].meaning} | " + " | ".join(cells) + " |")
    if typology.value_eur:
        low, high = typology.value_eur
        lines += ["", f"What would be recovered: {low:,.0f} to {high:,.0f} euros a record."]
    if typology.linked:
        lines += ["", f"Belongs to a network of the passenger flow: {typology.linked:.0%}."]
    for change in typology.adapts:
        after = f"Adapts {change.after_days} days after the unit begins to select by `{change.to}`"
        shown = ", ".join(f"{name} {_shown(cast, s)}" for name, s in change.signals.items())
        lines += ["", f"{after}: {shown}."]
    lines += ["", "What settles it:", ""]
    lines += [f"- {role.name}: {' '.join(role.facts)}" for role in roles]
    lines += ["", "Safeguards:", ""]
    return lines + [f"- {rule}, {RULES[rule]}: {asks}" for rule, asks in typology.safeguards]


def _index(schemas: Sequence[TableSchema], goods: Sequence[TableSchema]) -> str:
    lines = [
        _MADE.format(source="schemas/*.yml"),
        "",
        "# Data dictionary",
        "",
        "Everything in these tables is invented.  Truth lies apart, in [`truth`](truth.md),",
        "[`networks`](networks.md) and [`memberships`](memberships.md), and is in no case; what",
        "the world is made from is told in [typologies](typologies.md).  What can be worked on is",
        "listed in [cases](cases.md); what the data may be used for in the",
        "[datasheet](../datasheet.md).",
        "",
        *_how_to_read_values(),
        "",
        *_listed(schemas),
        "",
        "## Cases of goods",
        "",
        "Parcels opened on a table, and the register of products beside them; `Values` shows the",
        "public case `parcel-row`.",
        "",
        *_listed(goods),
    ]
    return "\n".join(lines) + "\n"


def _listed(schemas: Sequence[TableSchema]) -> list[str]:
    rows = [
        f"| [`{schema.name}`]({schema.name}.md) | {schema.row} | {len(schema.columns)} |"
        for schema in schemas
    ]
    return ["| Table | One row is | Columns |", "|---|---|---|", *rows]


def _how_to_read_values() -> tuple[str, ...]:
    flows = ("waybills", "items", "crossings")
    sizes = ", ".join(f"{PORTRAYED.records_of(flow):,} {flow}" for flow in flows)
    return (
        f"`Values` shows a column of a small world ({PORTRAYED.bookings:,} bookings, {sizes}; seed",
        f"{PORTRAYED.seed}, {PORTRAYED.days} days): how many values lie in each twelfth",
        "of the range, or on each number where there are few, then the least, the middle and the",
        "greatest; of moments the hours of the day; of words the most frequent.",
    )


def _drawn(schema: TableSchema, column: Column, portraits: Portraits) -> str:
    """Return a column's line; a view's is that of the first table it can come from."""
    found = (portraits.get((table, column.name)) for table in (schema.name, *schema.view_of))
    return next((line for line in found if line is not None), "")


def _row(column: Column, drawn: str) -> str:
    kind = TYPES[column.type] + (f", {column.unit}" if column.unit else "")
    kind += "; may be missing" if column.nullable else ""
    kind += "; unique" if column.unique else ""
    rules = []
    if column.values:
        rules.append("one of " + ", ".join(f"`{value}`" for value in column.values))
    if column.range:
        rules.append(f"{column.range[0]:g} to {column.range[1]:g}")
    if column.refers_to:
        apart = "".join(f", except `{value}`" for value in column.apart_from)
        rules.append(f"refers to `{column.refers_to}`{apart}")
    what = column.description + (f" ({'; '.join(rules)})" if rules else "")
    example = str(column.example).replace("|", "\\|")
    texts = (f"`{column.name}`", kind, what.replace("|", "\\|"), column.purpose, f"`{example}`")
    cells = (*texts, drawn.replace("|", "\\|"))
    return "| " + " | ".join(cells) + " |"


def _shown(cast: Cast, signal: Signal) -> str:
    if signal.choices:
        return ", ".join(f"{value}: {weight:.0%}" for value, weight in signal.choices)
    if signal.high:
        return f"{signal.low:g} to {signal.high:g}"
    probability = cast.flow.signals[signal.name].kind == "probability"
    return f"{signal.low:.0%}" if probability else f"{signal.low:g}"
