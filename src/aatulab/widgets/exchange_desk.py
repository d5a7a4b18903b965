"""A desk at the exchange in a notebook: read what came, acknowledge it, write a notice, watch.

It works a logged-in `Session` of the Python client, so keys and clear text stay in the kernel.
With the server at hand new messages come by themselves; without it they are fetched when one asks.
Without a kernel messages, the one that was read and the watch log stand in tables.
"""

from collections.abc import Callable
from datetime import timedelta
from functools import wraps
from typing import Any, Literal, TypeVar, cast

import ipywidgets as widgets

from aatulab.exchange.client import Session
from aatulab.exchange.client.inbox import Letter, Seen
from aatulab.exchange.client.mail import Item
from aatulab.exchange.client.pinned import Server
from aatulab.exchange.client.sealing import File
from aatulab.exchange.notices import KINDS, subject_of, templates
from aatulab.exchange.refusal import RefusedError
from aatulab.widgets import exchange_panel as panel
from aatulab.widgets.box import LessonBox, framed
from aatulab.widgets.exchange_form import NoticeForm
from aatulab.widgets.exchange_live import LiveNews
from aatulab.widgets.keys import KeyKeeper

DOM_CLASS = "aatu-exchange-desk"
TRAINING = "For training, not for live operations."
_WIDE = {"width": "min(640px, 100%)"}
_STYLE = {"description_width": "230px"}
_MINUTES = (("no deadline", 0), ("15 minutes", 15), ("30 minutes", 30), ("1 hour", 60))
Lang = Literal["en", "fr"]
Act = TypeVar("Act", bound=Callable[..., Any])


def _in_turn(act: Act) -> Act:
    """Let hands and live news, which come from two threads, act one after the other."""

    @wraps(act)
    def acted(desk: "ExchangeDesk", *given: Any, **named: Any) -> Any:
        with desk.session.turn:
            return act(desk, *given, **named)

    return cast("Act", acted)


class ExchangeDesk(LessonBox):
    """A session with a face; `read`, `acknowledge`, `fill` and `post` press what hands would.

    With the `server` (as `pinned` gives it) news come by themselves until the desk is closed.
    """

    def __init__(
        self, session: Session, server: Server | None = None, *, lang: Lang = "en"
    ) -> None:
        self.session = session
        self.live: LiveNews | None = None
        self.letter: Letter | None = None
        self._answers: Letter | None = None
        wide = widgets.Layout(**_WIDE)
        self._circles = session.groups()
        names = [(circle.name, circle.group) for circle in self._circles]
        self._group = _drop(names, "Group:")
        self._lang = _drop([("English", "en"), ("Français", "fr")], "Templates in:")
        self._lang.value = lang
        self._list = widgets.Select(options=[], description="Messages:", rows=6, layout=wide,
                                    style=_STYLE)  # fmt: skip
        self._panel, self._watch, self._status = widgets.HTML(), widgets.HTML(), widgets.HTML()
        self._action = widgets.Text(description="What was done:", layout=wide, style=_STYLE)
        self._ack = _button("Acknowledge", "Say that your unit has read it", self.acknowledge)
        self._act = _button("Report action", "Say what was done about it", self._report)
        reply = _button("Reply", "Answer the message that is open", self.reply)
        news = _button("Look for news", "Send what waits and fetch what is new", self.refresh)
        self._reading = widgets.VBox([self._action, widgets.HBox([self._ack, self._act, reply])])
        for control in (self._group, self._lang):
            control.observe(self._redraw, names="value")
        self._list.observe(self._chosen, names="value")
        super().__init__([
            self._status, self._group, self._lang, self._list, news, self._panel, self._reading,
            self._watch, self._writing(), KeyKeeper(),
        ])  # fmt: skip
        self.add_class(DOM_CLASS)
        self.refresh()
        if server is not None:
            self.live = LiveNews(session, server, self._came, self._line_says)
            self.live.begin()

    def close(self) -> None:
        """Listen no more, then go as every widget does."""
        if self.live is not None:
            self.live.end()
        super().close()

    # ---- reading -------------------------------------------------------------------------------

    @_in_turn
    def refresh(self) -> None:
        """Send what waits and fetch what is new."""
        before = set(self.session.inbox.letters)
        if self._did(self._fetch):
            fresh = [one for one in self.session.inbox.letters.values() if one.id not in before]
            news = [subject_of(o.notice) for o in fresh if o.header.sender != self.session.account]
            self._says(f"New: {'; '.join(news)}." if news else f"Nothing new. {TRAINING}")
        self._redraw()

    def _fetch(self) -> None:
        self.session.sync()
        self._renew_groups()

    def _renew_groups(self) -> None:
        self._circles = self.session.groups()
        names = tuple((circle.name, circle.group) for circle in self._circles)
        if names != self._group.options:
            chosen = self._group.value
            self._group.options = names
            self._group.value = chosen if chosen in dict(names).values() else self._group.value

    @_in_turn
    def _came(self, item: Item) -> None:
        """Show what has come by itself."""
        if isinstance(item, Letter) and item.header.sender != self.session.account:
            self._says(f"New: {subject_of(item.notice)}.")
            if all(item.header.group != circle.group for circle in self._circles):
                self._did(self._renew_groups)
        elif isinstance(item, Seen) and self._is_mine(item.message):
            self._says(f"{item.unit} {'acted on' if item.text else 'has read'} your notice.")
        self._redraw()

    def _is_mine(self, message: str) -> bool:
        letter = self.session.inbox.letters.get(message)
        return letter is not None and letter.header.sender == self.session.account

    @_in_turn
    def _line_says(self, sentence: str) -> None:
        self._says(sentence)

    @_in_turn
    def read(self, message: str) -> None:
        """Read a message; where no deadline runs, to open it is to say that it was read."""
        self.letter = self.session.inbox.letters[message]
        self._group.value = self.letter.header.group
        if self.letter.header.ack_by is None:
            self._answer()
        self._redraw()

    @_in_turn
    def acknowledge(self, action: str | None = None) -> None:
        """Say that the open message was read or, with words, what was done about it."""
        if self.letter is None:
            self._says("Choose a message first.")
        elif self.letter.header.sender == self.session.account:
            self._says("This is your own message; others acknowledge it.")
        elif self._answer(action):
            self._says("Acknowledged." if action is None else "Your report was sent.")
            self._redraw()

    @_in_turn
    def files(self) -> list[File]:
        """Return the attachments of the open message, opened and checked."""
        letter = self.letter
        if letter is None:
            return []
        return [self.session.mail.file(letter, one) for one in letter.attached]

    def _answer(self, action: str | None = None) -> bool:
        letter = self.letter
        assert letter is not None
        seen = self.session.inbox.receipts.get(letter.id, [])
        what = "read" if action is None else "action"
        mine = [o for o in seen if o.receipt.by == self.session.account and o.receipt.what == what]
        if mine or letter.header.sender == self.session.account:
            return True

        def answer() -> None:
            self.session.acknowledge(letter.id, action)
            self.session.sync()

        return self._did(answer)

    def _report(self) -> None:
        if not self._action.value.strip():
            self._says("What was done: write it in a few words.")
            return
        self.acknowledge(self._action.value.strip())
        self._action.value = ""

    def _chosen(self, change: dict[str, Any]) -> None:
        if change["new"] is not None and change["new"] != (self.letter and self.letter.id):
            self.read(change["new"])

    # ---- writing -------------------------------------------------------------------------------

    def _writing(self) -> widgets.VBox:
        known: Any = templates()
        kinds = [(known["kinds"][kind]["name"]["en"], kind) for kind in KINDS]
        self._kind = _drop(kinds, "Kind of notice:")
        self._urgency = _drop([(w["en"], key) for key, w in known["urgency"].items()], "Urgency:")
        self._within = _drop(_MINUTES, "Acknowledge within:")
        self._place, self._files = widgets.VBox(), widgets.FileUpload(
            description="Attach", multiple=True
        )  # fmt: skip
        self._kind.observe(self._new_form, names="value")
        self._lang.observe(self._new_form, names="value")
        self._new_form()
        send = _button("Send", "Sign, close and send the notice", self.post)
        head = widgets.HTML("<b>Write a notice</b>")
        parts = [head, self._kind, self._urgency, self._within, self._place, self._files, send]
        return widgets.VBox(parts, layout=widgets.Layout(margin="14px 0 0"))

    def _new_form(self, _change: object = None) -> None:
        self._form = NoticeForm(self._kind.value, self._lang.value)
        self._place.children = [self._form]

    @_in_turn
    def reply(self) -> None:
        """Begin an answer to the open message."""
        if self.letter is None:
            self._says("Choose a message first.")
            return
        self._answers = self.letter
        self._kind.value = "reply"
        self._form.fill(subject=subject_of(self.letter.notice)[:120])
        self._says(f"You are answering: {subject_of(self.letter.notice)}")

    def fill(
        self, kind: str, *, urgency: str = "routine", minutes: int = 0, **fields: object
    ) -> None:
        """Set the form as hands would; `minutes` is the deadline for acknowledging."""
        self._kind.value, self._urgency.value, self._within.value = kind, urgency, minutes
        self._form.fill(**fields)

    @_in_turn
    def post(self) -> str | None:
        """Send what the form says; return the message's id, or None if it says too little."""
        minutes = int(self._within.value)
        now = self.session.clock.now()
        sent: list[str] = []

        def hand_over() -> None:
            notice = self._form.notice()
            answers = self._answers if self._kind.value == "reply" else None
            sent.append(
                self.session.post(
                    self._group.value if answers is None else answers.header.group,
                    notice,
                    urgency=str(self._urgency.value),
                    ack_by=now + timedelta(minutes=minutes) if minutes else None,
                    in_reply_to=None if answers is None else answers.id,
                    lang=self._lang.value,
                    files=[_file(one) for one in self._files.value],
                )
            )

        if not self._did(hand_over):
            return None
        self._answers, self._files.value = None, ()
        self._new_form()
        waits = len(self.session.mail.outbox)
        self._did(self.session.sync)
        self._says("It waits for the line; look for news to send it." if waits else "Sent.")
        self._redraw()
        return sent[0]

    # ---- showing -------------------------------------------------------------------------------

    @property
    def panel_html(self) -> str:
        """Return what is shown of messages and watch log."""
        return f"{self._panel.value}{self._watch.value}"

    @property
    def says(self) -> str:
        """Return the last sentence of the desk."""
        return self._sentence

    _sentence = ""

    def _says(self, sentence: str) -> None:
        self._sentence = sentence
        self._status.value = framed(panel.status_html(sentence))

    def _did(self, task: Any) -> bool:
        """Do something that needs the line; a refusal is said, and nothing is lost."""
        try:
            task()
        except RefusedError as error:
            self._says(str(error))
            return False
        return True

    @_in_turn
    def _redraw(self, _change: object = None) -> None:
        inbox, now, me = self.session.inbox, self.session.clock.now(), self.session.account
        group = self._group.value
        letters = inbox.search(where=lambda one: one.header.group == group)
        lines = [
            (panel.list_line(one, is_new=self._is_new(one, me), now=now), one.id) for one in letters
        ]
        chosen = self.letter.id if self.letter and self.letter.header.group == group else None
        with self._list.hold_trait_notifications():
            self._list.options = lines
            self._list.value = chosen
        parts = [panel.refused_html(one for one in inbox.refused if one.group == group)]
        if self.letter is not None and chosen is not None:
            seen = inbox.receipts.get(self.letter.id, [])
            parts.append(panel.letter_html(self.letter, seen, self._lang.value, now))
        self._panel.value = _scrolled("".join(parts)) if any(parts) else ""
        self._watch.value = _scrolled(panel.watch_html(self.session.watch_log(), now))
        is_mine = self.letter is None or self.letter.header.sender == me
        self._ack.disabled = self._act.disabled = self._action.disabled = is_mine

    def _is_new(self, letter: Letter, me: str) -> bool:
        seen = self.session.inbox.receipts.get(letter.id, [])
        return letter.header.sender != me and all(one.receipt.by != me for one in seen)

    def _fallback(self) -> tuple[str, str]:
        now = self.session.clock.now()
        table = panel.letters_html(self.session.inbox, self._circles, now)
        return _scrolled(table) + self.panel_html, self._sentence


def _scrolled(inside: str) -> str:
    return framed(f'<div style="overflow-x:auto">{inside}</div>', width_px=860)


def _drop(options: Any, description: str) -> widgets.Dropdown:
    return widgets.Dropdown(
        options=options, description=description, layout=widgets.Layout(**_WIDE), style=_STYLE
    )


def _button(words: str, hint: str, press: Any) -> widgets.Button:
    button = widgets.Button(description=words, tooltip=hint)
    button.on_click(lambda _: press())
    return button


def _file(uploaded: dict[str, Any]) -> File:
    return File(uploaded["name"], uploaded["type"], bytes(uploaded["content"]))
