"""Rules on a lesson's place among the others: curriculum, items, self-check, glossary.

They need the files around the lesson.  A lesson that lies in no courses (a draft in a folder of
its own) is asked for its self-check and for nothing else here.
"""

import re
from collections.abc import Iterator

import yaml

from aatulab.authoring.curriculum import Skill, find_curriculum
from aatulab.authoring.glossary import find_glossary, mentions
from aatulab.authoring.lint.outline import Outline
from aatulab.authoring.lint.slip import Slip
from aatulab.authoring.quiz import quiz_name, read_quiz
from aatulab.authoring.quiz.file import Pair
from aatulab.errors import ExerciseError

SELF_CHECK = "self-check"
# capital words that are no terms: places of this lab, units that everybody knows
PLAIN_CAPITALS = frozenset({"AATU", "UTC", "CSV", "YAML", "HTML", "UTO", "PDF", "CELEX"})
_CAPITALS = re.compile(r"(?<![\w/-])[A-Z]{3,}s?(?![\w-])")
_UNREAD = re.compile(r"`+[^`]*`+|\$[^$]+\$|\]\([^)]*\)|<[^>]+>|https?://\S+")


def lint_self_check(outline: Outline) -> Iterator[Slip]:
    """A lesson asks before and after, each question for a skill that it promises."""
    stem = outline.path.stem
    try:
        quiz = read_quiz(outline.path.with_name(quiz_name(stem)))
    except ExerciseError as error:
        yield Slip(outline.path, 1, f"self-check: {error}")
        return
    if quiz.lesson != stem:
        yield Slip(
            outline.path, 1, f"self-check: quiz-for: expected {stem}, found {quiz.lesson!r}."
        )
    objectives = outline.front.get("objectives")
    for pair in quiz.pairs:
        if isinstance(objectives, dict) and pair.skill not in objectives:
            yield Slip(
                outline.path,
                outline.line_of("objectives"),
                f"self-check: {pair.id}: the skill {pair.skill!r} is no objective of this lesson;"
                f" there are {', '.join(map(str, objectives))}.",
            )
    code = "\n".join(line.text for line in outline.lines if "{code-cell}" in line.fence)
    for when in ("before", "after"):
        if f'self_check("{stem}", "{when}")' not in code:
            yield Slip(
                outline.path,
                1,
                f'self-check: no cell calls self_check("{stem}", "{when}"); add it'
                f" {'after the case' if when == 'before' else 'to the wrap-up'}.",
            )


def lint_items(outline: Outline) -> Iterator[Slip]:
    """Every objective is tested by items that exist, and the curriculum says by which."""
    curriculum = find_curriculum(outline.path)
    objectives = outline.front.get("objectives")
    if curriculum is None or not isinstance(objectives, dict):
        return
    step = curriculum.lesson(outline.path.stem)
    if step is None:
        yield Slip(outline.path, 1, f"{curriculum.path}: does not name this lesson; add a step.")
        return
    line = outline.line_of("objectives")
    for number, objective in enumerate(map(str, objectives), start=1):
        skill = step.skills.get(objective)
        if skill is None or not skill.items:
            yield Slip(
                outline.path,
                line + number,
                f"the objective {objective!r} has no item: name in curriculum.yml under skills"
                " the question that tests it, such as targeting-1/lead-time.",
            )
        else:
            yield from _missing_items(outline, line + number, skill)
    for extra in step.skills.keys() - set(objectives):
        yield Slip(
            outline.path,
            line,
            f"curriculum.yml: the skill {extra!r} is no objective of this lesson.",
        )


def _missing_items(outline: Outline, line: int, skill: Skill) -> Iterator[Slip]:
    for item in skill.items:
        folder, _, question = item.partition("/")
        if question not in _questions(outline, folder):
            yield Slip(outline.path, line, f"curriculum.yml: there is no item {item!r}.")


def _questions(outline: Outline, folder: str) -> set[str]:
    if folder == SELF_CHECK:
        return {pair.id for pair in _quiz(outline)}
    path = outline.path.resolve().parents[2] / "exercises" / folder / "questions.yml"
    if not path.is_file():
        return set()
    return set(yaml.safe_load(path.read_text(encoding="utf-8")) or {})


def _quiz(outline: Outline) -> tuple[Pair, ...]:
    try:
        return read_quiz(outline.path.with_name(quiz_name(outline.path.stem))).pairs
    except ExerciseError:
        return ()


def lint_terms(outline: Outline) -> Iterator[Slip]:
    """The terms that a lesson teaches, and every abbreviation that it uses, are in the glossary."""
    glossary = find_glossary(outline.path)
    if not glossary:
        return
    line = outline.line_of("terms")
    taught = outline.front.get("terms")
    if not isinstance(taught, list) or not taught:
        yield Slip(outline.path, line, "front matter: terms: expected a list of glossary ids.")
        return
    prose = "\n".join(each.text for each in outline.prose)
    for name in map(str, taught):
        if name not in glossary:
            yield Slip(outline.path, line, f"the term {name!r} is not in glossary.yml; add it.")
        elif not mentions(glossary[name], prose):
            yield Slip(outline.path, line, f"the lesson never uses its term {name!r}.")
    known = PLAIN_CAPITALS | {word for t in glossary.values() for word in t.short.split()}
    known |= {word for t in glossary.values() for word in t.words.split()}
    told: set[str] = set()
    for each in outline.prose:
        if outline.section_of(each.number) == "Sources":
            continue
        for match in _CAPITALS.findall(_UNREAD.sub(" ", each.text)):
            word = match.removesuffix("s")
            if word not in known and word not in told:
                told.add(word)
                yield Slip(
                    outline.path,
                    each.number,
                    f"the abbreviation {word} is not in glossary.yml; add it, spell it out, or"
                    " set it as `code`.",
                )
