"""The chart without a script: the same picture, drawn once, and a table of all that is shared."""

from datetime import UTC, datetime
from html import escape
from typing import Any

from aatulab.widgets.box import framed
from aatulab.widgets.link_chart.content import DAY_S
from aatulab.widgets.picture import INK, MUTED, PALE

WIDTH, HEIGHT, MARGIN = 720, 420, 26
_RADIUS = 11
_CELL = "text-align:left;vertical-align:top;padding:3px 10px;border-top:1px solid #ddd"


def still_html(
    title: str,
    nodes: list[dict[str, Any]],
    lines: list[dict[str, Any]],
    kinds: list[dict[str, Any]],
) -> str:
    """Return picture, key and table."""
    return framed(
        _picture(title, nodes, lines, {kind["kind"]: kind for kind in kinds})
        + _key(kinds)
        + _table(nodes, lines, {kind["kind"]: kind for kind in kinds})
    )


def in_words(title: str, nodes: list[dict[str, Any]], lines: list[dict[str, Any]]) -> str:
    """Return one sentence: how much there is, and from when to when."""
    first, last = written(lines[0]["day"]), written(lines[-1]["day"])
    records = len({line["record"] for line in lines})
    things = len(nodes) - records
    much = f"{records} records, {things} shared things, {len(lines)} lines"
    return f"{title}: {much}, {first} to {last}"


def written(day: int) -> str:
    """Return a day as the chart writes it.

    >>> written(20_580)
    '7 May 2026'
    """
    moment = datetime.fromtimestamp(day * DAY_S, tz=UTC)
    return f"{moment.day} {moment:%B %Y}"


def _picture(
    title: str,
    nodes: list[dict[str, Any]],
    lines: list[dict[str, Any]],
    kinds: dict[str, dict[str, Any]],
) -> str:
    def place(node: dict[str, Any]) -> tuple[float, float]:
        return (
            MARGIN + node["x"] * (WIDTH - 2 * MARGIN),
            MARGIN + node["y"] * (HEIGHT - 2 * MARGIN),
        )

    drawn = []
    for line in lines:
        (x1, y1), (x2, y2) = place(nodes[line["record"]]), place(nodes[line["thing"]])
        drawn.append(
            f'<line x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{PALE}"/>'
        )
    drawn += [_node(*place(node), kinds[node["kind"]]) for node in nodes]
    words = escape(in_words(title, nodes, lines))
    return (
        f'<svg viewBox="0 0 {WIDTH} {HEIGHT}" role="img" width="100%" aria-label="{words}" '
        f'style="max-width:{WIDTH}px;display:block"><title>{words}</title>{"".join(drawn)}</svg>'
    )


def _node(x: float, y: float, kind: dict[str, Any]) -> str:
    look = f'fill="white" stroke="{kind["colour"]}" stroke-width="2"'
    if kind["isRecord"]:
        side = 2 * _RADIUS
        shape = (
            f'<rect x="{x - _RADIUS:.1f}" y="{y - _RADIUS:.1f}" width="{side}" height="{side}" '
            f"{look}/>"
        )
    else:
        shape = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{_RADIUS}" {look}/>'
    return (
        f'{shape}<text x="{x:.1f}" y="{y + 4:.1f}" text-anchor="middle" font-size="12" '
        f'font-weight="600" fill="{kind["colour"]}">{escape(kind["letter"])}</text>'
    )


def _key(kinds: list[dict[str, Any]]) -> str:
    words = " &nbsp; ".join(f"<b>{escape(k['letter'])}</b> {escape(k['one'])}" for k in kinds)
    return f'<p style="margin:4px 0;font-size:12.5px;color:{MUTED}">{words}</p>'


def _table(
    nodes: list[dict[str, Any]], lines: list[dict[str, Any]], kinds: dict[str, dict[str, Any]]
) -> str:
    rows: list[tuple[str, ...]] = []
    for number, node in enumerate(nodes):
        if kinds[node["kind"]]["isRecord"]:
            continue
        uses = [line for line in lines if line["thing"] == number]
        who = ", ".join(nodes[line["record"]]["label"] for line in uses)
        rows.append(
            (f"{kinds[node['kind']]['one']} {node['label']}", str(len(uses)), who,
             written(uses[0]["day"]) if uses else "", node["note"])
        )  # fmt: skip
    rows.sort(key=lambda row: (-int(row[1]), row[0]))
    heads: tuple[str, ...] = (
        "what is shared", "records", "which, the earliest first", "since", "note"
    )  # fmt: skip
    if not any(note for *_, note in rows):
        heads, rows = heads[:-1], [row[:-1] for row in rows]
    head = "".join(f'<th scope="col" style="{_CELL}">{each}</th>' for each in heads)
    body = "".join(
        f'<tr><th scope="row" style="{_CELL}">{escape(first)}</th>'
        + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        f'<table style="border-collapse:collapse;font-size:13px;margin-top:6px;color:{INK}">'
        '<caption style="text-align:left;padding:4px 0">What is shared, and since when</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
