"""The sentences that comparators share: kind, specific, without a value of the reference."""

from aatulab.authoring.compare.known import Difference
from aatulab.authoring.finding import count

SLIPS = {
    "factor_60": "{name} is 60 times too large; minutes instead of hours?",
    "factor_3600": "{name} is 3,600 times too large; seconds instead of hours?",
    "factor_24": "{name} is 24 times too large; hours instead of days?",
    "factor_100": "{name} is 100 times too large; per cent instead of a share?",
    "factor_1000": "{name} is 1,000 times too large; look at the unit.",
    "factor_1_60": "{name} is 60 times too small; hours instead of minutes?",
    "factor_1_3600": "{name} is 3,600 times too small; hours instead of seconds?",
    "factor_1_24": "{name} is 24 times too small; days instead of hours?",
    "factor_1_100": "{name} is 100 times too small; a share instead of per cent?",
    "factor_1_1000": "{name} is 1,000 times too small; look at the unit.",
    "wrong_sign": "{name} has the right size and the wrong sign; swap the two sides.",
    "offset": "{name} is off by the same amount everywhere; look where you start to count.",
    "dropped_days": "{name} loses whole days; `.dt.total_seconds()` keeps them, `.dt.seconds`"
    " does not.",
    "rounded": "{name} is rounded to whole numbers; keep the fractions.",
}


def say_factor(name: str, what: str, unit: str) -> str:
    """Return the sentence for a systematic slip."""
    sentence = SLIPS[what].format(name=name)
    is_unit = what.startswith("factor_") and unit
    return f"{sentence} The question asks for {unit}." if is_unit else sentence


def say_difference(name: str, difference: Difference, rows: int, unit: str) -> str:
    """Return the sentence for a column whose values differ."""
    if difference.what in SLIPS:
        return say_factor(name, difference.what, unit)
    if difference.what == "missing_values":
        return f"{name} is empty (NaN) in {_some(difference, rows)} where there is a value to find."
    return f"{name} differs in {_some(difference, rows)}; the rows themselves are the right ones."


def _some(difference: Difference, rows: int) -> str:
    if difference.wrong >= rows:
        return f"all {count(rows, 'row')}" if difference.exact else f"most of {count(rows, 'row')}"
    about = "" if difference.exact else "about "
    return f"{about}{difference.wrong:,} of {count(rows, 'row')}"


def say_rows(missing: int, extra: int, thing: str = "row") -> tuple[str, str]:
    """Return the word and the sentence for rows that are missing or too many."""
    if not missing:
        return "extra_rows", f"yours has {count(extra, thing)} too many"
    if not extra:
        return "missing_rows", f"yours lacks {count(missing, thing)}"
    return (
        "wrong_rows",
        f"yours lacks {count(missing, thing)} and has {extra:,} that should not be there",
    )


def with_unit(wanted: str, unit: str) -> str:
    """Return what was asked for, with its unit where there is one."""
    return f"{wanted} ({unit})" if unit else wanted
