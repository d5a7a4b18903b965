"""A thousand bookings, one mark each: guess first, then see what a signal is worth.

Three sliders say how many carry something and whom the signal points to; a fourth takes the
reader's guess, and the picture stays covered until it is given.  Where no widget can run, the
picture stands open.  Used by the first lesson on targeting.
"""

import ipywidgets as widgets

from aatulab.targeting import Confusion, OfficerTime, expected_outcome
from aatulab.widgets.box import LessonBox
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.slider import LabelledSlider
from aatulab.widgets.thousand_picture import covered, uncovered

DOM_CLASS = "aatu-thousand"
PEOPLE = 1000
_LABELS = "20em"


class ThousandBench(LessonBox):
    """How many of a thousand carry something, whom a signal points to, and what it is worth.

    Shares are from 0 to 1 and stand in the sliders as whole people.  With `guess_first` the
    picture is covered until a guess is given; `guess` is then read as hits in 100 checks.
    """

    def __init__(
        self,
        base_rate: float,
        found_share: float,
        false_share: float,
        time: OfficerTime,
        *,
        guess_first: bool = False,
    ) -> None:
        expected_outcome(base_rate, found_share, false_share)  # says which share is none
        self._time, self._is_open = time, not guess_first
        self._carriers = _slider(base_rate * PEOPLE, 500, "Of 1,000 bookings … carry something:")
        self._found = _slider(found_share * 100, 100, "The signal is on … of 100 who do:")
        self._false = _slider(false_share * 100, 100, "… and on … of 100 who do not:")
        self._guess = _slider(50, 100, "My guess: … hits in 100 checks:")
        self._show_me = widgets.Button(
            description="That is my guess: show me", layout=widgets.Layout(width="auto")
        )
        self._panel = widgets.HTML()
        self._show_me.on_click(lambda _: self.reveal())
        for slider in (self._carriers, self._found, self._false):
            slider.observe(self._show, names="value")
        first = [self._guess, self._show_me] if guess_first else []
        self._controls = widgets.VBox([self._carriers, self._found, self._false])
        super().__init__([*first, self._controls, self._panel, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    @property
    def outcome(self) -> Confusion:
        """Return what checking everybody with the signal does to the thousand."""
        return expected_outcome(
            self._carriers.value / PEOPLE, self._found.value / 100, self._false.value / 100
        )

    @property
    def guess(self) -> int | None:
        """Return the guess, or None until it is given."""
        return int(self._guess.value) if self._show_me in self.children and self._is_open else None

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def reveal(self, guess: int | None = None) -> None:
        """Give the guess, if it is passed here, and uncover the picture."""
        if guess is not None:
            self._guess.value = guess
        self._is_open = True
        self._show_me.disabled = True
        self._show()

    def set(self, *, carriers: int | None = None, found: int | None = None,
            false: int | None = None) -> None:  # fmt: skip
        """Move sliders as hands would: people of 1,000, and of 100."""
        for slider, value in (
            (self._carriers, carriers),
            (self._found, found),
            (self._false, false),
        ):
            if value is not None:
                slider.value = value

    def _show(self, _change: object = None) -> None:
        self._controls.layout.display = "" if self._is_open else "none"
        self._panel.value = (
            uncovered(self.outcome, self._time, self.guess)
            if self._is_open
            else covered(self._carriers.value, self._found.value, self._false.value)
        )

    def _fallback(self) -> tuple[str, str]:
        outcome = self.outcome
        html = uncovered(outcome, self._time, self.guess)
        return html, f"{outcome.hits} hits in {outcome.stopped} checks of {PEOPLE:,} bookings"


def _slider(value: float, most: int, words: str) -> LabelledSlider:
    return LabelledSlider(
        value=round(value),
        min=0,
        max=most,
        description=words,
        tooltip=f"{words.replace('…', 'how many')} Arrow keys move it by one.",
        label_width=_LABELS,
        layout=widgets.Layout(width="min(680px, 100%)"),
    )
