"""One question of an exercise, as `questions.yml` states it.

Frozen and validated: whoever holds a `Question` need not check it again.  The keys an author
may write (`compare` and `points` always; `value` unless a person marks it):

    value: lead_time_h         the name that the answer must have
    compare: series            number, exact, set, series, table, ranking, function, chart, person
    points: 2
    unit: hours                said by check(), never compared
    tolerance: {abs: 0.02}     and/or rel; the default allows for rounding errors only
    partial: true              right rows, right inputs, the way from chance to the target; or by
                               word, {wrong_values: 0.5, rounded: share}: see partial.py
    columns: [phone, pnrs]     table: those compared (default: the reference's)
    key: phone                 table: what tells rows apart (default: the first column)
    order: true                table, series: rows in the reference's order (else in any)
    index: true                table: an index with the reference's names (else keys may be columns)
    dtypes: true               table, series: the reference's dtypes (else any that hold the values)
    needs: [title, xlabel]     chart: without these, half of the points
    metric: recall@5%          ranking: or precision, or a count as in recall@50
    at_least: 0.9 of reference ranking: or a plain share
    rubric: rubric.md          person: the file that the instructor marks by
    limits: {cell_s: 30}       for the answer's cell, more or less than the course gives; also
                               cpu_s, memory_bytes, processes, file_bytes, output_bytes
    hints: [{when: factor_60, say: ...}]   `when` is a word of finding.VOCABULARY
"""

import re
from dataclasses import dataclass, field
from typing import Literal, cast, get_args

from aatulab.authoring.allowance import Allowance, read_allowance
from aatulab.authoring.fields import Fields
from aatulab.authoring.finding import VOCABULARY
from aatulab.authoring.partial import Partial, read_partial
from aatulab.errors import ExerciseError

Comparison = Literal[
    "number", "exact", "set", "series", "table", "ranking", "function", "chart", "person"
]
COMPARISONS: tuple[str, ...] = get_args(Comparison)

# keys that only some comparisons read
_OWNERS: dict[str, tuple[Comparison, ...]] = {
    "columns": ("table",),
    "key": ("table",),
    "order": ("table", "series"),
    "index": ("table",),
    "dtypes": ("table", "series"),
    "needs": ("chart",),
}

_METRIC = re.compile(r"(?P<name>recall|precision)@(?P<size>\d+(\.\d+)?)(?P<percent>%?)")
_AT_LEAST = re.compile(r"(?P<share>\d+(\.\d+)?)(?P<reference> of reference)?")


@dataclass(frozen=True)
class Tolerance:
    """How far a number may lie from the reference: `abs + rel * |reference|`."""

    abs: float = 1e-9
    rel: float = 1e-6


@dataclass(frozen=True)
class Hint:
    """What an author says when the comparator has seen `when`."""

    when: str
    say: str


@dataclass(frozen=True)
class Metric:
    """What a ranking is measured by: recall or precision among its first so many items."""

    name: Literal["recall", "precision"]
    share: float | None = None
    count: int | None = None

    @classmethod
    def parse(cls, text: str) -> "Metric | None":
        """Return the metric written as `recall@5%` or `precision@50`, else None.

        >>> Metric.parse("recall@5%")
        Metric(name='recall', share=0.05, count=None)
        """
        match = _METRIC.fullmatch(text.strip())
        if match is None:
            return None
        size = float(match["size"])
        name = cast("Literal['recall', 'precision']", match["name"])
        if match["percent"]:
            return cls(name, share=size / 100) if 0 < size <= 100 else None
        return cls(name, count=int(size)) if size >= 1 and size.is_integer() else None

    def size(self, population: int) -> int:
        """Return how many items count out of so many (5 % of 1,412 is 70)."""
        if self.share is not None:
            return max(1, int(self.share * population + 1e-9))
        return self.count or 1

    def __str__(self) -> str:
        size = f"{self.share * 100:g}%" if self.share is not None else str(self.count)
        return f"{self.name}@{size}"


@dataclass(frozen=True)
class AtLeast:
    """What a ranking must reach: a value, or a share of what the reference reaches."""

    share: float
    of_reference: bool


@dataclass(frozen=True)
class Question:
    """What is asked, how it is compared, what it is worth, and what to say when it is wrong."""

    id: str
    compare: Comparison
    points: float
    value: str | None = None
    unit: str = ""
    tolerance: Tolerance = Tolerance()
    partial: Partial = field(default_factory=Partial)
    columns: tuple[str, ...] = ()
    key: tuple[str, ...] = ()
    order: bool = False
    index: bool = False
    dtypes: bool = False
    needs: tuple[str, ...] = ()
    metric: Metric | None = None
    at_least: AtLeast | None = None
    rubric: str | None = None
    allowance: Allowance = field(default_factory=Allowance)
    hints: tuple[Hint, ...] = ()

    @property
    def is_manual(self) -> bool:
        """Tell whether a person grades it."""
        return self.compare == "person"


def read_question(question_id: str, fields: Fields) -> Question:
    """Return one question from its mapping in `questions.yml`."""
    compare = cast("Comparison", fields.choice("compare", COMPARISONS))
    question = Question(
        id=question_id,
        compare=compare,
        points=fields.number("points", above=0),
        value=None if compare == "person" else _read_name(fields),
        unit=fields.text("unit", default=""),
        tolerance=_read_tolerance(fields.mapping("tolerance")),
        partial=read_partial(fields),
        columns=fields.texts("columns"),
        key=fields.texts("key"),
        order=fields.flag("order", default=False),
        index=fields.flag("index", default=False),
        dtypes=fields.flag("dtypes", default=False),
        needs=_read_needs(fields),
        metric=_read_metric(fields) if compare == "ranking" else None,
        at_least=_read_at_least(fields) if compare == "ranking" else None,
        rubric=fields.text("rubric") if compare == "person" else None,
        allowance=read_allowance(fields.mapping("limits")),
        hints=tuple(_read_hint(item) for item in fields.items("hints")),
    )
    fields.finish()
    _refuse_misplaced(question, fields)
    return question


def _read_name(fields: Fields) -> str:
    name = fields.text("value")
    if not name.isidentifier():
        raise fields.error("value", "the name of a variable, such as lead_time_h")
    return name


def _read_tolerance(fields: Fields) -> Tolerance:
    plain = Tolerance()
    tolerance = Tolerance(
        abs=fields.number("abs", default=plain.abs), rel=fields.number("rel", default=plain.rel)
    )
    fields.finish()
    return tolerance


def _read_needs(fields: Fields) -> tuple[str, ...]:
    needs = fields.texts("needs")
    if not set(needs) <= {"title", "xlabel", "ylabel"}:
        raise fields.error("needs", "a list out of title, xlabel, ylabel")
    return needs


def _read_metric(fields: Fields) -> Metric:
    metric = Metric.parse(fields.text("metric"))
    if metric is None:
        raise fields.error("metric", "recall@5%, precision@5%, recall@50 or the like")
    return metric


def _read_at_least(fields: Fields) -> AtLeast:
    fields.has("at_least")
    match = _AT_LEAST.fullmatch(str(fields.data.get("at_least", "")).strip())
    if match is None or not 0 < float(match["share"]) <= 1:
        raise fields.error("at_least", "'0.9 of reference', or a number above 0 and up to 1")
    return AtLeast(float(match["share"]), of_reference=bool(match["reference"]))


def _read_hint(fields: Fields) -> Hint:
    hint = Hint(when=fields.choice("when", VOCABULARY), say=fields.text("say"))
    fields.finish()
    return hint


def _refuse_misplaced(question: Question, fields: Fields) -> None:
    """Refuse keys that this comparison never reads: they would promise what is not done."""
    for key, owners in _OWNERS.items():
        if key in fields.data and question.compare not in owners:
            raise ExerciseError(
                f"{fields.where}: {key}: only compare: {' or '.join(owners)} reads this key, found"
                f" with compare: {question.compare}; remove it."
            )
