"""A chart of links that answers: choose kinds, a stretch of time, a node; read who shares what.

By mouse: click a node, drag over the timeline.  By keyboard: Tab to the chart, arrow keys from node
to node, Enter to choose one, Escape to let it go; two sliders set the stretch of time.  Everything
that is seen is also said, in a sentence and in a table.  Nothing is fetched from elsewhere; without
a kernel the same picture stands with a table of all links.
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import anywidget
from traitlets import Dict, Int, List, Unicode

from aatulab.errors import ResearchError
from aatulab.research.links.graph import Graph
from aatulab.widgets.link_chart.content import kinds_of, lines_of, nodes_of
from aatulab.widgets.link_chart.still import in_words, still_html

DOM_CLASS = "aatu-link-chart"
_HERE = Path(__file__).parent
_PARTS = ("parts.js", "web.js", "timeline.js", "chart.js")


class LinkChart(anywidget.AnyWidget):
    """Records as squares, what they share as circles, a line where one stands on the other.

    `graph` is what `link_graph` or `component_of` returned, `notes` are words about nodes, by
    their names.  `chosen`, `hidden` and `days` follow the reader's hands, and may be set.
    """

    _esm = "\n".join((_HERE / part).read_text(encoding="utf-8") for part in _PARTS)
    _css = (_HERE / "style.css").read_text(encoding="utf-8")

    heading = Unicode().tag(sync=True)
    nodes = List(Dict()).tag(sync=True)
    lines = List(Dict()).tag(sync=True)
    kinds = List(Dict()).tag(sync=True)
    chosen = Unicode().tag(sync=True)  # name of a node, or nothing
    hidden = List(Unicode()).tag(sync=True)  # kinds
    days = List(Int()).tag(sync=True)  # first and last day that is shown, from 1970

    def __init__(self, graph: Graph, *, title: str, notes: Mapping[str, str] | None = None) -> None:
        nodes = nodes_of(graph, notes or {})
        lines = lines_of(graph, nodes)
        if not lines:
            raise ResearchError("graph: found no line, expected one at least.")
        super().__init__(
            heading=title,
            nodes=nodes,
            lines=lines,
            kinds=kinds_of(nodes),
            days=[lines[0]["day"], lines[-1]["day"]],
        )
        self.add_class(f"{DOM_CLASS}-widget")

    def choose(self, node: str) -> None:
        """Choose a node, as a click would; an empty text lets it go."""
        if node and node not in {held["id"] for held in self.nodes}:
            raise ResearchError(f"node: {node!r} is not in this chart.")
        self.chosen = node

    def hide(self, *kinds: str) -> None:
        """Hide these kinds and show all others, as the boxes would."""
        there = [kind["kind"] for kind in self.kinds]
        unknown = [kind for kind in kinds if kind not in there]
        if unknown:
            raise ResearchError(
                f"kinds: {unknown[0]!r} is not in this chart; found {', '.join(there)}."
            )
        self.hidden = list(kinds)

    def neighbours(self) -> list[str]:
        """Return what the chosen node shows in the table: its neighbours, the earliest first."""
        return [self.nodes[place]["id"] for place in self._neighbours()]

    def _neighbours(self) -> Iterable[int]:
        first, last = self.days
        for line in self.lines:
            ends = (line["record"], line["thing"])
            for one, other in (ends, ends[::-1]):
                is_seen = not {self.nodes[one]["kind"], self.nodes[other]["kind"]} & {*self.hidden}
                if (
                    self.nodes[one]["id"] == self.chosen
                    and is_seen
                    and first <= line["day"] <= last
                ):
                    yield other

    def static_html(self) -> str:
        """Return the picture and the table that stand where no script runs."""
        return still_html(self.heading, self.nodes, self.lines, self.kinds)

    def _repr_mimebundle_(self, **kwargs: Any) -> tuple[dict[str, Any], dict[str, Any]]:
        bundle, metadata = super()._repr_mimebundle_(**kwargs) or ({}, {})
        words = {
            "text/html": self.static_html(),
            "text/plain": in_words(self.heading, self.nodes, self.lines),
        }
        return {**bundle, **words}, metadata
