"""Keep what a trainee's cells printed and drew, cut to a limit and made harmless to show."""

from collections.abc import Iterable

from aatulab.grading.policy import Policy
from aatulab.grading.report import PNG_SIGNATURE, Evidence
from aatulab.grading.sandbox import StepResult

CUT = "\n... (cut)"
LONGEST_MESSAGE = 300


def collect_evidence(results: Iterable[StepResult], policy: Policy) -> Evidence:
    """Return the printed text and the pictures of a question's cells, within the limits."""
    ran = list(results)
    printed = "".join(result.stdout for result in ran)
    return Evidence(
        printed=_cut(plain_text(printed), policy.printed_bytes),
        images=_choose_images((i for result in ran for i in result.images), policy.image_bytes),
    )


def plain_text(text: str) -> str:
    """Return text without control characters (terminals obey them) and without broken ones."""
    whole = text.encode("utf-8", "replace").decode("utf-8")
    return "".join(c for c in whole if c in "\n\t" or (c.isprintable() or c == " "))


def one_line(text: str, most: int = LONGEST_MESSAGE) -> str:
    """Return a message that holds words of the trainee's own as one short line."""
    line = " ".join(plain_text(text).split())
    return line if len(line) <= most else line[:most] + "..."


def _cut(text: str, limit_bytes: int) -> str:
    data = text.encode()
    if len(data) <= limit_bytes:
        return text
    return data[:limit_bytes].decode("utf-8", "ignore") + CUT


def _choose_images(images: Iterable[bytes], limit_bytes: int) -> tuple[bytes, ...]:
    chosen: list[bytes] = []
    room = limit_bytes
    for image in images:
        if image.startswith(PNG_SIGNATURE) and len(image) <= room:
            chosen.append(image)
            room -= len(image)
    return tuple(chosen)
