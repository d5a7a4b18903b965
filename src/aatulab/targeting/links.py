"""Links between bookings: the same phone, mail address, card, payer or agency; and parties.

What links two bookings is a key here and nothing else: no name or number is looked at for what
it says about anybody.  A value that many bookings share is a firm's or an agency's, so how many
share it belongs to the question.  Called by lessons, `aatulab.targeting.benchmark` and widgets.
"""

from collections.abc import Iterator, Sequence

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.money import payer_is_not_traveller
from aatulab.targeting.tables import need_columns

LINKS = ("phone", "email", "card", "payer", "agency")
_SOLD_BY_THE_AIRLINE = ("WEB", "DESK")


def link_table(
    bookings: pd.DataFrame,
    payments: pd.DataFrame,
    passengers: pd.DataFrame,
    contacts: pd.DataFrame,
) -> pd.DataFrame:
    """Return what links bookings, indexed by `pnr`: the columns of `LINKS`, missing where lacking.

    `payer` is there only where nobody on the booking bears the name, `agency` only where it is
    one.  Bookings of other days, which stand in `contacts` alone, come last and have no more than
    their contact points.
    """
    need_columns(bookings, "bookings", ("pnr", "agency"))
    need_columns(payments, "payments", ("pnr", "card", "payer_name"))
    need_columns(contacts, "contacts", ("pnr", "kind", "value"))
    paid = payments.set_index("pnr")
    stranger = payer_is_not_traveller(payments, passengers).reindex(paid.index)
    agency = bookings.set_index("pnr")["agency"]
    found = {
        "phone": _of_kind(contacts, "phone"),
        "email": _of_kind(contacts, "email"),
        "card": paid["card"],
        "payer": paid["payer_name"].where(stranger),
        "agency": agency.where(~agency.isin(_SOLD_BY_THE_AIRLINE)),
    }
    earlier = pd.Index(contacts["pnr"].unique()).difference(agency.index)
    index = agency.index.append(earlier).rename("pnr")
    return pd.DataFrame({name: values.reindex(index) for name, values in found.items()})


def shared_by(links: pd.DataFrame, kind: str) -> "pd.Series[int]":
    """Return on how many bookings each booking's value stands, indexed by `pnr`; 0 without one.

    >>> table = pd.DataFrame({"card": ["1", "1", None]}, index=["A", "B", "C"])
    >>> shared_by(table, "card").tolist()
    [2, 2, 0]
    """
    _need_kinds(links, (kind,))
    counts = links[kind].map(links[kind].value_counts())
    return counts.fillna(0).astype("int64").rename(f"{kind}_bookings")


def parties(
    links: pd.DataFrame, by: Sequence[str], *, fewest: int = 2, most: int = 8
) -> "pd.Series[str]":
    """Return the party of each linked booking: bookings that a chain of links holds together.

    A value links those that share it where `fewest` to `most` bookings do.  A party bears the name
    of its first PNR in the alphabet; who is linked to nobody is not in the answer.

    >>> table = pd.DataFrame({"phone": ["1", "1", "2"], "card": ["7", "8", "8"]}, index=list("ABC"))
    >>> parties(table, ["phone", "card"]).to_dict()
    {'A': 'A', 'B': 'A', 'C': 'A'}
    """
    _need_kinds(links, by)
    head: dict[str, str] = {}
    for group in _groups(links, by, fewest, most):
        heads = {_head_of(head, pnr) for pnr in group}
        first = min(heads)
        head.update(dict.fromkeys(heads, first))
    found = {pnr: _head_of(head, pnr) for pnr in links.index if pnr in head}
    return pd.Series(found, dtype="object", name="party").rename_axis("pnr")


def _groups(links: pd.DataFrame, by: Sequence[str], fewest: int, most: int) -> Iterator[list[str]]:
    for kind in by:
        count = shared_by(links, kind)
        linked = links.loc[count.between(max(fewest, 2), most), kind]
        for _, pnrs in linked.groupby(linked):
            yield pnrs.index.tolist()


def _head_of(head: dict[str, str], pnr: str) -> str:
    """Return the head of the party that `pnr` is in; alone, it is its own."""
    while head.setdefault(pnr, pnr) != pnr:
        pnr = head[pnr]
    return pnr


def _of_kind(contacts: pd.DataFrame, kind: str) -> "pd.Series[str]":
    rows = contacts[contacts["kind"] == kind].drop_duplicates("pnr")
    found: pd.Series[str] = rows.set_index("pnr")["value"]
    return found


def _need_kinds(links: pd.DataFrame, kinds: Sequence[str]) -> None:
    unknown = [kind for kind in kinds if kind not in links.columns]
    if unknown:
        raise TargetingError(
            f"links: there is no column {unknown[0]!r}. Found: {', '.join(links.columns)}. "
            "Pass what `link_table` returned, and kinds that stand in it."
        )
    if not links.index.is_unique:
        twice = links.index[links.index.duplicated()][0]
        raise TargetingError(f"links: the index holds {twice!r} twice; expected one row a booking.")
