"""Compare two dates of birth as a clerk would: same, a slip, another, or not known.

It tells namesakes apart.  It never makes a name nearer, and an age is no reason for anything.
"""

from typing import Literal

Verdict = Literal["same", "slip", "different", "not known"]


def compare_days(asked: str, held: str) -> tuple[Verdict, str]:
    """Return the verdict and the reason in words; days are written 1984-04-29, or empty.

    >>> compare_days("1984-04-09", "1984-09-04")
    ('slip', 'day and month of birth have changed places')
    >>> compare_days("1984-04-29", "")[0]
    'not known'
    """
    if not asked or not held:
        side = "question" if not asked else "record"
        return "not known", f"the {side} has no date of birth"
    if asked == held:
        return "same", "the date of birth is the same"
    year, month, day = held.split("-")
    if asked == f"{year}-{day}-{month}":
        return "slip", "day and month of birth have changed places"
    if len(asked) == len(held) and sum(a != b for a, b in zip(asked, held, strict=True)) == 1:
        return "slip", "one digit of the date of birth differs"
    return "different", "the date of birth is another"


def slips_of(day: str) -> set[str]:
    """Return every text that is one slip away from a day, real days or not.

    >>> len(slips_of("1984-04-09")), "1984-09-04" in slips_of("1984-04-09")
    (73, True)
    """
    year, month, of_month = day.split("-")
    digits = (
        day[:place] + other + day[place + 1 :]
        for place, digit in enumerate(day)
        if digit.isdigit()
        for other in "0123456789"
    )
    return {*digits, f"{year}-{of_month}-{month}"} - {day}
