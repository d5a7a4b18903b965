"""Lint lessons: is everything there that a person needs to learn from them.

`lint_lesson(path)` returns slips with file and line; an empty list is a clean lesson.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

from aatulab.authoring.lint.claims import lint_citations, lint_claims, lint_filled
from aatulab.authoring.lint.form import (
    lint_code,
    lint_directives,
    lint_front,
    lint_headings,
    lint_images,
    lint_links,
)
from aatulab.authoring.lint.outline import Outline, read_outline
from aatulab.authoring.lint.place import lint_items, lint_self_check, lint_terms
from aatulab.authoring.lint.slip import Slip
from aatulab.authoring.lint.teaching import (
    lint_frame,
    lint_objectives,
    lint_practice,
    lint_sources,
)

__all__ = ["LESSON_RULES", "Slip", "lint_lesson", "lint_page"]

Rule = Callable[[Outline], Iterator[Slip]]

PAGE_RULES: tuple[Rule, ...] = (lint_images, lint_directives, lint_code, lint_filled)
LESSON_RULES: tuple[Rule, ...] = (
    lint_front,
    lint_headings,
    lint_objectives,
    lint_frame,
    lint_practice,
    lint_sources,
    lint_claims,
    lint_citations,
    lint_self_check,
    lint_items,
    lint_terms,
    lint_links,
    *PAGE_RULES,
)


def lint_lesson(path: Path) -> list[Slip]:
    """Return what a lesson still lacks, in the order of its lines."""
    return _lint(path, LESSON_RULES)


def lint_page(path: Path) -> list[Slip]:
    """Return what a page that is no lesson (such as the welcome page) still lacks."""
    return _lint(path, PAGE_RULES)


def _lint(path: Path, rules: tuple[Rule, ...]) -> list[Slip]:
    outline = read_outline(path)
    return sorted(slip for rule in rules for slip in rule(outline))
