"""Choose what links bookings, and see at once whom that would stop, and which parties come out.

Tick boxes and two sliders (all by keyboard) over a panel: a sentence, the four counts, the queue;
below it one party as a picture and as a table.  Without a kernel the picture of the present
choice stands with a table of every kind of link alone.
"""

from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting import Confusion, OfficerTime, confusion_at, parties
from aatulab.targeting.links import LINKS
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.link_picture import party_picture
from aatulab.widgets.panel import percent, queue_bar
from aatulab.widgets.picture import MUTED
from aatulab.widgets.rule_builder import matrix
from aatulab.widgets.slider import LabelledSlider

DOM_CLASS = "aatu-link-explorer"
WORDS = {
    "phone": "phone",
    "email": "mail address",
    "card": "card",
    "payer": "payer who does not travel",
    "agency": "agency",
}
_CELL = "text-align:left;vertical-align:top;padding:3px 10px;border-top:1px solid #ddd"


class LinkExplorer(LessonBox):
    """Kinds of links, how many bookings may share one value, and the party that is looked at.

    `links` is what `link_table` returned, `stories` has one row a booking of today (any columns
    of text), `illicit` says what the checks showed.  `outcome` holds the counts of checking
    everybody who is linked.
    """

    def __init__(
        self,
        links: pd.DataFrame,
        stories: pd.DataFrame,
        illicit: "pd.Series[bool]",
        time: OfficerTime,
        *,
        by: tuple[str, ...] = ("phone",),
        fewest: int = 3,
        most: int = 40,
    ) -> None:
        missing = illicit.index.difference(links.index)
        if len(missing):
            raise TargetingError(
                f"illicit: {missing[0]!r} is not in the index of `links`. Index both by `pnr`."
            )
        self._links, self._stories, self._time = links, stories, time
        self._illicit = illicit.astype(bool)
        self._boxes = {
            kind: widgets.Checkbox(value=kind in by, description=WORDS[kind], indent=False)
            for kind in LINKS
        }
        self._fewest = _slider("Shared by at least", fewest, 2, 10)
        self._most = _slider("… and at most", most, 2, 60)
        self._panel, self._picture = widgets.HTML(), widgets.HTML()
        self._party = widgets.Dropdown(
            options=[], description="Party:", layout=widgets.Layout(width="min(420px, 100%)")
        )
        for control in (*self._boxes.values(), self._fewest, self._most):
            control.observe(self._recount, names="value")
        self._party.observe(self._draw, names="value")
        kinds = widgets.HBox(
            list(self._boxes.values()), layout=widgets.Layout(flex_flow="row wrap")
        )
        super().__init__(
            [kinds, self._fewest, self._most, self._panel, self._party, self._picture, KeyKeeper()]
        )
        self.add_class(DOM_CLASS)
        self._recount()

    @property
    def by(self) -> tuple[str, ...]:
        """Return the kinds of links that are ticked."""
        return tuple(kind for kind, box in self._boxes.items() if box.value)

    @property
    def limits(self) -> tuple[int, int]:
        """Return how many bookings have to share a value, at least and at most."""
        return int(self._fewest.value), int(self._most.value)

    def choose(self, *by: str, fewest: int | None = None, most: int | None = None) -> None:
        """Tick these kinds and no others, and set the limits, as a hand would."""
        unknown = [kind for kind in by if kind not in self._boxes]
        if unknown:
            raise TargetingError(f"there is no link {unknown[0]!r}; there are {', '.join(LINKS)}.")
        for kind, box in self._boxes.items():
            box.value = kind in by
        self._fewest.value = fewest or self._fewest.value
        self._most.value = most or self._most.value

    @property
    def party(self) -> str | None:
        """Return the first PNR of the party that is looked at."""
        return None if self._party.value is None else str(self._party.value)

    @party.setter
    def party(self, value: str) -> None:
        self._party.value = value

    def parties(self) -> "pd.Series[str]":
        """Return the party of every booking that is linked, those of other days as well."""
        return self._linked(self.by)

    @property
    def outcome(self) -> Confusion:
        """Return the four counts of checking every booking of today that is linked."""
        return self._counts(self.parties())

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    @property
    def picture_html(self) -> str:
        """Return the party that is looked at, as a picture and a table."""
        return str(self._picture.value)

    def static_html(self) -> str:
        """Return the panel, what each kind of link finds alone, and the party, without a widget."""
        return self.panel_html + self._each_alone() + self.picture_html

    def _linked(self, by: tuple[str, ...]) -> "pd.Series[str]":
        fewest, most = self.limits
        return parties(self._links, by, fewest=fewest, most=most)

    def _counts(self, linked: "pd.Series[str]") -> Confusion:
        is_linked = pd.Series(self._illicit.index.isin(linked.index), index=self._illicit.index)
        return confusion_at(is_linked.astype("int64"), self._illicit, 1)

    def _recount(self, _change: object = None) -> None:
        linked, outcome = self.parties(), self.outcome
        today = linked[linked.index.isin(self._illicit.index)]
        words = sentence(self.by, self.limits, today.nunique(), outcome)
        self._panel.value = framed(
            f'<p role="status" aria-live="polite" style="margin:0 0 8px;font-size:15px">'
            f"{escape(words)}</p>{matrix(outcome)}{queue_bar(outcome.stopped, self._time)}"
        )
        sizes = today.value_counts().rename_axis("party").reset_index(name="size")
        sizes = sizes.sort_values(["size", "party"], ascending=[False, True])
        self._party.options = [
            (f"{party}: {size} of today, {(linked == party).sum()} in all", party)
            for party, size in zip(sizes["party"], sizes["size"], strict=True)
        ]
        self._party.value = sizes["party"].iloc[0] if len(sizes) else None
        self._draw()

    def _draw(self, _change: object = None) -> None:
        if self.party is None:
            self._picture.value = framed("<p>Nobody is linked like this.</p>")
            return
        linked = self.parties()
        members = self._links.loc[linked.index[linked == self.party]]
        of_today = members.index.isin(self._illicit.index)
        members = pd.concat([members[of_today], members[~of_today]])
        self._picture.value = framed(
            party_picture(members, self.by, self._illicit, self.limits)
            + self._told(members.index[members.index.isin(self._stories.index)])
        )

    def _told(self, pnrs: "pd.Index[str]") -> str:
        heads = ("booking", *map(str, self._stories.columns))
        rows = [(pnr, *map(str, self._stories.loc[pnr])) for pnr in pnrs]
        return _table("Those of them that land today", heads, rows)

    def _each_alone(self) -> str:
        rows: list[tuple[str, ...]] = []
        for kind in LINKS:
            counts = self._counts(self._linked((kind,)))
            innocent = f"{counts.innocent_stopped:,}"
            rate = percent(counts.hit_rate)
            rows.append((WORDS[kind], f"{counts.stopped:,}", f"{counts.hits:,}", innocent, rate))
        heads = ("link", "linked", "hits", "innocent", "hit rate")
        return framed(_table("Each kind of link alone, with these limits", heads, rows))

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), sentence(
            self.by, self.limits, len(self._party.options), self.outcome
        )


def sentence(by: tuple[str, ...], limits: tuple[int, int], parties: int, counts: Confusion) -> str:
    """Return in words what these links find, against the share among everybody."""
    if not by:
        return "No link is ticked."
    kinds = " or ".join(WORDS[kind] for kind in by)
    everybody = counts.stopped + counts.missed + counts.innocent_passed
    base = (counts.hits + counts.missed) / everybody if everybody else 0.0
    return (
        f"Linked by {kinds}, shared by {limits[0]} to {limits[1]} bookings: {counts.stopped:,} "
        f"bookings of today in {parties:,} parties, {counts.innocent_stopped:,} of them innocent. "
        f"Hit rate {percent(counts.hit_rate)}, against {percent(base)} among everybody."
    )


def _slider(words: str, value: int, low: int, high: int) -> LabelledSlider:
    return LabelledSlider(
        value=value, min=low, max=high, description=words, label_width="140px",
        layout=widgets.Layout(width="min(460px, 100%)"),
    )  # fmt: skip


def _table(caption: str, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(each)}</th>' for each in heads)
    body = "".join(
        f'<tr><th scope="row" style="{_CELL}">{escape(first)}</th>'
        + "".join(f'<td style="{_CELL}">{escape(text)}</td>' for text in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        '<table style="border-collapse:collapse;font-size:13px;margin-top:8px">'
        f'<caption style="text-align:left;color:{MUTED}">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
