"""The home notebook's widget: the way so far, a button to look again, one to hand answers over.

Links stand in an output, which JupyterLab makes lead to notebooks; a plain HTML widget's would
leave the lab.  Without a kernel the same page stands there as a table.
"""

from html import escape
from pathlib import Path

import ipywidgets as widgets

from aatulab.authoring.card import Card
from aatulab.authoring.way.hand_over import FILE, hand_over_bytes
from aatulab.authoring.way.page import next_sentence, sentence, way_html
from aatulab.authoring.way.plan import Plan, read_plan
from aatulab.authoring.way.progress import Progress, read_progress
from aatulab.errors import ExerciseError
from aatulab.widgets.box import LessonBox
from aatulab.widgets.keys import KeyKeeper

DOM_CLASS = "aatu-way"
_HANDED = (
    "{} now lies beside this page. It holds your choices by lesson and question, and no name. Give"
    " it to your instructor, or delete it."
)


class MyWay(LessonBox):
    """How far the learner is whose workspace lies in `folder`."""

    def __init__(self, plan: Plan, folder: Path) -> None:
        self._plan, self._folder = plan, folder
        self._page = widgets.Output()
        self._says = widgets.HTML()
        again = _button("Look again", "Read once more what you have done")
        again.on_click(lambda _: self.look_again())
        hand = _button("Put my self-check answers into a file", f"Write {FILE} beside this page")
        hand.on_click(lambda _: self.hand_over())
        buttons = widgets.HBox([again, hand], layout=widgets.Layout(flex_flow="row wrap"))
        super().__init__([self._page, buttons, self._says, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self.look_again()

    @property
    def progress(self) -> Progress:
        """Return how far the learner is now."""
        return read_progress(self._plan, self._folder)

    @property
    def says(self) -> str:
        """Return what stands under the buttons now, as HTML."""
        return str(self._says.value)

    def look_again(self) -> None:
        """Read the workspace once more."""
        progress = self.progress
        data = {"text/html": way_html(progress), "text/plain": _plain(progress)}
        self._page.outputs = ({"output_type": "display_data", "data": data, "metadata": {}},)
        self._says.value = ""

    def hand_over(self) -> None:
        """Write the file that may be handed in, and say where it lies."""
        try:
            (self._folder / FILE).write_bytes(hand_over_bytes(self._plan, self._folder))
        except OSError as error:
            words = f"{FILE} could not be written: {error.strerror}. See that the disk is not full."
        else:
            words = _HANDED.format(FILE)
        self._says.value = f'<p role="status" style="margin:.4em 0">{escape(words)}</p>'

    def _fallback(self) -> tuple[str, str]:
        progress = self.progress
        return way_html(progress), _plain(progress)


def my_way(folder: Path | None = None) -> MyWay | Card:
    """Return the learner's way through the courses.

    Without a folder it looks in the notebook's own one: a notebook's only anchor.
    """
    here = folder or Path()
    try:
        return MyWay(read_plan(here), here)
    except ExerciseError as error:
        return Card("your way", "note", f"{str(error)[:1].upper()}{str(error)[1:]}")


def _plain(progress: Progress) -> str:
    return f"{sentence(progress)} {next_sentence(progress.next_step)}"


def _button(words: str, tooltip: str) -> widgets.Button:
    return widgets.Button(description=words, tooltip=tooltip, layout=widgets.Layout(width="auto"))
