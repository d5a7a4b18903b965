"""Read a sitting of X-ray images: drill, review, live queue or test, with feedback and scores.

Every answer is on the disk before its feedback is shown; running the cell again goes on where the
answers end, whatever happened to the kernel or the connection.  Drill and review explain each
image, a queue only those with an object and the false alarms, a test nothing before its end.
"""

from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from aatulab.errors import InspectionError
from aatulab.inspection.xray.imaging.image import take_image
from aatulab.inspection.xray.models.library import read_library
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.blocks import BLOCK_MINUTES, BREAK_MINUTES
from aatulab.inspection.xray.training.plan import KINDS, Plan
from aatulab.inspection.xray.training.review import begun, review_at
from aatulab.inspection.xray.training.scoring import Session
from aatulab.inspection.xray.training.sitting import Feedback, Sitting
from aatulab.inspection.xray.training.trials import Decision
from aatulab.widgets.xray.canvas import XrayCanvas
from aatulab.widgets.xray.pictures import picture_html
from aatulab.widgets.xray.words import scores_html, summary, tell

_WAYS = {
    "drill": "After each image you see what there was, lit up. Difficulty follows what you find.",
    "queue": "As at work, few bags hold something. You are told of what you miss and of what you "
    "stop for nothing.",
    "test": "You are told nothing before the end.",
    "review": "These bags hold what you have met before and should see again today, among others "
    "with nothing. After each image you see what there was, lit up.",
}


_EXAMPLE = (
    "A harmless bag as an example: the session itself is played in JupyterLab, with the kernel of "
    "this notebook running."
)
_HOW_IT_LOOKS = "Top and side view of a suitcase in the usual colours."


class XraySession(XrayCanvas):
    """A sitting; `scores` in `result`, answers in the file `keep`.

    `kind` is drill, queue, test or review; `images` its length (test and review have their own).
    `day` is today, as 2026-11-30.  A review takes what is due on that day by the files of `earlier`
    sessions; once begun it stays the same.  The same seed gives
    the same images.  `prevalence` is the share of bags with an object: 0.2 to 0.5 in a drill, 0.01
    to 0.03 in a queue.  Raises `InspectionError` for anything else, and for a file that holds the
    answers of another sitting.
    """

    def __init__(  # noqa: PLR0913 - one keyword for each thing that an instructor may choose
        self,
        kind: str,
        *,
        seed: int,
        keep: str | Path,
        images: int | None = None,
        prevalence: float | None = None,
        categories: Sequence[str] = (),
        day: str | None = None,
        earlier: Sequence[str | Path] = (),
    ) -> None:
        self._library = read_library()
        if kind == "review":
            files = [Path(file) for file in earlier]
            plan = review_at(Path(keep), files, seed, day, self._library)
        else:
            _refuse_earlier(kind, earlier)
            plan = begun(Plan(kind, seed, images, prevalence, tuple(categories), day), Path(keep))
        self._sitting = Sitting(plan, Path(keep), self._library)
        super().__init__(
            heading=f"{KINDS[kind]}: {self._sitting.images} X-ray images",
            instructions=self._instructions(),
            session=sha256(f"{Path(keep).name} {plan.to_json()}".encode()).hexdigest()[:16],
        )
        self._count()
        if self._sitting.number is None:
            self.go_on()

    @property
    def result(self) -> Session:
        """Return everything that was answered so far, to be scored."""
        return self._sitting.session()

    def decide(self, decision: Decision) -> None:
        """Keep a decision, then explain it or go on, as the kind of sitting asks."""
        sitting = self._sitting
        image = sitting.image
        feedback = sitting.decide(decision)
        self._count()
        if sitting.is_break_due:
            self._warn(
                f"You have read images for {BLOCK_MINUTES:g} minutes. Rest your eyes for "
                f"{BREAK_MINUTES:g} minutes; every answer is kept."
            )
        if not self._explains(feedback):
            self.go_on()
            return
        last = sitting.number is None
        told = tell(feedback, self._library)
        self._tell(image, told, go_on="See the scores" if last else "Next image")

    def go_on(self) -> None:
        """Show the next image, or the scores when there is none."""
        sitting = self._sitting
        if sitting.number is not None:
            self._show(sitting.image, sitting.number, self._heading())
            return
        with self.hold_sync():
            self.feedback, self.picture = {}, {}
            self.scores = self._scores()
            self.heading = f"{KINDS[sitting.plan.kind]}: the scores"
            self.stage = "end"

    def static_html(self) -> str:
        """Return the image or the scores without a widget; never the truth before the decision."""
        words = f"<p>{escape(self.plain_text())}</p>"
        if self.stage == "ready":
            return words + _example()
        if self.stage == "end":
            return words + self._scores()
        if self.stage == "show":
            alt = f"{self._heading()}: top and side view of a bag in the usual colours."
            return words + picture_html(self._sitting.image, alt)
        return words

    def plain_text(self) -> str:
        """Return where the sitting stands."""
        kind = KINDS[self._sitting.plan.kind]
        return f"{kind} of {self._sitting.images} X-ray images: {summary(self.result)}"

    def _explains(self, feedback: Feedback) -> bool:
        kind = self._sitting.plan.kind
        return kind in {"drill", "review"} or (
            kind == "queue" and feedback.outcome.kind != "correct rejection"
        )

    def _heading(self) -> str:
        number = (self._sitting.number or 0) + 1
        return f"{KINDS[self._sitting.plan.kind]}: image {number} of {self._sitting.images}"

    def _instructions(self) -> str:
        sitting = self._sitting
        words = f"{_WAYS[sitting.plan.kind]} Mark what you would search, or clear the bag. "
        if sitting.plan.kind == "review":
            words += f"{len(sitting.plan.objects)} objects were due on {sitting.plan.day}. "
        if sitting.resumed:
            words += f"Your {sitting.resumed} answers so far were kept; you go on after them. "
        return words + "Time counts from the moment when you see the image."

    def _count(self) -> None:
        self.kept = len(self._sitting.outcomes)
        self.progress = [self.kept, self._sitting.images]

    def _scores(self) -> str:
        return scores_html(self.result, self._sitting.decisions, self._library)


@cache
def _example() -> str:
    """Return a bag of no session, for pages on which nothing can be played."""
    bag = picture_html(take_image(Order(bag="suitcase"), 102), f"{_EXAMPLE} {_HOW_IT_LOOKS}")
    return f"<figure style='margin:0'>{bag}<figcaption>{_EXAMPLE}</figcaption></figure>"


def _refuse_earlier(kind: str, earlier: Sequence[str | Path]) -> None:
    if earlier:
        raise InspectionError(
            f"session: earlier: found {len(earlier)} files for a {kind}, expected them for a review"
            " only."
        )
