"""Show in a notebook how far grading is, and how long it will take.

For an instructor who grades from a notebook: give the widget to `Desk.grade` as its `progress`.
Without a kernel the last state stands there as a sentence and a bar, so nothing is blank.
"""

import time
from collections.abc import Callable
from html import escape

import ipywidgets as widgets

from aatulab.widgets.box import LessonBox

DOM_CLASS = "aatu-progress"
BAR = "#0b6e99"


class GradingProgress(LessonBox):
    """A bar, a count and the time left; call it with what is done and the total.

    >>> progress = GradingProgress(clock=iter([0.0, 30.0]).__next__)
    >>> progress(0, 60); progress(20, 60)
    >>> progress.sentence
    '20 of 60 graded; about 1 minute left.'
    """

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._start: tuple[float, int] | None = None
        self._bar = widgets.IntProgress(
            value=0,
            min=0,
            max=1,
            description="Grading",
            bar_style="info",
            layout=widgets.Layout(width="min(560px, 100%)"),
        )
        self._text = widgets.HTML()
        super().__init__([self._bar, self._text])
        self.add_class(DOM_CLASS)
        self.sentence = ""
        self._say("Nothing is graded yet.")

    def __call__(self, done: int, total: int) -> None:
        """Show how far it is."""
        now = self._clock()
        if self._start is None:
            self._start = (now, done)  # what needed no run says nothing about the rest
        self._bar.max, self._bar.value = max(total, 1), done
        if done >= total:
            self._bar.bar_style = "success"
            self._say(f"All {total:,} are graded.")
        else:
            self._say(f"{done:,} of {total:,} graded{self._time_left(now, done, total)}.")

    def static_html(self) -> str:
        """Return the present state without a widget."""
        share = 100 * self._bar.value / self._bar.max
        return (
            f'<div role="img" aria-label="{escape(self.sentence)}" style="max-width:560px;'
            f'background:#EEF0F2;height:10px"><div style="width:{share:.1f}%;height:10px;'
            f'background:{BAR}"></div></div><p>{escape(self.sentence)}</p>'
        )

    def _time_left(self, now: float, done: int, total: int) -> str:
        assert self._start is not None
        since_s, before = now - self._start[0], self._start[1]
        if done <= before or since_s <= 0:
            return ""
        return f"; about {say_seconds((total - done) * since_s / (done - before))} left"

    def _say(self, sentence: str) -> None:
        self.sentence = sentence
        self._text.value = f'<p role="status" aria-live="polite">{escape(sentence)}</p>'

    def _fallback(self) -> tuple[str, str]:
        return self.static_html(), self.sentence


def say_seconds(seconds: float) -> str:
    """Return a duration as people say it.

    >>> say_seconds(8), say_seconds(61), say_seconds(5400)
    ('8 seconds', '1 minute', '1.5 hours')
    """
    if seconds < 60:
        return f"{max(1, round(seconds))} second{'s' if round(seconds) > 1 else ''}"
    if seconds < 3600:
        minutes = round(seconds / 60)
        return f"{minutes} minute{'s' if minutes > 1 else ''}"
    return f"{seconds / 3600:.1f} hours"
