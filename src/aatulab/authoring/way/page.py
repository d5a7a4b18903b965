"""Show a learner's way as plain HTML: one sentence, the next step, and a table for every track.

State stands in a word and in a shape, never in colour alone.  Links lead to notebooks of the
workspace, relative to the home notebook.
"""

from html import escape
from urllib.parse import quote

from aatulab.authoring.way.progress import Progress, State, StepProgress

INK, MUTED, BLUE, GREEN = "#222222", "#555555", "#0b5c8a", "#0b6b4f"
_STATES: dict[State, tuple[str, str]] = {
    "done": ("●", "done"),
    "begun": ("◐", "begun"),
    "open": ("○", "not begun"),
}
_CELL = "text-align:left;vertical-align:top;padding:4px 12px 4px 0;border-top:1px solid #ddd"
_NUMBER = f"{_CELL};text-align:right"
_HEADS = (  # words, width in per cent: the same in every track's table
    ("Step", 44, _CELL),
    ("State", 14, _CELL),
    ("Self-check before → after", 16, _CELL),
    ("Checks that look right", 14, _CELL),
    ("Minutes left", 12, _NUMBER),
)


def way_html(progress: Progress) -> str:
    """Return the whole page."""
    tables = "".join(_table(title, steps) for title, steps in progress.tracks)
    return (
        f'<div style="background:white;color:{INK};padding:10px 14px;max-width:820px;'
        f'font-family:system-ui,sans-serif;line-height:1.4">'
        f'<p role="status" style="margin:0 0 10px">{escape(sentence(progress))}</p>'
        f"{_next(progress.next_step)}{tables}</div>"
    )


def sentence(progress: Progress) -> str:
    """Return in a sentence how much is done, and how long the rest takes."""
    done = sum(step.state == "done" for step in progress.steps)
    if done == len(progress.steps):
        return f"All {done} steps are done."
    return f"{done} of {len(progress.steps)} steps done; {hours(progress.minutes_left)} left."


def next_sentence(step: StepProgress | None) -> str:
    """Return the next step in a sentence, without a link."""
    return _say_next(step, step.step.title if step else "")


def hours(minutes: int) -> str:
    """Return a duration as people say it.

    >>> hours(45), hours(60), hours(150)
    ('45 minutes', '1 h', '2 h 30 min')
    """
    if minutes < 60:
        return f"{minutes} minutes"
    whole, rest = divmod(minutes, 60)
    return f"{whole} h {rest} min" if rest else f"{whole} h"


def _next(step: StepProgress | None) -> str:
    return (
        f'<p style="margin:0 0 14px;padding:10px 14px;border-left:6px solid {BLUE};'
        f'background:#eaf3f9;font-size:16px">{_say_next(step, _link(step) if step else "")}</p>'
    )


def _say_next(step: StepProgress | None, title: str) -> str:
    if step is None:
        return "Nothing is left. Come back to a self-check in some weeks, and see what has stayed."
    kind = "lesson" if step.step.is_lesson else "exercise"
    verb = "Go on with" if step.state == "begun" else "Next:"
    return f"{verb} the {kind} {title} ({hours(step.step.minutes)})."


def _link(step: StepProgress) -> str:
    return (
        f'<a href="{escape(quote(step.step.notebook))}" style="color:{BLUE};'
        f'text-decoration:underline;font-weight:600">{escape(step.step.title)}</a>'
    )


def _table(title: str, steps: tuple[StepProgress, ...]) -> str:
    done = sum(step.state == "done" for step in steps)
    left = sum(step.minutes_left for step in steps)
    rest = f"; {hours(left)} left" if left else ""
    head = "".join(
        f'<th scope="col" style="{style};width:{width}%;border-top:0;font-weight:400;'
        f'color:{MUTED}">{words}</th>'
        for words, width, style in _HEADS
    )
    return (
        '<table style="border-collapse:collapse;table-layout:fixed;width:100%;margin:0 0 16px">'
        '<caption style="text-align:left;padding:0 0 2px"><strong>'
        f"{escape(title)}</strong>: {done} of {len(steps)} done{rest}{_bar(done, len(steps))}"
        f"</caption><thead><tr>{head}</tr></thead>"
        f"<tbody>{''.join(_row(step) for step in steps)}</tbody></table>"
    )


def _bar(done: int, steps: int) -> str:
    share = 100 * done / steps if steps else 0
    return (
        '<div aria-hidden="true" style="background:#e4e8ec;height:6px;margin:4px 0">'
        f'<div style="background:{GREEN};height:6px;width:{share:.0f}%"></div></div>'
    )


def _row(step: StepProgress) -> str:
    mark, word = _STATES[step.state]
    kind = "lesson" if step.step.is_lesson else "exercise"
    note = f'<br><span style="color:{MUTED}">{escape(step.note)}</span>' if step.note else ""
    cells = (_said_gain(step), _said_checks(step))
    return (
        f'<tr><th scope="row" style="{_CELL};font-weight:400">{_link(step)}'
        f'<span style="color:{MUTED}">, {kind}</span>{note}</th>'
        f'<td style="{_CELL};white-space:nowrap"><span aria-hidden="true">{mark}</span> {word}</td>'
        + "".join(f'<td style="{_CELL}">{escape(cell)}</td>' for cell in cells)
        + f'<td style="{_NUMBER}">{step.minutes_left or "–"}</td></tr>'
    )


def _said_gain(step: StepProgress) -> str:
    gain = step.gain
    if gain is None or (gain.before is None and gain.after is None):
        return "–"
    before = "–" if gain.before is None else str(gain.before)
    after = "–" if gain.after is None else str(gain.after)
    return f"{before} → {after} of {gain.questions}"


def _said_checks(step: StepProgress) -> str:
    if step.step.is_lesson or not step.step.questions:
        return "–"
    return f"{step.right} of {len(step.step.questions)}"
