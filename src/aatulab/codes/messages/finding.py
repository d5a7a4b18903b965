"""What a check found in a message: where, what it says, what was expected, what to do next.

A finding is about the quality of a message, never about a person: a wrong total, a document that
expires before the flight, a seat given twice.  It is a question to the sender.
"""

from dataclasses import dataclass

ASK_SENDER = "ask the sender for a corrected message"


@dataclass(frozen=True)
class Finding:
    """One thing in a message that does not hold.

    `rule` is a short name that a table can count, `place` the segment, line or field.

    >>> print(Finding("unt-count", "segment 9 (UNT)", "8 segments", "7"))
    segment 9 (UNT): found 8 segments, expected 7; ask the sender for a corrected message.
    """

    rule: str
    place: str
    found: str
    expected: str
    remedy: str = ASK_SENDER

    def __str__(self) -> str:
        return f"{self.place}: found {self.found}, expected {self.expected}; {self.remedy}."
