"""Judge pairs of records by eye, then hold your verdicts and a threshold against the truth.

A list, three buttons and a slider, all by keyboard.  The truth about a pair is shown when it has
been judged, and not before; "I cannot tell" is a verdict.  Without a kernel the pairs stand in a
table with their reasons and bits.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

import ipywidgets as widgets
import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns
from aatulab.research.entities import PairCounts, counts_at
from aatulab.research.entities.blocks import COLUMNS
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED, ORANGE
from aatulab.widgets.slider import LabelledSlider

DOM_CLASS = "aatu-pair-judge"
SAME, TWO, OPEN = "one person", "two people", "cannot tell"
VERDICTS = (SAME, TWO, OPEN)
_SHOWN = ("source", "surname", "given_names", "birth_date", "phone", "written_in", "address")
_CELL = "text-align:left;vertical-align:top;padding:3px 10px;border-top:1px solid #ddd"


@dataclass(frozen=True)
class _Pair:
    a: str
    b: str
    reasons: str
    bits: float
    truth: str


class PairJudge(LessonBox):
    """Pairs to judge; `levels` is what `compare_pairs` returned, `bits` and `same` go with it.

    `judge` presses a button, `verdicts` holds what was said so far, `counts` what the threshold
    does to the pairs that were judged.
    """

    def __init__(
        self,
        records: pd.DataFrame,
        levels: pd.DataFrame,
        bits: "pd.Series[float]",
        same: "pd.Series[bool]",
        *,
        threshold: int = 3,
    ) -> None:
        need_columns(records, "records", COLUMNS, "Pass the register, such as `drill.records`.")
        need_columns(levels, "levels", ("a", "b", "reasons"), "Pass what `compare_pairs` returned.")
        if levels.empty or not levels.index.equals(bits.index) & levels.index.equals(same.index):
            raise ResearchError(
                "levels, bits, same: expected one row a pair in each, under the same index, and one"
                f" pair at least; found {len(levels)}, {len(bits)} and {len(same)} rows."
            )
        shown = records.fillna("–").set_index("record")[list(_SHOWN)].astype(str)
        self._records = {str(name): dict(row) for name, row in shown.to_dict("index").items()}
        columns = (levels[name].astype(str).tolist() for name in ("a", "b", "reasons"))
        self._pairs = [
            _Pair(a, b, reasons, float(bit), SAME if is_same else TWO)
            for a, b, reasons, bit, is_same in zip(*columns, bits, same, strict=True)
        ]
        self._said: dict[int, str] = {}
        low, high = int(bits.min()) - 1, int(bits.max()) + 1
        self._pair = widgets.Dropdown(
            options=[], description="Pair:", layout=widgets.Layout(width="min(460px, 100%)")
        )
        self._buttons = [_button(verdict) for verdict in VERDICTS]
        self._slider = LabelledSlider(
            value=threshold, min=low, max=high, description="Merge from … bits on:",
            label_width="160px", layout=widgets.Layout(width="min(460px, 100%)"),
        )  # fmt: skip
        self._records_html, self._panel = widgets.HTML(), widgets.HTML()
        for button in self._buttons:
            button.on_click(lambda pressed: self.judge(pressed.description))
        self._pair.observe(self._show, names="value")
        self._slider.observe(self._show, names="value")
        super().__init__(
            [self._pair, self._records_html, widgets.HBox(self._buttons), self._slider,
             self._panel, KeyKeeper()]
        )  # fmt: skip
        self.add_class(DOM_CLASS)
        self._name_pairs()
        self._show()

    @property
    def pair(self) -> int:
        """Return the number of the pair that is looked at, from 0."""
        return int(self._pair.value)

    @pair.setter
    def pair(self, value: int) -> None:
        self._pair.value = value

    @property
    def verdicts(self) -> dict[int, str]:
        """Return what was said, by the number of the pair."""
        return dict(self._said)

    @property
    def counts(self) -> PairCounts:
        """Return the four counts of the threshold on the pairs that were judged."""
        judged = [self._pairs[number] for number in self._said]
        return counts_at(
            pd.Series([pair.bits for pair in judged], dtype=float),
            pd.Series([pair.truth == SAME for pair in judged], dtype=bool),
            self._slider.value,
        )

    def judge(self, verdict: str) -> None:
        """Say what the pair is, as a press of a button does, and go on to the next one."""
        if verdict not in VERDICTS:
            raise ResearchError(
                f"verdict: found {verdict!r}, expected one of {', '.join(VERDICTS)}."
            )
        self._said[self.pair] = verdict
        left = [number for number in range(len(self._pairs)) if number not in self._said]
        last = self.pair
        self._name_pairs()
        self._pair.value = left[0] if left else last
        self._show()

    @property
    def panel_html(self) -> str:
        """Return what stands below the slider."""
        return str(self._panel.value)

    def static_html(self) -> str:
        """Return the pairs with reasons and bits as a table, without a widget."""
        rows = [
            (self._in_a_line(pair.a), self._in_a_line(pair.b), pair.reasons, f"{pair.bits:.1f}")
            for pair in self._pairs
        ]
        heads = ("one record", "the other", "reasons", "bits")
        return framed(_table("Are they one person?", heads, rows)) + self.panel_html

    def _name_pairs(self) -> None:
        chosen = self._pair.value
        many = len(self._pairs)
        self._pair.options = [
            (f"{number + 1} of {many}: {self._said.get(number, 'not judged yet')}", number)
            for number in range(many)
        ]
        self._pair.value = chosen or 0

    def _show(self, _change: object = None) -> None:
        if self._pair.value is None:  # while the list is filled anew
            return
        pair = self._pairs[self.pair]
        ours, theirs = self._records[pair.a], self._records[pair.b]
        rows = [(field.replace("_", " "), ours[field], theirs[field]) for field in _SHOWN]
        table = _table("Two records", ("", pair.a, pair.b), rows)
        self._records_html.value = framed(table)
        said = self._said.get(self.pair)
        told = "" if said is None else self._told(said)
        self._panel.value = framed(
            f'<p role="status" aria-live="polite" style="margin:0 0 6px">{escape(self._so_far())}'
            f"</p>{told}{self._matrix()}"
        )

    def _told(self, said: str) -> str:
        pair = self._pairs[self.pair]
        is_right = said == pair.truth
        sign = "✓" if is_right else "?" if said == OPEN else "✕"
        words = (
            f"{sign} You said: {said}. The drill knows: {pair.truth}. The measure gives "
            f"{pair.bits:.1f} bits: {pair.reasons}."
        )
        colour = BLUE if is_right or said == OPEN else ORANGE
        return (
            f'<p style="margin:0 0 6px;border-left:5px solid {colour};padding-left:8px">'
            f"{escape(words)}</p>"
        )

    def _so_far(self) -> str:
        if not self._said:
            return f"{len(self._pairs)} pairs to judge. The truth about each comes with your word."
        right = sum(self._pairs[number].truth == said for number, said in self._said.items())
        still = sum(said == OPEN for said in self._said.values())
        counts = self.counts
        return (
            f"{len(self._said)} of {len(self._pairs)} judged: you were right on {right}, left "
            f"{still} open, and wrong on {len(self._said) - right - still}. The measure, merging "
            f"from {counts.threshold:g} bits on: {counts.right + counts.apart} right, "
            f"{counts.false_merges} false merges, {counts.missed} missed."
        )

    def _matrix(self) -> str:
        if not self._said:
            return ""
        told = [(said, self._pairs[number].truth) for number, said in self._said.items()]
        rows = [
            (f"you: {said}", str(told.count((said, SAME))), str(told.count((said, TWO))))
            for said in VERDICTS
        ]
        counts = self.counts
        rows += [
            ("the measure: merged", str(counts.right), str(counts.false_merges)),
            ("the measure: apart", str(counts.missed), str(counts.apart)),
        ]
        return _table("Of the pairs that you judged", ("", SAME, TWO), rows)

    def _in_a_line(self, name: str) -> str:
        held = self._records[name]
        return f"{name}: " + ", ".join(held[field] for field in _SHOWN if held[field] != "–")

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), self._so_far()


def _button(verdict: str) -> widgets.Button:
    return widgets.Button(description=verdict, tooltip=f"These two records are: {verdict}")


def _table(caption: str, heads: Sequence[str], rows: Sequence[tuple[str, ...]]) -> str:
    head = "".join(f'<th scope="col" style="{_CELL}">{escape(each)}</th>' for each in heads)
    body = "".join(
        f'<tr><th scope="row" style="{_CELL};font-weight:500">{escape(first)}</th>'
        + "".join(f'<td style="{_CELL}">{escape(text)}</td>' for text in rest)
        + "</tr>"
        for first, *rest in rows
    )
    return (
        '<table style="border-collapse:collapse;font-size:13px;margin-top:4px">'
        f'<caption style="text-align:left;color:{MUTED}">{escape(caption)}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )
