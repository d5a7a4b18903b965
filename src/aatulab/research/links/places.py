"""Where each node stands in a picture: the same graph, the same picture.

Components are laid out one by one so that distance in the picture is distance in the graph (the
springs of Kamada and Kawai, without any chance), and set side by side, the largest first.  Places
are rounded, so that the last bits of a processor do not show.
"""

import math
from itertools import combinations

import networkx as nx

from aatulab.research.links.graph import Graph

_ROOM = (0.05, 0.085)  # how much of width and height a point takes, with some air
_ROUNDS = 40


def places(graph: Graph) -> dict[str, tuple[float, float]]:
    """Return the place of each node, both numbers from 0 to 1, y growing downwards."""
    parts = sorted(nx.connected_components(graph), key=lambda part: (-len(part), min(part)))
    found: dict[str, tuple[float, float]] = {}
    left = 0.0
    widths = [math.sqrt(len(part)) for part in parts]
    whole = sum(widths) or 1.0
    for part, width in zip(parts, widths, strict=True):
        inside = _inside(graph, sorted(part))
        for node, (x, y) in inside.items():
            found[node] = (round((left + (0.06 + 0.88 * x) * width) / whole, 3), round(y, 3))
        left += width
    return _apart(found)


def _inside(graph: Graph, nodes: list[str]) -> dict[str, tuple[float, float]]:
    """Return the places inside one component, stretched to the whole square."""
    # a graph of its own whose nodes come in the order of the alphabet
    ordered: Graph = nx.Graph()
    ordered.add_nodes_from(nodes)
    ordered.add_edges_from(sorted(tuple(sorted(edge)) for edge in graph.subgraph(nodes).edges))
    drawn = nx.kamada_kawai_layout(ordered)
    xs = [float(place[0]) for place in drawn.values()]
    ys = [float(place[1]) for place in drawn.values()]
    return {
        node: (_between(float(place[0]), xs), _between(float(place[1]), ys))
        for node, place in drawn.items()
    }


def _between(value: float, values: list[float]) -> float:
    low, high = min(values), max(values)
    return 0.5 if high - low < 1e-9 else (value - low) / (high - low)


def _apart(found: dict[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return the places, those that lie upon each other pushed apart a little, and none outside."""
    at = {node: [x, y] for node, (x, y) in sorted(found.items())}
    for _ in range(_ROUNDS):
        for one, other in combinations(at, 2):
            (x, y), (u, v) = at[one], at[other]
            dx, dy = (u - x) / _ROOM[0], (v - y) / _ROOM[1]
            far = math.hypot(dx, dy)
            if far < 1:
                # half of what is missing each; two points in one place part sideways
                push = (1 - far) / 2
                step = (dx / far * push, dy / far * push) if far > 1e-9 else (0.5, 0.0)
                for place, sign in ((at[one], -1), (at[other], 1)):
                    place[0] = min(max(place[0] + sign * step[0] * _ROOM[0], 0.0), 1.0)
                    place[1] = min(max(place[1] + sign * step[1] * _ROOM[1], 0.0), 1.0)
    return {node: (round(x, 3), round(y, 3)) for node, (x, y) in at.items()}
