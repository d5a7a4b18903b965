"""Who shares what with whom: a graph of records and things, and what its numbers cannot say.

    things = shared_things(case)
    graph = link_graph(things, most=8)
    cheapest_way(graph, "KX6TBP", "RR123456785ZZ")

A line in the graph is a question to somebody who can answer it.  It says nothing about guilt, and
a busy point is mostly an agency, a hostel or an employer.
"""

from aatulab.research.links.graph import (
    centralities,
    component_of,
    component_table,
    link_graph,
    node_of,
)
from aatulab.research.links.order import first_uses
from aatulab.research.links.places import places
from aatulab.research.links.points import known_points
from aatulab.research.links.strengths import rarity_bits, record_links
from aatulab.research.links.things import KINDS, shared_things
from aatulab.research.links.ways import cheapest_way, way_in_words

__all__ = [
    "KINDS",
    "centralities",
    "cheapest_way",
    "component_of",
    "component_table",
    "first_uses",
    "known_points",
    "link_graph",
    "node_of",
    "places",
    "rarity_bits",
    "record_links",
    "shared_things",
    "way_in_words",
]
