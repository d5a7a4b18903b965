"""Open a master waybill: choose the pallet, then one house after the other, and read "7+1".

Two lists (arrow keys work).  The paper of the master says next to nothing; each house shows its
seven facts and a number, and the questions that they raise.  Without a kernel the houses of the
chosen master stand in a table.
"""

from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.cargo import house_sums
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED, ORANGE

DOM_CLASS = "aatu-manifest"
_CELL = "text-align:left;vertical-align:top;padding:3px 8px;border-top:1px solid #ddd"


class ManifestReader(LessonBox):
    """Masters and their houses; `questions` says in words what a house raises, by its `hawb`.

    `addresses` gives the consignee's address in words.  `master` is the `awb` that is open,
    `house` the `hawb` that is read; both may be set.
    """

    def __init__(
        self,
        waybills: pd.DataFrame,
        house_waybills: pd.DataFrame,
        addresses: pd.DataFrame,
        questions: "pd.Series[str]",
        *,
        master: str | None = None,
    ) -> None:
        self._waybills = waybills.set_index("awb")
        self._houses = house_waybills.set_index("hawb")
        self._doors = _doors(addresses)
        self._questions = questions
        self._sums = house_sums(waybills, house_waybills)
        masters = self._sums.index[self._sums["houses"] > 0].tolist()
        if not masters:
            raise TargetingError("waybills: found no master with houses, expected one at least.")
        self._masters = widgets.Dropdown(
            options=[(f"{awb[:3]}-{awb[3:]}", awb) for awb in masters],
            value=master or masters[0],
            description="Master:",
            layout=widgets.Layout(width="min(300px, 100%)"),
        )
        self._list = widgets.Select(
            options=[],
            rows=9,
            description="Houses:",
            layout=widgets.Layout(width="min(400px, 100%)"),
        )
        self._paper = widgets.HTML()
        self._panel = widgets.HTML(layout=widgets.Layout(width="min(480px, 100%)"))
        self._masters.observe(self._open, names="value")
        self._list.observe(self._show, names="value")
        row = widgets.HBox([self._list, self._panel], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([self._masters, self._paper, row, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._open()

    @property
    def master(self) -> str:
        """Return the number of the master that is open."""
        return str(self._masters.value)

    @master.setter
    def master(self, awb: str) -> None:
        self._masters.value = awb

    @property
    def house(self) -> str:
        """Return the number of the house that is read."""
        return str(self._list.value)

    @house.setter
    def house(self, hawb: str) -> None:
        self._list.value = hawb

    @property
    def paper_html(self) -> str:
        """Return what the master says, and whether its houses add up."""
        return str(self._paper.value)

    @property
    def panel_html(self) -> str:
        """Return the house that is read."""
        return str(self._panel.value)

    def static_html(self) -> str:
        """Return the open master and the facts of all its houses, without a widget."""
        heads = "".join(
            f'<th scope="col" style="{_CELL}">{head}</th>'
            for head in ("house", *FACTS, "questions")
        )
        rows = "".join(self._static_row(str(hawb)) for hawb in self._under().index)
        caption = '<caption style="text-align:left">The houses of this master</caption>'
        table = (
            f'<table style="border-collapse:collapse;font-size:13px">{caption}'
            f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        )
        return self.paper_html + framed(table)

    def _under(self) -> pd.DataFrame:
        return self._houses[self._houses["awb"] == self.master]

    def _question(self, hawb: str) -> str:
        return str(self._questions.get(hawb, ""))

    def _facts(self, hawb: str) -> tuple[str, ...]:
        return facts(_row(self._houses, hawb), self._doors)

    def _static_row(self, hawb: str) -> str:
        texts = (hawb, *self._facts(hawb), self._question(hawb))
        cells = "".join(f'<td style="{_CELL}">{escape(text)}</td>' for text in texts)
        return f"<tr>{cells}</tr>"

    def _open(self, _change: object = None) -> None:
        self._paper.value = paper(_row(self._waybills, self.master), _row(self._sums, self.master))
        houses = self._under()
        self._list.options = [
            (f"{'?' if self._question(hawb) else ' '} {hawb}  {goods.title()}"[:46], hawb)
            for hawb, goods in zip(houses.index, houses["goods"], strict=True)
        ]
        self._list.value = houses.index[0]
        self._show()

    def _show(self, _change: object = None) -> None:
        if self._list.value is None:  # between two masters
            return
        self._panel.value = panel(self.house, self._facts(self.house), self._question(self.house))

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), f"master {self.master}, {len(self._under())} houses"


FACTS = (
    "1 shipper",
    "2 its address",
    "3 consignee",
    "4 its address",
    "5 pieces",
    "6 weight",
    "7 goods",
)


def facts(house: pd.Series, doors: "pd.Series[str]") -> tuple[str, ...]:
    """Return the seven facts of one house in words, in the order of `FACTS`."""
    return (
        str(house["shipper_name"]),
        str(house["shipper_address"]),
        str(house["consignee_name"]),
        str(doors.get(house["consignee_address_id"], house["consignee_address_id"])),
        f"{house['pieces']:,}",
        f"{house['gross_kg']:,.1f} kg",
        str(house["goods"]),
    )


def paper(master: pd.Series, sums: pd.Series) -> str:
    """Return what the master's own paper says, and whether its houses add up to it."""
    adds_up = not sums["pieces_off"] and not sums["kg_off"]
    words = (
        "pieces and weights of the houses add up"
        if adds_up
        else f"the houses are off by {sums['pieces_off']:+g} pieces and {sums['kg_off']:+g} kg"
    )
    return framed(
        f'<p style="margin:0"><b>{escape(str(master["goods"]))}</b>, {master["pieces"]:,} pieces, '
        f"{master['gross_kg']:,.1f} kg, from {escape(str(master['shipper_name']))} to "
        f"{escape(str(master['consignee_name']))}.</p>"
        f'<p style="margin:2px 0 0;color:{MUTED}">{int(sums["houses"])} houses: {words}.</p>'
    )


def panel(hawb: str, seven: tuple[str, ...], question: str) -> str:
    """Return the seven facts and the number of one house, and the questions that they raise."""
    pairs = (*zip(FACTS, seven, strict=True), ("+1 house number", hawb))
    rows = "".join(
        f'<tr><th scope="row" style="text-align:left;color:{MUTED};font-weight:normal;'
        f'padding:1px 12px 1px 0">{name}</th><td>{escape(text)}</td></tr>'
        for name, text in pairs
    )
    colour, words = (ORANGE, question) if question else (BLUE, "nothing that asks for more")
    return framed(
        f'<table style="border-collapse:collapse">{rows}</table>'
        f'<p role="status" aria-live="polite" style="margin:8px 0 0;padding-left:8px;'
        f'border-left:4px solid {colour}"><b>{"? " if question else "✔ "}</b>{escape(words)}</p>'
    )


def _row(table: pd.DataFrame, key: str) -> pd.Series:
    row = table.loc[key]
    if not isinstance(row, pd.Series):
        raise TargetingError(f"{table.index.name}: {key!r} stands in it more than once.")
    return row


def _doors(addresses: pd.DataFrame) -> "pd.Series[str]":
    rows = addresses.set_index("address_id")
    return rows["street"] + " " + rows["house_number"].astype(str) + ", " + rows["city"]
