"""The table in row seven: choose a piece, read its code, compare, decide, and write the reason.

One list (arrow keys work), two pictures with a text, every finding in words.  A decision other
than release needs a reason, and none of the decisions is "counterfeit": that is not the officer's
to say.  Without a kernel the chosen piece stands there as text and picture.
"""

import io
from base64 import b64encode
from functools import partial
from html import escape
from typing import Any

import ipywidgets as widgets
import matplotlib.pyplot as plt
import pandas as pd

from aatulab.cases import Case
from aatulab.errors import InspectionError
from aatulab.inspection.products import Register, answer, compare, register_of, typed_digits
from aatulab.inspection.products.compare import AS_DESIGN
from aatulab.inspection.products.pictures import describe, side_by_side
from aatulab.inspection.products.register import Record
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED, ORANGE

_framed = partial(framed, width_px=860)
DOM_CLASS = "aatu-product-desk"
DECISIONS = ("release", "suspend and ask the right holder", "send a sample to the laboratory")
_FEWEST_WORDS = 3
_CELL = "text-align:left;vertical-align:top;padding:2px 8px;border-top:1px solid #ddd"


class ProductDesk(LessonBox):
    """The pieces of a case, the register beside them, and a record of what was decided.

    `piece` may be set; `decisions` is the record, one row a piece, the last decision counts.
    """

    def __init__(self, case: Case, register: Register | None = None, *, piece: str = "") -> None:
        self._case = case
        self._register = register if register is not None else register_of(case)
        self._pieces = case.pieces.set_index("piece")
        self._decided: dict[str, tuple[str, str]] = {}
        self._list = widgets.Select(
            options=list(self._pieces.index), rows=12, description="Piece:",
            value=piece or self._pieces.index[0], layout=widgets.Layout(width="min(220px, 100%)"),
        )  # fmt: skip
        self._panel = widgets.HTML(layout=widgets.Layout(width="min(860px, 100%)"))
        self._decision = widgets.RadioButtons(options=DECISIONS, description="Decision:")
        self._reason = widgets.Textarea(
            placeholder="What was seen, and what would settle it", description="Reason:",
            layout=widgets.Layout(width="min(560px, 100%)"),
        )  # fmt: skip
        self._button = widgets.Button(description="Record", button_style="primary")
        self._said = widgets.HTML()
        self._list.observe(self._show, names="value")
        self._button.on_click(self._record)
        row = widgets.HBox([self._list, self._panel], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([row, self._decision, self._reason, self._button, self._said, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def piece(self) -> str:
        """Return the piece on the table."""
        return str(self._list.value)

    @piece.setter
    def piece(self, name: str) -> None:
        if name not in self._pieces.index:
            raise InspectionError(
                f"piece: found {name!r}, expected one of {self._pieces.index[0]} to"
                f" {self._pieces.index[-1]}."
            )
        self._list.value = name

    @property
    def decisions(self) -> pd.DataFrame:
        """Return what was decided, in the order in which it was first decided."""
        rows = [(piece, *decided) for piece, decided in self._decided.items()]
        return pd.DataFrame(rows, columns=["piece", "decision", "reason"])

    @property
    def panel_html(self) -> str:
        """Return what is shown of the piece."""
        return str(self._panel.value)

    def decide(self, decision: str, reason: str = "") -> None:
        """Record a decision on the piece; `InspectionError` says what is missing."""
        if decision not in DECISIONS:
            expected = ", ".join(map(repr, DECISIONS))
            raise InspectionError(
                f"decision: found {decision!r}, expected one of {expected}; whether it is a copy,"
                " the right holder or a laboratory says."
            )
        words = " ".join(reason.split())
        if decision != DECISIONS[0] and len(words.split()) < _FEWEST_WORDS:
            raise InspectionError(
                f"reason: found {words!r}, expected {_FEWEST_WORDS} words or more: which feature,"
                " what was seen, and who can settle it."
            )
        self._decided[self.piece] = (decision, words)

    def _record(self, _button: object = None) -> None:
        try:
            self.decide(str(self._decision.value), str(self._reason.value))
        except InspectionError as error:
            self._said.value = _status(ORANGE, "✎ ", str(error))
        else:
            self._said.value = _status(BLUE, "✔ ", f"{self.piece}: {self._decision.value}.")
            self._reason.value = ""

    def _show(self, _change: object = None) -> None:
        row = self._pieces.loc[self.piece]
        assert isinstance(row, pd.Series)  # pieces are unique
        parcel = self._case.parcels.set_index("parcel").loc[row["parcel"]]
        typed = row["code"] if isinstance(row["code"], str) else row["digits"]
        said = answer(self._register, typed_digits(str(typed)), self._case.as_of.date())
        below = typed_digits(str(row["digits"]))
        where = f"parcel {row['parcel']}, declared {parcel['declared']}"
        parts = [
            f"<p style='margin:0'><b>{escape(self.piece)}</b> of {escape(where)}.</p>",
            _codes(row),
            *(f"<p style='margin:2px 0'>{escape(line)}</p>" for line in str(said).split("\n")),
        ]
        if below.advice and below.advice not in str(said):
            parts.append(
                f"<p style='margin:2px 0'>Digits below the bars: {escape(below.advice)}</p>"
            )
        if said.record is not None:
            parts.append(self._compared(said.record, row))
        self._panel.value = _framed("".join(parts))

    def _compared(self, record: Record, row: "pd.Series[Any]") -> str:
        looked_at = self._case.pieces_seen
        of_piece = looked_at[looked_at["piece"] == self.piece]
        seen = dict(zip(of_piece["feature"], of_piece["seen"], strict=True))
        return _picture(record, seen, row) + _table(compare(record, seen))

    def _fallback(self) -> tuple[str, str]:
        return self.panel_html, f"{len(self._pieces)} pieces, {len(self._decided)} decided"


def _codes(row: "pd.Series[Any]") -> str:
    said = {"digits below the bars": row["digits"], "square code": row["code"],
            "batch in print": row["batch"], "to be used until": row["expires"]}  # fmt: skip
    shown = "; ".join(
        f"{name} <code>{escape(str(value))}</code>"
        for name, value in said.items()
        if isinstance(value, str)
    )
    return f"<p style='margin:2px 0;color:{MUTED}'>{shown}</p>"


def _picture(record: Record, seen: dict[str, str], row: "pd.Series[Any]") -> str:
    batch, expires = (row[name] if isinstance(row[name], str) else "" for name in
                      ("batch", "expires"))  # fmt: skip
    figure = side_by_side(record, seen, batch=batch, expires=expires)
    png = io.BytesIO()
    figure.savefig(png, format="png", dpi=80)
    plt.close(figure)
    encoded = b64encode(png.getvalue()).decode("ascii")
    words = escape(describe(record, seen))
    return f'<img alt="{words}" style="max-width:100%" src="data:image/png;base64,{encoded}">'


def _table(compared: pd.DataFrame) -> str:
    heads = ("look at", "on the table", "registered", "known fakes", "finding")
    head = "".join(f'<th scope="col" style="{_CELL}">{name}</th>' for name in heads)
    rows = []
    for row in compared.itertuples():
        differs = row.finding != AS_DESIGN
        cells = (row.look_at, row.seen_words, row.genuine_words, row.fake_words or "none known",
                 f"{'≠ ' if differs else '= '}{row.finding}")  # fmt: skip
        weight = "font-weight:bold" if differs else ""
        rows.append("<tr>" + "".join(f'<td style="{_CELL};{weight}">{escape(str(cell))}</td>'
                                     for cell in cells) + "</tr>")  # fmt: skip
    caption = '<caption style="text-align:left">Feature by feature</caption>'
    return (
        f'<table style="border-collapse:collapse">{caption}<thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _status(colour: str, mark: str, words: str) -> str:
    return (
        f'<p role="status" aria-live="polite" style="margin:4px 0;padding-left:8px;'
        f'border-left:4px solid {colour}">{mark}{escape(words)}</p>'
    )
