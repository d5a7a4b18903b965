"""The rule book: one row a rule, in columns that a colleague and an auditor can both read.

A row says what it looks at, where it applies, what it is worth and why, for which lawful purpose,
who answers for it and when its hits were last looked at.  Refused are rules on what a person is,
points without a reason, and two rules of one name.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import pandas as pd

from aatulab.errors import TargetingError
from aatulab.targeting.scores import Rule

PURPOSES = ("serious crime", "terrorist offences")
REVIEW_DAYS = 365  # this lab's choice: the law says "regularly"
COLUMNS = ("rule", "signal", "at_least", "below", "points", "reason", "purpose", "owner",
           "reviewed_on")  # fmt: skip


@dataclass(frozen=True)
class BookRule:
    """A rule with what an office must know of it."""

    id: str
    rule: Rule
    purpose: str = ""
    owner: str = ""
    reviewed_on: pd.Timestamp | None = None

    @property
    def speaks_for(self) -> bool:
        """Return whether it takes points away: a fact in somebody's favour."""
        return self.rule.points < 0


@dataclass(frozen=True)
class RuleBook:
    """The rules in the order of the table."""

    rules: tuple[BookRule, ...]

    @classmethod
    def from_table(cls, table: pd.DataFrame) -> "RuleBook":
        """Return the book of a table with the columns `COLUMNS`; the last three may be absent.

        >>> row = {"rule": "cash", "signal": "paid_cash", "points": 1, "reason": "paid in cash"}
        >>> RuleBook.from_table(pd.DataFrame([row])).rules[0].rule.points
        1
        """
        for column in ("rule", "signal", "points", "reason"):
            if column not in table.columns:
                found = ", ".join(map(str, table.columns))
                raise TargetingError(f"rule book: there is no column {column!r}. Found: {found}.")
        rules = tuple(_read_row(row) for row in table.to_dict("records"))
        names = [rule.id for rule in rules]
        for name in names:
            if names.count(name) > 1:
                raise TargetingError(f"rule book: the name {name!r} is used twice; rename one.")
        if not rules:
            raise TargetingError("rule book: found no row, expected at least one rule.")
        return cls(rules)

    def table(self) -> pd.DataFrame:
        """Return the book as a table again, as it is printed and signed."""
        return pd.DataFrame(
            [
                (each.id, each.rule.signal, each.rule.at_least, each.rule.below, each.rule.points,
                 each.rule.reason, each.purpose, each.owner, each.reviewed_on)
                for each in self.rules
            ],
            columns=list(COLUMNS),
        )  # fmt: skip

    def fires(self, signals: pd.DataFrame) -> pd.DataFrame:
        """Return for each record (row) and rule (column) whether the rule applies."""
        columns: dict[str, pd.Series] = {}
        for each in self.rules:
            if each.rule.signal not in signals.columns:
                found = ", ".join(map(str, signals.columns))
                raise TargetingError(
                    f"rule {each.id!r}: no signal {each.rule.signal!r}. Found: {found}."
                )
            columns[each.id] = each.rule.applies(signals[each.rule.signal])
        return pd.DataFrame(columns, index=signals.index)

    def scores(self, signals: pd.DataFrame) -> pd.DataFrame:
        """Return `points`, `reasons` and `speaks_for` of each record, most points first.

        Points are never below 0: nobody earns a free pass for later.  Records with equal points
        stand in the order of their index, so that two runs agree.
        """
        if not signals.index.is_unique:
            twice = signals.index[signals.index.duplicated()][0]
            raise TargetingError(f"signals: the index holds {twice!r} twice; one row a record.")
        fires = self.fires(signals)
        weights = pd.Series({each.id: each.rule.points for each in self.rules})
        points = (fires * weights).sum(axis=1).clip(lower=0).astype("int64")
        result = pd.DataFrame(
            {
                "points": points,
                "reasons": self._words(fires, [r for r in self.rules if not r.speaks_for]),
                "speaks_for": self._words(fires, [r for r in self.rules if r.speaks_for]),
            }
        )
        return result.sort_index(kind="stable").sort_values(
            "points", ascending=False, kind="stable"
        )

    def _words(self, fires: pd.DataFrame, rules: Sequence[BookRule]) -> pd.Series:
        words: list[list[str]] = [[] for _ in range(len(fires))]
        for each in rules:
            note = f"{each.rule.reason} ({each.rule.points:+d})"
            for row in fires[each.id].to_numpy().nonzero()[0]:
                words[row].append(note)
        return pd.Series(["; ".join(notes) for notes in words], index=fires.index, dtype=object)

    def without(self, names: Collection[str]) -> "RuleBook":
        """Return the book without the rules of these names."""
        self._known(names)
        return RuleBook(tuple(each for each in self.rules if each.id not in names))

    def with_points(self, points: Mapping[str, int]) -> "RuleBook":
        """Return the book with other points; a rule worth 0 is left out."""
        self._known(points)
        changed = (
            replace(each, rule=replace(each.rule, points=points.get(each.id, each.rule.points)))
            for each in self.rules
            if points.get(each.id, each.rule.points) != 0
        )
        return RuleBook(tuple(changed))

    def needs_attention(self, today: pd.Timestamp) -> pd.DataFrame:
        """Return what an auditor would ask: `rule` and `why`, one row a question."""
        rows = [(each.id, why) for each in self.rules for why in _questions(each, today)]
        return pd.DataFrame(rows, columns=["rule", "why"])

    def _known(self, names: Collection[str]) -> None:
        there = [each.id for each in self.rules]
        for name in names:
            if name not in there:
                raise TargetingError(
                    f"rule book: there is no rule {name!r}; there are {', '.join(there)}."
                )


def _read_row(row: Mapping[Any, Any]) -> BookRule:
    points = row["points"]
    if pd.isna(points) or float(points) != int(points):
        raise TargetingError(
            f"rule {row['rule']!r}: points: found {points}, expected a whole number."
        )
    return BookRule(
        id=str(row["rule"]),
        rule=Rule(
            str(row["signal"]),
            int(points),
            str(row["reason"]),
            at_least=_number(row.get("at_least")),
            below=_number(row.get("below")),
        ),
        purpose=_text(row.get("purpose")),
        owner=_text(row.get("owner")),
        reviewed_on=None if _is_empty(row.get("reviewed_on")) else pd.Timestamp(row["reviewed_on"]),
    )


def _questions(each: BookRule, today: pd.Timestamp) -> list[str]:
    found = []
    if each.purpose not in PURPOSES:
        found.append("no lawful purpose")
    if not each.owner:
        found.append("nobody answers for it")
    if each.reviewed_on is None:
        found.append("its hits were never looked at")
    elif (today.tz_localize(None) - each.reviewed_on.tz_localize(None)).days > REVIEW_DAYS:
        found.append(f"last looked at on {each.reviewed_on:%d %B %Y}")
    return found


def _is_empty(value: object) -> bool:
    return value is None or value == "" or bool(pd.isna(value))  # type: ignore[call-overload]


def _number(value: Any) -> float | None:
    return None if _is_empty(value) else float(value)


def _text(value: object) -> str:
    return "" if _is_empty(value) else str(value)
