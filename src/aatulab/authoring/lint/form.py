"""Rules on a lesson's form: front matter, headings, images, links, code that can be read."""

import ast
import re
from collections.abc import Iterator
from typing import Any

from aatulab.authoring.lint.outline import Outline
from aatulab.authoring.lint.slip import Slip

REQUIRED = ("lesson", "title", "track", "minutes", "objectives", "level", "summary")
LEVELS = ("beginner", "intermediate", "advanced")
LONGEST_CODE = 25
_IMAGE = re.compile(r"!\[(?P<alt>[^\]]*)\]\((?P<target>[^)\s]*)[^)]*\)")
_HTML_IMAGE = re.compile(r"<img\b[^>]*>", re.IGNORECASE)
_LINK = re.compile(r"(?<!!)\[[^\]]+\]\((?P<target>[^)\s]+)[^)]*\)")


def lint_front(outline: Outline) -> Iterator[Slip]:
    """Every lesson says who it is, for whom, how long, and what for."""
    front = outline.front
    for key in REQUIRED:
        if key not in front:
            yield Slip(outline.path, 1, f"front matter: {key} is missing; add a line '{key}: ...'.")
    rules: dict[str, tuple[bool, str]] = {
        "lesson": (
            front.get("lesson") == outline.path.stem,
            f"the file's name, {outline.path.stem}",
        ),
        "track": (
            front.get("track") == outline.path.resolve().parent.name,
            f"the folder's name, {outline.path.resolve().parent.name}",
        ),
        "minutes": (_is_minutes(front.get("minutes")), "whole minutes from 5 to 240"),
        "level": (front.get("level") in LEVELS, f"one of {', '.join(LEVELS)}"),
    }
    for key, (is_right, expected) in rules.items():
        if key in front and not is_right:
            yield Slip(
                outline.path,
                outline.line_of(key),
                f"front matter: {key}: expected {expected}, found {front[key]!r}.",
            )


def _is_minutes(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 5 <= value <= 240


def lint_headings(outline: Outline) -> Iterator[Slip]:
    """One title, as in the front matter, and no level skipped."""
    titles = [heading for heading in outline.headings if heading.level == 1]
    if len(titles) != 1:
        yield Slip(outline.path, 1, f"expected one heading '# ...', found {len(titles)}.")
    elif "title" in outline.front and titles[0].text != outline.front["title"]:
        yield Slip(
            outline.path,
            titles[0].number,
            f"the heading is {titles[0].text!r} and the title in the front matter"
            f" {outline.front['title']!r}; make them the same.",
        )
    level = 0
    for heading in outline.headings:
        if heading.level > level + 1:
            yield Slip(
                outline.path,
                heading.number,
                f"the heading {heading.text!r} skips a level; a screen reader loses its way.",
            )
        level = heading.level


def lint_images(outline: Outline) -> Iterator[Slip]:
    """Every picture says in words what it shows, and is there."""
    for line in outline.prose:
        for image in _IMAGE.finditer(line.text):
            if len(image["alt"].split()) < 3:
                yield Slip(
                    outline.path,
                    line.number,
                    f"the picture {image['target']} needs an alternative text that says what it"
                    " shows, in three words or more.",
                )
            yield from _missing_target(outline, line.number, image["target"])
        for image in _HTML_IMAGE.finditer(line.text):
            if not re.search(r"""\balt\s*=\s*["'][^"']{9,}""", image[0]):
                yield Slip(outline.path, line.number, "the <img> needs an alt text.")


def lint_links(outline: Outline) -> Iterator[Slip]:
    """Every link to a file of ours leads somewhere."""
    for line in outline.prose:
        for link in _LINK.finditer(line.text):
            yield from _missing_target(outline, line.number, link["target"])


def _missing_target(outline: Outline, number: int, target: str) -> Iterator[Slip]:
    if re.match(r"[a-z]+:|#", target):
        return
    place = outline.path.parent / target.split("#", maxsplit=1)[0]
    # a notebook is built from the text beside it: a lesson's .md, an exercise's exercise.md
    sources = [place]
    if place.suffix == ".ipynb":
        sources = [place.with_suffix(".md"), place.parent / "exercise.md"]
    if not any(source.exists() for source in sources):
        yield Slip(outline.path, number, f"the link to {target} leads nowhere.")


def lint_directives(outline: Outline) -> Iterator[Slip]:
    """JupyterLab shows MyST directives and roles as raw text, so lessons do without them."""
    for line in outline.lines:
        if line.fence.startswith(("```{", "~~~{")) and "{code-cell}" not in line.fence:
            if line.text.lstrip().startswith(("```{", "~~~{")):
                yield Slip(
                    outline.path,
                    line.number,
                    f"{line.text.strip()}: JupyterLab shows this directive as raw text; write it"
                    " as plain Markdown.",
                )
        elif not line.fence and (
            re.match(r":::+\s*\{", line.text) or re.search(r"\{[a-z-]+\}`", line.text)
        ):
            yield Slip(
                outline.path,
                line.number,
                "JupyterLab shows this MyST mark-up as raw text; write plain Markdown.",
            )


def lint_code(outline: Outline) -> Iterator[Slip]:
    """Code that a reader can take in at once, and that Python can read."""
    block: list[str] = []
    start = 0
    for line in outline.lines:
        is_code = "{code-cell}" in line.fence
        is_edge = line.text.lstrip().startswith(("```", "~~~"))
        if is_code and not is_edge:
            start = start or line.number
            block.append(line.text)
        elif block and (is_edge or not is_code):
            yield from _lint_block(outline, start, block)
            block, start = [], 0


def _lint_block(outline: Outline, start: int, block: list[str]) -> Iterator[Slip]:
    while block and re.match(r"\s*:[a-z_]+:", block[0]):  # the cell's options
        block, start = block[1:], start + 1
    if len(block) > LONGEST_CODE:
        yield Slip(
            outline.path,
            start,
            f"this cell has {len(block)} lines; {LONGEST_CODE} can be read at once. Split it.",
        )
    source = "\n".join(line for line in block if not line.lstrip().startswith(("%", "!", "?")))
    try:
        ast.parse(source)
    except SyntaxError as error:
        number = start + (error.lineno or 1) - 1
        yield Slip(outline.path, number, f"this is not valid Python: {error.msg}.")
