"""Show a reader what is due today, by category; a plain table, so that it stands in any export."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

from aatulab.inspection.xray.models.library import Library, read_library
from aatulab.inspection.xray.training.plan import day_from
from aatulab.inspection.xray.training.review import Agenda, read_agenda

_CELL = "padding:2px 18px 2px 0;border-top:1px solid #ddd;text-align:left;font-weight:normal"


@dataclass(frozen=True)
class WhatIsDue:
    """The cards of a reader on a day; a notebook shows them as a table."""

    agenda: Agenda
    library: Library

    def rows(self) -> list[tuple[str, int, int, str]]:
        """Return for each category its title, objects met, objects due, and the next day."""
        rows = []
        for name, cards in self.agenda.by_category(self.library).items():
            due = sum(card.due <= self.agenda.day for card in cards)
            first = "today" if due else str(min(card.due for card in cards))
            rows.append((self.library.categories[name].title, len(cards), due, first))
        return rows

    def _repr_html_(self) -> str:
        words = f"<p>{escape(self.agenda.sentence())}</p>"
        if not self.agenda.cards:
            return words
        heads = "".join(
            f'<th scope="col" style="text-align:left;padding-right:18px">{head}</th>'
            for head in ("Category", "Objects met", "Due", "Next")
        )
        rows = "".join(
            f'<tr><th scope="row" style="{_CELL}">{escape(row[0])}</th>'
            + "".join(f'<td style="{_CELL}">{value}</td>' for value in row[1:])
            + "</tr>"
            for row in self.rows()
        )
        table = '<table style="border-collapse:collapse"><thead><tr>'
        return f"{words}{table}{heads}</tr></thead><tbody>{rows}</tbody></table>"

    def __str__(self) -> str:
        lines = [self.agenda.sentence()]
        lines += [
            f"{title:<32} {due} of {met} due, next: {first}"
            for title, met, due, first in self.rows()
        ]
        return "\n".join(lines)


def what_is_due(files: Sequence[str | Path], day: str) -> WhatIsDue:
    """Return what one reader should see again on a day, such as 2026-11-30, by his sessions' files.

    Raises `InspectionError` for a file that no session keeps, or one that names no day.
    """
    library = read_library()
    paths = [Path(file) for file in files]
    return WhatIsDue(read_agenda(paths, day_from(day), library), library)
