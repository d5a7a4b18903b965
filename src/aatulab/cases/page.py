"""The page of the data dictionary that lists all cases, made from their recipes alone."""

from collections.abc import Sequence

from aatulab.cases.flows import POINTS_OUTSIDE, tables_of
from aatulab.cases.recipe import BANDS, Recipe

PAGE = "cases.md"

_HEAD = """<!-- Made by `aatulab world dictionary`; edit datasets/cases/*.yml instead. -->

# Cases

What an officer sees of an invented world at one moment.  `load_case("arrivals-tuesday")` opens a
case in a notebook, `aatulab case build NAME` writes its tables to disk.  Everybody sees the case of
the public seed; whoever is graded works on another seed, which keeps the ranges below and changes
the answers.  Nothing in a case tells which of its records are illicit; `debrief` does, when the
work is done.  A few columns lead to what no case holds:

{outside}

| Case | Flows | How rare | Difficulty |
|---|---|---|---|
"""


def cases_page(recipes: Sequence[Recipe]) -> str:
    """Return the page: one line a case, then the story of each and what its variants keep."""
    lines = [
        f"| [{recipe.title}](#{recipe.name}) | {', '.join(recipe.flows)} | {recipe.band} "
        f"| {recipe.difficulty} |"
        for recipe in recipes
    ]
    outside = "\n".join(f"- `{column}`: {why}" for column, why in POINTS_OUTSIDE.items())
    head = _HEAD.replace("{outside}", outside)
    return head + "\n".join(lines) + "\n" + "".join(_section(recipe) for recipe in recipes)


def _section(recipe: Recipe) -> str:
    tables = ", ".join(f"`{name}`" for name in tables_of(recipe.flows, recipe.looked_up))
    kept = "; ".join(f"{key} {low:g} to {high:g}" for key, (low, high) in recipe.requires.items())
    days = "one day" if recipe.listed_days == 1 else f"{recipe.listed_days} days"
    if recipe.work_days < recipe.listed_days:
        days += f" (the last {recipe.work_days} are the work to do)"
    return (
        f"\n## {recipe.name}\n\n{recipe.story.strip()}\n\n"
        f"- {BANDS[recipe.band][2]}\n"
        f"- {recipe.hub}, {days} up to {recipe.day:%d %B %Y}, {recipe.hour}:00 UTC\n"
        f"- tables: {tables}\n"
        f"- public seed {recipe.public_seed}; every variant keeps {kept}\n"
    )
