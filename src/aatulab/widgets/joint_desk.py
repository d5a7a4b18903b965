"""A desk of the joint exercise in a notebook: let time pass, read what came, tell, act.

It works one role of a `Session`, alone and offline; partners play the others.  Time passes only
by its buttons.  What a role cannot do or may not know, the session says in words; the whole
exercise stays in `session`, to be scored and debriefed in the next cell.
"""

from collections.abc import Sequence
from threading import RLock
from typing import Any

import ipywidgets as widgets

from aatulab.errors import JointError
from aatulab.joint import Session
from aatulab.joint.services import ACTS, TALK
from aatulab.joint.typed import HELP, typed_decision
from aatulab.widgets import joint_panel as panel
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.keys import KeyKeeper

DOM_CLASS = "aatu-joint-desk"
_WIDE = {"width": "min(620px, 100%)"}
_STYLE = {"description_width": "150px"}
_TELL, _STEP, _DECIDE, _LINE = "tell", "step", "decide", "line"
_KINDS = (
    ("tell others what I know", _TELL),
    ("take a step with somebody or something", _STEP),
    ("decide: hold, release, protect, seize, arrest", _DECIDE),
    ("type a line, as at the terminal (look-up, verify …)", _LINE),
)
_WAITS = (1, 5, 15)


class JointDesk(LessonBox):
    """One role's desk; `wait`, `do` and `fill` with `send` press what hands would."""

    def __init__(self, session: Session, role: str) -> None:
        self.session, self.role = session, role
        self._lock = RLock()  # buttons may be answered beside a running cell
        self._seen, self._news = 0, list[str]()
        self._answer = "Read what you know. Then tell, act, or let time pass."
        wide = {"layout": widgets.Layout(**_WIDE), "style": _STYLE}
        others = [str(each) for each in session.play.roles if str(each) != role]
        self._panel = widgets.HTML()
        self._kind = widgets.Dropdown(options=_KINDS, description="I want to:", **wide)
        self._to = widgets.SelectMultiple(options=others, rows=6, description="To:", **wide)
        self._facts = widgets.SelectMultiple(options=[], rows=4, description="Facts:", **wide)
        self._whom = widgets.Dropdown(options=[], description="Whom or what:", **wide)
        self._step = widgets.Dropdown(options=[], description="Step:", **wide)
        self._apart = widgets.Checkbox(description="apart from everybody who came along", **wide)
        self._act = widgets.Dropdown(options=[], description="Decision:", **wide)
        self._text = widgets.Text(description="Text:", placeholder="may stay empty", **wide)
        self._ground = widgets.Text(description="Ground:", placeholder="why, in words", **wide)
        self._line = widgets.Text(description="Line:", placeholder="help", **wide)
        self._forms = {
            _TELL: [self._to, self._facts, self._text],
            _STEP: [self._whom, self._step, self._apart, self._ground],
            _DECIDE: [self._act, self._whom, self._facts, self._ground],
            _LINE: [self._line],
        }
        self._form = widgets.VBox()
        send = widgets.Button(description="Do it", tooltip="Send the decision; it is logged")
        send.on_click(lambda _: self.send())
        self._kind.observe(self._open, names="value")
        super().__init__([self._waits(), self._panel, self._kind, self._form, send, KeyKeeper()])
        self.add_class(DOM_CLASS)
        self._open()
        self._show()

    def wait(self, minutes: int) -> None:
        """Let minutes pass, and show what came."""
        with self._lock:
            self._news = []  # what came before was read
            self.session.advance(self.session.now_s + 60 * minutes)
            self._answer = f"{minutes} minutes later." if minutes > 1 else "One minute later."
            self._show()

    def do(self, decision: object) -> str:
        """Take a decision in plain JSON, as `aatulab.joint.decisions` says; return the answer."""
        with self._lock:
            self._answer = str(self.session.decide(self.role, decision)["says"])
            self._show()
            return self._answer

    def fill(self, kind: str, **values: Any) -> None:
        """Set the fields of a kind (tell, step, decide, line) as hands would."""
        self._kind.value = kind
        for name, value in values.items():
            getattr(self, f"_{name}").value = value

    def send(self) -> str:
        """Send what the fields say and return the answer."""
        if self._kind.value == _LINE:
            return self._typed(self._line.value.strip())
        return self.do(self._decision())

    @property
    def view(self) -> dict[str, Any]:
        """Return all that the role may know now, as plain JSON."""
        return self.session.view(self.role)

    @property
    def panel_html(self) -> str:
        """Return what is shown above the fields."""
        return str(self._panel.value)

    def _waits(self) -> widgets.HBox:
        buttons = []
        for minutes in _WAITS:
            button = widgets.Button(
                description=f"{minutes} min on", tooltip=f"Let {minutes} min pass"
            )
            button.on_click(lambda _, minutes=minutes: self.wait(minutes))
            buttons.append(button)
        return widgets.HBox(buttons)

    def _decision(self) -> dict[str, object]:
        facts, ground = list(self._facts.value), str(self._ground.value)
        if self._kind.value == _TELL:
            return {"do": "message", "to": list(self._to.value), "facts": facts,
                    "text": str(self._text.value), "urgent": True}  # fmt: skip
        if self._kind.value == _STEP:
            step = self._step.value
            return {"do": "check", "subject": self._whom.value, "step": step, "ground": ground,
                    "apart": bool(self._apart.value and step == TALK)}  # fmt: skip
        return {"do": self._act.value, "subject": self._whom.value, "facts": facts,
                "ground": ground}  # fmt: skip

    def _typed(self, line: str) -> str:
        if line in {"", "help"}:
            self._says(HELP)
        else:
            try:
                return self.do(typed_decision(line))
            except JointError as error:
                self._says(str(error))
        return self._answer

    def _says(self, words: str) -> None:
        self._answer = words
        self._show()

    def _open(self, _change: object = None) -> None:
        """Show the fields of the chosen kind."""
        self._form.children = self._forms[str(self._kind.value)]

    def _show(self) -> None:
        view = self.view
        fresh = self.session.events(self._seen, self.role)
        self._seen = len(self.session.log)
        begins = self.session.play.moment(0)
        self._news += panel.news_lines(fresh, begins)
        airports = self.session.scenario.airports
        self._panel.value = framed(
            f'<div style="overflow-x:auto">'
            f"{panel.desk_html(view, self._answer, self._news, airports)}</div>",
            width_px=900,
        )
        powers = view["powers"]
        here = [ref for ref, each in view["subjects"].items() if "phase" in each]
        _offer(self._facts, [fact["id"] for fact in view["facts"]])
        _offer(self._whom, here)
        _offer(self._step, list(dict.fromkeys([*powers["persons"], *powers["goods"]])))
        _offer(self._act, [act for act in ACTS if act in powers["acts"]])

    def _fallback(self) -> tuple[str, str]:
        return self.panel_html, f"{self.role}: {self._answer}"


def _offer(control: widgets.Widget, options: Sequence[str]) -> None:
    """Renew the choices of a list and keep what was chosen."""
    if list(control.options) == list(options):
        return
    chosen = control.value
    control.options = list(options)
    if isinstance(chosen, tuple):
        control.value = tuple(each for each in chosen if each in options)
    elif chosen in options:
        control.value = chosen
    elif options:
        control.value = options[0]
