"""The way from one node to another, and the question that each step is.

The cheapest way leads over rare things: a card of two bookings before an agency of two hundred.
"""

from collections.abc import Callable

import networkx as nx

from aatulab.errors import ResearchError
from aatulab.research.links.graph import Graph

_ASK = {
    "phone": "whose it is, and since when (the subscriber's provider, by lawful request)",
    "email": "who gave it, and to whom it belongs (the airline or the sender)",
    "card": "who pays with it, and for whom (the bank, by lawful request)",
    "address": "who lives or works there, and whether it is a hostel or a box (the municipality)",
    "person": "whether both journeys are one person's (the two documents, side by side)",
    "plate": "who drove on each day (the keeper, the border post)",
    "firm": "what the firm ordered, and who signs for it (the register, the firm)",
    "agency": "who booked, and who paid (the agency)",
}


def cheapest_way(graph: Graph, start: str, end: str) -> list[str]:
    """Return the nodes of the way over the rarest things; an empty list where there is none.

    Each step over a thing costs one by its bits, so that a rare thing is a short step.
    """
    for node in (start, end):
        if node not in graph:
            raise ResearchError(f"node: {node!r} is not in the graph; see `component_of`.")
    try:
        way: list[str] = nx.shortest_path(graph, start, end, weight=_cost(graph))
    except nx.NetworkXNoPath:
        return []
    return way


def way_in_words(graph: Graph, way: list[str]) -> list[str]:
    """Return a sentence for each thing on the way: who shares it, how many, and what to ask."""
    lines = []
    for before, thing, after in zip(way, way[1:], way[2:], strict=False):
        held = graph.nodes[thing]
        if held["is_record"]:
            continue
        first, second = sorted(
            (graph.edges[record, thing]["at"], record) for record in (before, after)
        )
        lines.append(
            f"{first[1]} ({first[0]:%d %B}), then {second[1]} ({second[0]:%d %B}): {held['kind']} "
            f"{held['label']}, on {held['uses']} records. Ask {_ASK[held['kind']]}."
        )
    return lines


def _cost(graph: Graph) -> Callable[[str, str, object], float]:
    def cost(one: str, other: str, _edge: object) -> float:
        thing = other if graph.nodes[one]["is_record"] else one
        return 1.0 / max(float(graph.nodes[thing]["bits"]), 0.01)

    return cost
