"""Findings about the codes in a message: waybill and item numbers, goods codes."""

from collections.abc import Iterator

from aatulab.codes.messages.finding import ASK_SENDER, Finding
from aatulab.codes.reading import Reading, quoted


def code_findings(
    rule: str, place: str, reading: Reading, remedy: str = ASK_SENDER
) -> Iterator[Finding]:
    """Give a finding for each problem of a code that was read.

    >>> from aatulab.codes.awb import parse_awb
    >>> [f.found for f in code_findings("waybill-number", "waybill", parse_awb("952-12345674"))]
    ["check digit '4'"]
    """
    for problem in reading.problems:
        found = f"{problem.what} {quoted(problem.found)}"
        yield Finding(rule, place, found, problem.expected, remedy)
