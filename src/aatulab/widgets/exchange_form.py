"""The form of a notice: fields made from its template, read back as a notice or refused."""

from datetime import UTC, datetime
from typing import Any, Literal

import ipywidgets as widgets

from aatulab.exchange.moments import written
from aatulab.exchange.notices import Notice, read_notice, templates
from aatulab.exchange.refusal import malformed
from aatulab.widgets.keys import KeyKeeper

Lang = Literal["en", "fr"]
_CHOOSE = "choose…"
_WIDE = {"width": "min(640px, 100%)"}
_STYLE = {"description_width": "230px"}
_MINUTES = "%Y-%m-%d %H:%M"


class NoticeForm(widgets.VBox):  # type: ignore[misc]  # ipywidgets has no types
    """The fields of one kind of notice; `fill` sets them as hands would, `notice` reads them."""

    def __init__(self, kind: str, lang: Lang = "en") -> None:
        self.kind = kind
        known: Any = templates()["kinds"]
        self._about = {field["key"]: field for field in known[kind]["fields"]}
        self._controls = {key: _control(field, lang) for key, field in self._about.items()}
        super().__init__([*self._controls.values(), KeyKeeper()])

    def fill(self, **values: object) -> None:
        """Set fields by name; what is not named stays."""
        if unknown := sorted(set(values) - set(self._controls)):
            raise malformed(
                f"{self.kind}: {unknown[0]}",
                "a field that is not there",
                ", ".join(self._controls),
            )
        for key, value in values.items():
            self._controls[key].value = str(value)

    def notice(self) -> Notice:
        """Return the notice that the fields say, or a `RefusedError` that names what is wrong."""
        content = {
            key: _value(self._about[key]["type"], str(control.value).strip(), f"{self.kind}: {key}")
            for key, control in self._controls.items()
            if str(control.value or "").strip()
        }
        return read_notice(self.kind, content)


def _control(field: dict[str, Any], lang: Lang) -> widgets.Widget:
    heading = str(field["heading"][lang])
    name = f"{heading}:" if field["required"] else f"{heading} (optional):"
    shared = {"layout": widgets.Layout(**_WIDE), "style": _STYLE}
    hint = str(field["hint"][lang])
    if field["choices"]:
        options = [(_CHOOSE, "")] + [
            (_said(key, words[lang]), key) for key, words in field["choices"].items()
        ]
        return widgets.Dropdown(
            description=name, options=options, value="", tooltip=hint or heading, **shared
        )
    if field["type"] == "long":
        return widgets.Textarea(description=name, placeholder=hint, rows=3, **shared)
    forms = {"time": "2026-03-02 14:05 (UTC)", "date": "2026-03-02", "number": "2.450"}
    return widgets.Text(description=name, placeholder=forms.get(field["type"], hint), **shared)


def _said(key: str, words: str) -> str:
    return f"{key}: {words}" if key.isupper() else words  # a grade is known by its code


def _value(kind: str, text: str, where: str) -> str | int:
    if kind == "count":
        if not text.isascii() or not text.isdigit():
            raise malformed(where, repr(text), "a whole number such as 2")
        return int(text)
    if kind == "number":
        return text.replace(",", ".")
    if kind == "time":
        return _moment(text, where)
    return text


def _moment(text: str, where: str) -> str:
    for form in (_MINUTES, "%Y-%m-%dT%H:%M:%S.%fZ"):
        try:
            return written(datetime.strptime(text, form).replace(tzinfo=UTC))
        except ValueError:
            continue
    raise malformed(where, repr(text), "a day and a time in UTC such as 2026-03-02 14:05")
