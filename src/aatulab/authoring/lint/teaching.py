"""Rules on how a lesson teaches: objectives that can be tested, a case, practice, sources."""

import re
from collections.abc import Iterator

from aatulab.authoring.lint.outline import Outline, Section
from aatulab.authoring.lint.slip import Slip

FIRST = ("Objectives", "The case")
LAST = ("Wrap-up", "Sources")
PRACTICE = ("try it", "your turn", "exercise", "practice")
# nobody can see whether these have been reached
VAGUE = (
    "understand", "know", "learn", "appreciate", "realise", "realize", "be aware", "be familiar",
    "get to know", "become", "grasp", "see", "discover", "explore", "have an idea",
)  # fmt: skip
LONGEST_SECTION = 450  # words of prose: about three minutes of reading
FEWEST, MOST = 2, 6


def lint_objectives(outline: Outline) -> Iterator[Slip]:
    """Objectives are few, and each begins with something that can be seen done."""
    objectives = outline.front.get("objectives")
    if objectives is None:
        return
    line = outline.line_of("objectives")
    if not isinstance(objectives, dict) or not all(isinstance(o, str) for o in objectives.values()):
        yield Slip(
            outline.path,
            line,
            "front matter: objectives: expected lines of 'skill: sentence', such as"
            " 'lead-time: Compute how late a booking was made'.",
        )
        return
    if not FEWEST <= len(objectives) <= MOST:
        yield Slip(
            outline.path,
            line,
            f"front matter: objectives: {len(objectives)} of them; expected {FEWEST} to {MOST}.",
        )
    for number, objective in enumerate(objectives.values(), start=1):
        vague = next((verb for verb in VAGUE if _starts_with(objective, verb)), None)
        if vague:
            yield Slip(
                outline.path,
                line + number,
                f"objective {objective!r} cannot be tested: say instead of {vague!r} what one can"
                " see done, such as compute, choose, explain, name, tell apart.",
            )


def _starts_with(objective: str, verb: str) -> bool:
    return re.match(rf"{verb}\b", objective.strip(), re.IGNORECASE) is not None


def lint_frame(outline: Outline) -> Iterator[Slip]:
    """A lesson opens with its objectives and a case, and ends with a wrap-up and sources."""
    titles = [section.title for section in outline.sections]
    if tuple(titles[:2]) != FIRST:
        yield Slip(
            outline.path,
            outline.sections[0].heading.number if outline.sections else 1,
            f"expected the first sections '## {FIRST[0]}' and '## {FIRST[1]}', found"
            f" {', '.join(titles[:2]) or 'none'}.",
        )
    if tuple(titles[-2:]) != LAST:
        yield Slip(
            outline.path,
            outline.sections[-1].heading.number if outline.sections else 1,
            f"expected the last sections '## {LAST[0]}' and '## {LAST[1]}', found"
            f" {', '.join(titles[-2:]) or 'none'}.",
        )
    if len(_body(outline)) < 2:
        yield Slip(outline.path, 1, "expected at least two sections of content between them.")


def _body(outline: Outline) -> tuple[Section, ...]:
    return tuple(s for s in outline.sections if s.title not in (*FIRST, *LAST))


def lint_practice(outline: Outline) -> Iterator[Slip]:
    """Each section holds one idea and ends with something for the reader to do."""
    for section in _body(outline):
        words = len(section.prose.split())
        if words > LONGEST_SECTION:
            yield Slip(
                outline.path,
                section.heading.number,
                f"the section {section.title!r} has {words} words; one idea needs no more than"
                f" {LONGEST_SECTION}. Split it.",
            )
        last = section.parts[-1].text.lower() if section.parts else ""
        if not last.startswith(PRACTICE):
            yield Slip(
                outline.path,
                section.heading.number,
                f"the section {section.title!r} should end with '### Try it': something to do"
                " with this one idea.",
            )


def lint_sources(outline: Outline) -> Iterator[Slip]:
    """Facts can be looked up: the sources are named, with a link at least once."""
    for section in outline.sections:
        if section.title != "Sources":
            continue
        items = [line for line in section.lines if re.match(r"\s*[-*\d]", line.text)]
        if not items or not re.search(r"https?://|\]\(", section.prose):
            yield Slip(
                outline.path,
                section.heading.number,
                "expected a list of sources, at least one of them with a link.",
            )
    for section in outline.sections:
        if section.title == "Wrap-up" and len(section.prose.split()) < 25:
            yield Slip(
                outline.path,
                section.heading.number,
                "the wrap-up should say in a few sentences what to take along.",
            )
