"""A shed and the minutes that there are: look, open, or leave, and see what it brought.

One list (arrow keys work), two buttons, every result in words.  What stays closed stays unknown
until the shed is closed; at work nobody would say it even then.
"""

from collections.abc import Callable
from functools import partial
from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import InspectionError
from aatulab.inspection.columns import need_columns
from aatulab.inspection.goods import kg_per_litre
from aatulab.inspection.goods.questions import NONE
from aatulab.inspection.goods.rates import IMAGE_MINUTES
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, ORANGE
from aatulab.widgets.shed_card import card, first_table

_framed = partial(framed, width_px=430)
DOM_CLASS = "aatu-shed-bench"
ORDERS = ("most a minute first", "likeliest first", "as they stand")


class ShedBench(LessonBox):
    """Units with their questions and minutes; what is spent on them, and what that brought.

    `shed` and `truth` are what `practice_shed` returns, `table` what `opening_table` returns.
    `unit` may be set; `spent`, `left`, `opened` and `finds` are what was done so far.
    """

    def __init__(
        self, shed: pd.DataFrame, table: pd.DataFrame, truth: pd.DataFrame, *, minutes: int = 240
    ) -> None:
        needed = ("group", "chance", "minutes", "per_hour")
        need_columns(table, "table", needed, "Pass what `opening_table` returns.")
        need_columns(
            truth, "truth", ("found", "fact", "shadow"), "Pass the truth of `practice_shed`."
        )
        self._density = kg_per_litre(shed)
        self._shed, self._table, self._truth = shed.set_index("unit"), table, truth
        self.minutes = minutes
        self._clear()
        wide = widgets.Layout(width="min(300px, 100%)")
        style = {"description_width": "initial"}
        self._order = widgets.Dropdown(
            options=ORDERS, description="Order:", layout=wide, style=style
        )
        self._list = widgets.Select(
            options=[], rows=14, description="Units:", layout=wide, style=style
        )
        self._look = widgets.Button(description=f"X-ray it ({IMAGE_MINUTES} minutes)")
        self._open = widgets.Button(description="Open it", button_style="primary")
        self._end = widgets.Button(description="Close the shed")
        self._again = widgets.Button(description="Begin again")
        self._panel = widgets.HTML(layout=widgets.Layout(width="min(450px, 100%)"))
        self._order.observe(self._sort, names="value")
        self._list.observe(self._show, names="value")
        for button, does in ((self._look, self.look), (self._open, self.open_it),
                             (self._end, self.close_shed), (self._again, self.again)):  # fmt: skip
            button.on_click(partial(self._pressed, does))
        buttons = [self._look, self._open, self._end, self._again]
        row = widgets.HBox([self._list, self._panel], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__(
            [self._order, row,
             widgets.HBox(buttons, layout=widgets.Layout(flex_flow="row wrap")), KeyKeeper()]
        )  # fmt: skip
        self.add_class(DOM_CLASS)
        self._sort()

    def _clear(self) -> None:
        self.spent = 0
        self._looked: list[str] = []
        self._opened: list[str] = []
        self._is_closed = False
        self._said = ""

    @property
    def unit(self) -> str:
        """Return the unit on the bench."""
        return str(self._list.value)

    @unit.setter
    def unit(self, name: str) -> None:
        if name not in self._shed.index:
            raise InspectionError(
                f"unit: found {name!r}, expected one of {self._shed.index[0]} to"
                f" {self._shed.index[-1]}."
            )
        self._list.value = name

    @property
    def left(self) -> int:
        """Return the minutes that are left."""
        return self.minutes - self.spent

    @property
    def opened(self) -> tuple[str, ...]:
        """Return what was opened, in order."""
        return tuple(self._opened)

    @property
    def finds(self) -> int:
        """Return how many openings found something."""
        return int(self._truth["found"].reindex(self._opened).sum())

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def look(self) -> None:
        """X-ray the unit; `InspectionError` says why not."""
        self._spend(IMAGE_MINUTES, self._looked, "looked at")
        is_dark = bool(self._truth["shadow"][self.unit])
        self._said = f"{self.unit}: the image {'leaves a place open' if is_dark else 'is clear'}."

    def open_it(self) -> None:
        """Open the unit; `InspectionError` says why not."""
        self._spend(self._opening_minutes(), self._opened, "opened")
        row = self._truth.loc[self.unit]
        mark = "▲ something to find" if row["found"] else "■ nothing to find"
        self._said = f"{self.unit}: {mark}: {row['fact']}."

    def close_shed(self) -> None:
        """Close the shed: what stayed behind is told."""
        self._is_closed = True
        self._said = "The shed is closed."

    def again(self) -> None:
        """Close all units again, and give all minutes back."""
        self._clear()

    def _opening_minutes(self) -> int:
        return int(self._table["minutes"][self.unit])

    def _spend(self, minutes: int, done: list[str], what: str) -> None:
        if self._is_closed:
            raise InspectionError("shed: it is closed. Begin again.")
        if self.unit in self._opened or self.unit in done:
            raise InspectionError(f"unit: {self.unit} was {what} already. Choose another.")
        if minutes > self.left:
            raise InspectionError(
                f"minutes: it takes {minutes}, and {self.left} are left. Choose a shorter one, or"
                " close the shed."
            )
        self.spent += minutes
        done.append(self.unit)

    def _pressed(self, does: Callable[[], None], _button: object = None) -> None:
        try:
            does()
        except InspectionError as error:
            self._said = str(error)
        self._sort()

    def _sort(self, _change: object = None) -> None:
        by = {ORDERS[0]: "per_hour", ORDERS[1]: "chance"}.get(str(self._order.value))
        table = self._table.sort_values(by, ascending=False, kind="stable") if by else self._table
        chosen = self._list.value
        names = [str(name) for name in table.index]
        self._list.options = [(self._label(name), name) for name in names]
        self._list.value = chosen if chosen in names else names[0]
        self._show()

    def _label(self, name: str) -> str:
        row = self._table.loc[name]
        done = "✔ " if name in self._opened else "◌ " if name in self._looked else ""
        kind = self._shed["kind"][name]
        return f"{done}{name} {kind}, {row['group']}, {row['minutes']:.0f} min"

    def _show(self, _change: object = None) -> None:
        if self._list.value is None:
            return
        self._open.description = f"Open it ({self._opening_minutes()} minutes)"
        self._panel.value = _framed(self._account() + self._card() + self._behind())

    def sentence(self) -> str:
        """Return in words what was spent, and what it brought."""
        hours = f", {60 * self.finds / self.spent:.1f} an hour" if self.finds else ""
        finds = "1 find" if self.finds == 1 else f"{self.finds} finds"
        return (
            f"{self.spent} of {self.minutes} minutes spent: {len(self._looked)} looked at,"
            f" {len(self._opened)} opened, {finds}{hours}."
        )

    def _account(self) -> str:
        said = f"<b>{escape(self._said)}</b> " if self._said else ""
        share = 100 * min(self.spent / self.minutes, 1)
        return (
            f'<p role="status" aria-live="polite" style="margin:0 0 4px">{said}'
            f"{escape(self.sentence())}</p>"
            f'<div aria-hidden="true" style="background:#EEF0F2;height:12px;margin:0 0 8px">'
            f'<div style="background:{BLUE};height:12px;width:{share:.0f}%"></div></div>'
        )

    def _card(self) -> str:
        row, plan = self._shed.loc[self.unit], self._table.loc[self.unit]
        assert isinstance(row, pd.Series)  # units are unique
        assert isinstance(plan, pd.Series)
        return card(self.unit, row, plan, float(self._density[self.unit]))

    def _behind(self) -> str:
        """Return what stayed in the shed, once it is closed."""
        if not self._is_closed:
            return ""
        rest = self._truth[self._truth["found"] & ~self._truth.index.isin(self._opened)]
        quiet = (self._table["group"].reindex(rest.index) == NONE).sum()
        words = (
            f"{len(rest)} with something to find stayed behind, {quiet} of them without any"
            " question. At work nobody tells you."
        )
        items = "".join(f"<li>{unit}: {escape(fact)}</li>" for unit, fact in rest["fact"].items())
        return (
            f'<div style="margin:8px 0 0;padding-left:8px;border-left:4px solid {ORANGE}">'
            f'{escape(words)}<ul style="margin:2px 0 0 18px;padding:0">{items}</ul></div>'
        )

    def _fallback(self) -> tuple[str, str]:
        return self.panel_html + _framed(first_table(self._table)), self.sentence()
