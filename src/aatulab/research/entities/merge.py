"""Chain merged pairs to persons, and show where a chain holds what does not belong together.

If A is B and B is C, then A is C: one wrong pair joins two persons with all that they have.  So a
chain is looked at as a whole before anybody believes it.
"""

from collections.abc import Sequence

import networkx as nx
import pandas as pd

from aatulab.research.columns import need_columns

_NEXT = "Pass the pairs that you merge: rows of what `compare_pairs(...)` returned."


def merged(pairs: pd.DataFrame, records: Sequence[str] = ()) -> "pd.Series[str]":
    """Return the person of each record: everything that a chain of pairs holds together.

    A person bears the name of his first record in the alphabet.  Without `records` those are in
    the answer that stand in a pair; with them, everybody else is a person of his own.

    >>> merged(pd.DataFrame({"a": ["r1", "r2"], "b": ["r2", "r3"]}), ["r4"]).to_dict()
    {'r1': 'r1', 'r2': 'r1', 'r3': 'r1', 'r4': 'r4'}
    """
    need_columns(pairs, "pairs", ("a", "b"), _NEXT)
    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from(records)
    graph.add_edges_from(zip(pairs["a"], pairs["b"], strict=True))
    first = {record: min(whole) for whole in nx.connected_components(graph) for record in whole}
    ordered = dict(sorted(first.items()))
    return pd.Series(ordered, dtype="object", name="person").rename_axis("record")


def inner_conflicts(person: "pd.Series[str]", levels: pd.DataFrame) -> pd.DataFrame:
    """Return the pairs inside one merged person whose dates of birth are different.

    `levels` is what `compare_pairs(...)` returned, with all pairs that were compared.  One row a
    pair: `person`, `a`, `b`, `reasons`.
    """
    need_columns(
        levels, "levels", ("a", "b", "birth_date", "reasons"),
        "Pass what `compare_pairs(...)` returned.",
    )  # fmt: skip
    ours, theirs = levels["a"].map(person), levels["b"].map(person)
    inside = ours.notna() & (ours == theirs) & (levels["birth_date"] == "different")
    found = levels.loc[inside, ["a", "b", "reasons"]]
    found.insert(0, "person", ours[inside])
    return found.sort_values(["person", "a", "b"], ignore_index=True)
