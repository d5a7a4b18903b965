"""Walk through a message segment by segment: the text at the left, its meaning at the right.

A list to choose from (arrow keys work) and two buttons; without a kernel the first segments stand
in a table.  Every number of the message stays as it was sent.
"""

from html import escape

import ipywidgets as widgets

from aatulab.codes.messages.edifact import Separators, read_segments, write_segments
from aatulab.codes.messages.received import kind_of
from aatulab.codes.messages.segment import Segment
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, MUTED
from aatulab.widgets.segment_words import words_for

DOM_CLASS = "aatu-segments"
MOST_LISTED, MOST_STATIC = 150, 30


class SegmentReader(LessonBox):
    """A PAXLST or PNRGOV message to walk through; `place` counts the chosen segment from 1."""

    def __init__(self, text: str, place: int = 1) -> None:
        self._kind = kind_of(text)
        self._separators, segments = read_segments(text)
        self._all, self._segments = len(segments), segments[:MOST_LISTED]
        self._list = widgets.Select(
            description="Segments:",
            options=[
                (f"{each.number:>3}  {written(each, self._separators)}", number)
                for number, each in enumerate(self._segments)
            ],
            index=min(place, len(self._segments)) - 1,
            rows=14,
            layout=widgets.Layout(width="min(470px, 100%)"),
        )
        self._list.add_class("aatu-segments-list")
        self._panel = widgets.HTML(layout=widgets.Layout(width="min(460px, 100%)"))
        self._list.observe(self._show, names="index")
        buttons = widgets.HBox(
            [self._button("◀ Back", -1), self._button("Next ▶", +1)],
        )
        row = widgets.HBox(
            [self._list, widgets.VBox([buttons, self._panel])],
            layout=widgets.Layout(flex_flow="row wrap"),
        )
        style = widgets.HTML("<style>.aatu-segments-list select{font-family:monospace}</style>")
        super().__init__([style, row, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def place(self) -> int:
        """Return which segment is shown, counted from 1."""
        return int(self._list.index) + 1

    @place.setter
    def place(self, value: int) -> None:
        self._list.index = min(max(value, 1), len(self._segments)) - 1

    @property
    def panel_html(self) -> str:
        """Return what is said about the segment that is shown."""
        return str(self._panel.value)

    def static_html(self) -> str:
        """Return the first segments with their meaning as a table."""
        rows = "".join(
            f'<tr><td style="font-family:monospace;padding:1px 8px">'
            f"{escape(written(each, self._separators))}</td><td>{escape(self._words(each)[0])}"
            "</td></tr>"
            for each in self._segments[:MOST_STATIC]
        )
        head = f"The first {min(MOST_STATIC, self._all)} of {self._all:,} segments ({self._kind})"
        return framed(f"<table><caption>{head}</caption><tbody>{rows}</tbody></table>")

    def _words(self, segment: Segment) -> tuple[str, str]:
        return words_for(segment, self._kind)

    def _button(self, text: str, step: int) -> widgets.Button:
        button = widgets.Button(description=text, layout=widgets.Layout(width="auto"))
        button.on_click(lambda _: setattr(self, "place", self.place + step))
        return button

    def _show(self, _change: object = None) -> None:
        segment = self._segments[self.place - 1]
        self._panel.value = panel(segment, self._words(segment), self._separators, self._all)

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), f"{self._kind}, {self._all:,} segments"


def panel(segment: Segment, words: tuple[str, str], separators: Separators, count: int) -> str:
    """Return the meaning of one segment, and its parts one by one."""
    title, sentence = words
    parts = "".join(
        f'<tr><td style="color:{MUTED};padding:1px 10px 1px 0">{place}</td>'
        f'<td style="font-family:monospace">{escape(part)}</td></tr>'
        for place, part in _parts(segment)
    )
    return framed(
        f'<p style="margin:0;color:{MUTED}">Segment {segment.number} of {count:,}</p>'
        f'<p style="margin:2px 0;font-family:monospace;overflow-wrap:anywhere">'
        f"{escape(written(segment, separators))}</p>"
        f'<p role="status" aria-live="polite" style="margin:6px 0"><b style="color:{BLUE}">'
        f"{escape(segment.tag)}: {escape(title)}.</b> {escape(sentence)}</p>"
        f'<table style="border-collapse:collapse">{parts}</table>'
    )


def written(segment: Segment, separators: Separators) -> str:
    """Return a segment as it was sent."""
    return write_segments([segment], separators).strip()


def _parts(segment: Segment) -> list[tuple[str, str]]:
    return [
        (f"{element}.{component}" if len(components) > 1 else f"{element}", part)
        for element, components in enumerate(segment.elements, start=1)
        for component, part in enumerate(components, start=1)
        if part
    ]
