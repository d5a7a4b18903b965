"""May I take this step?  The ladder, how far one has come, and what the next step needs."""

from html import escape

import ipywidgets as widgets

from aatulab.inspection.search import LADDER, may_take
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper
from aatulab.widgets.picture import BLUE, INK, MUTED, ORANGE, PALE

DOM_CLASS = "aatu-search-ladder"
_TWO = {"medical": "two of the medical staff"}
NAMES = tuple(step.name for step in LADDER)


class SearchLadder(LessonBox):
    """How far one has come, the step that one wants to take, and what is there for it.

    `done` and `step` are names of rungs; `missing` says what is missing for the step.
    """

    def __init__(self, done: str = "question", step: str = "paper") -> None:
        style, wide = {"description_width": "initial"}, widgets.Layout(width="min(420px, 100%)")
        self._done = widgets.Dropdown(
            options=NAMES, value=done, description="Done so far, up to:", layout=wide, style=style
        )
        self._step = widgets.Dropdown(
            options=NAMES, value=step, description="Now I want to take:", layout=wide, style=style
        )
        self._ground = widgets.Text(
            description="Ground:", placeholder="a fact about this journey", layout=wide, style=style
        )
        self._approved = widgets.Dropdown(
            options=[("nobody", ""), "supervisor", "judge"], description="Approved by:",
            layout=wide, style=style,
        )  # fmt: skip
        self._two = widgets.Checkbox(
            description="a second person is present", indent=False, layout=wide
        )
        self._panel = widgets.HTML()
        controls = [self._done, self._step, self._ground, self._approved, self._two]
        for control in controls:
            control.observe(self._show, names="value")
        super().__init__([*controls, self._panel, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._show()

    def ask(self, **values: object) -> None:
        """Set `done`, `step`, `ground`, `approved` or `two` as hands would."""
        for name, value in values.items():
            getattr(self, f"_{name}").value = value

    @property
    def missing(self) -> list[str]:
        """Return what is missing for the step."""
        return may_take(
            str(self._step.value),
            NAMES[: NAMES.index(str(self._done.value)) + 1],
            ground=str(self._ground.value),
            approved_by=str(self._approved.value),
            is_two=bool(self._two.value),
        )

    @property
    def panel_html(self) -> str:
        """Return what the panel shows now."""
        return str(self._panel.value)

    def _show(self, _change: object = None) -> None:
        self._panel.value = panel(str(self._done.value), str(self._step.value), self.missing)

    def _fallback(self) -> tuple[str, str]:
        return self.panel_html, "; ".join(self.missing) or "the step may be taken"


def panel(done: str, step: str, missing: list[str]) -> str:
    """Return the ladder, highest rung on top, and what the step still needs."""
    rows = "".join(_rung(height, done, step) for height in reversed(range(len(LADDER))))
    colour = ORANGE if missing else BLUE
    verdict = "✘ Not yet: " + "; ".join(missing) if missing else "✔ It may be taken. Write it down."
    heads = "".join(
        f'<th scope="col" style="text-align:left;padding:2px 10px 2px 0">{head}</th>'
        for head in ("", "step", "minutes", "needs")
    )
    return framed(
        '<table style="border-collapse:collapse">'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
        f'<p role="status" aria-live="polite" style="margin:8px 0 0;padding-left:8px;'
        f'border-left:4px solid {colour}"><b>{escape(verdict)}</b></p>',
        width_px=640,
    )


def _rung(height: int, done: str, step: str) -> str:
    rung = LADDER[height]
    mark = "✔" if height <= NAMES.index(done) else ""
    mark = "▶" if rung.name == step else mark
    needs = [
        *(["a written ground"] if rung.needs_ground else []),
        *([f"the {rung.approval}"] if rung.approval else []),
        *([_TWO.get(rung.name, "two officers")] if rung.needs_two else []),
    ]
    cells = (mark, f"{rung.name}: {rung.title}", f"{rung.minutes}", ", ".join(needs) or "nothing")
    style = f"padding:2px 10px 2px 0;border-top:1px solid {PALE}"
    colour = INK if rung.name == step else MUTED
    return "<tr>" + "".join(
        f'<td style="{style};color:{colour}">{escape(cell)}</td>' for cell in cells
    ) + "</tr>"  # fmt: skip
