"""A small lesson with its quiz and glossary, and its French as a translator would write it."""

import pytest

from aatulab.authoring.translation.catalogue import read_catalogue, write_catalogue
from aatulab.authoring.translation.names import catalogue_path
from aatulab.authoring.translation.update import update_catalogue

GLOSSARY = """\
pnr:
  {term: passenger name record, short: PNR, french: dossier passager (données PNR),
   means: One booking.}
seat: {term: aisle seat, french: siège côté couloir, means: Where one sits.}
"""
LESSON = """\
---
title: Small lesson
summary: what it is
objectives:
  read: Read a record
---
# Small lesson

A **PNR** holds one booking
of one family [1].

- see [the next](next.ipynb),
- or `pnr`.

| What | Where |
|---|---|
| time | `x` |

$$\\text{time} = 1$$

```{code-cell}
# a comment
print("a passenger name record")
```

```{code-cell}
self_check("small", "before")
```
"""
QUIZ = """\
quiz-for: small
pairs:
  - id: one
    skill: read
    before: {ask: "Which?", choices: [this, that, none], right: 1, because: Since it is.}
    after: {ask: "And now?", choices: [here, there, nowhere], right: 2, because: Since so.}
"""
LONG = "A **PNR** holds one booking of one family [1]."
FRENCH = {
    "Small lesson": "Petite leçon",
    "what it is": "ce que c'est",
    "Read a record": "Lire un dossier",
    LONG: "Les **dossiers passagers** : une famille [1].",
    "see [the next](next.ipynb),": "voyez [la suivante](next.ipynb),",
    "or `pnr`.": "ou `pnr`.",
    "What | Where": "Quoi | Où",
    "time | `x`": "temps | `x`",
    "$$\\text{time} = 1$$": "$$\\text{temps} = 1$$",
    "Which?": "Lequel ?",
    "this": "celui-ci",
    "that": "celui-là",
    "none": "aucun",
    "Since it is.": "Parce que.",
    "And now?": "Et maintenant ?",
    "here": "ici",
    "there": "là",
    "nowhere": "nulle part",
    "Since so.": "Parce que c'est ainsi.",
}


@pytest.fixture
def courses(tmp_path):
    folder = tmp_path / "courses"
    (folder / "track").mkdir(parents=True)
    (folder / "glossary.yml").write_text(GLOSSARY, encoding="utf-8")
    (folder / "track" / "small.md").write_text(LESSON, encoding="utf-8")
    (folder / "track" / "small.quiz.yml").write_text(QUIZ, encoding="utf-8")
    return folder


@pytest.fixture
def page(courses):
    return courses / "track" / "small.md"


@pytest.fixture
def translate():
    """Write the French of a page into its catalogue, as far as it is given."""

    def fill(page, french):
        update_catalogue(page)
        catalog = read_catalogue(catalogue_path(page))
        for message in catalog:
            if message.id in french:
                message.string = french[message.id]
        write_catalogue(catalog)
        return catalogue_path(page)

    return fill


@pytest.fixture
def catalogue(page, translate):
    """The page's catalogue, all in French."""
    return translate(page, FRENCH)


@pytest.fixture
def edit():
    """Change words in a file; they must be there."""

    def change(path, old, new):
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return change
