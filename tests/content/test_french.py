"""Every lesson can be translated without loss, and what is in French is well formed.

That the French is complete is not asked: a correction of the English need not wait for it.
"""

import re
from pathlib import Path

import pytest
from markdown_it import MarkdownIt

from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.text import read_source
from aatulab.authoring.translation.blocks import rewrite
from aatulab.authoring.translation.catalogue import catalogue_text, read_catalogue
from aatulab.authoring.translation.check import check_translation
from aatulab.authoring.translation.names import is_catalogue, page_of
from aatulab.authoring.translation.page import build_french_notebook

ROOT = Path(__file__).parents[2]
COURSES, EXERCISES = ROOT / "courses", ROOT / "exercises"
PAGES = sorted(path for path in COURSES.rglob("*.md") if not path.name.endswith(".notes.md"))
PAGES += sorted(EXERCISES.glob("*/exercise.md"))
CATALOGUES = sorted(path for room in (COURSES, EXERCISES) for path in room.rglob("*.po"))
TRANSLATED = [page_of(path) for path in CATALOGUES if is_catalogue(path)]
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")

by_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: f"{page.parent.name}/{page.stem}")
by_french = pytest.mark.parametrize(
    "page", TRANSLATED, ids=lambda page: f"{page.parent.name}/{page.stem}"
)
by_lesson = pytest.mark.parametrize(
    "page", [page for page in TRANSLATED if COURSES in page.parents], ids=lambda page: page.stem
)


def render(text):
    return re.sub(r"\s+", " ", MARKDOWN.render(text))


def code_of(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


@by_page
def test_untranslated_prose_keeps_every_byte_and_its_meaning(page):
    for cell in read_source(page).cells:
        if cell.kind == "markdown":
            assert rewrite(cell.source, lambda _block: None) == cell.source
            assert render(rewrite(cell.source, lambda block: block.text)) == render(cell.source)


def test_every_catalogue_belongs_to_a_page():
    assert CATALOGUES
    assert [page for page in TRANSLATED if not page.is_file()] == []
    assert len(TRANSLATED) == len(CATALOGUES)


@by_french
def test_catalogue_is_written_as_the_command_writes_it(page):
    catalog = read_catalogue(page.with_name(f"{page.stem}.fr.po"))
    fresh = catalogue_text(catalog) == catalog.path.read_text(encoding="utf-8")
    assert fresh, "run `aatulab translate update --all`"


@by_french
def test_no_french_breaks_markup_or_a_term(page):
    slips = check_translation(page).slips
    assert [str(s) for s in slips if s.message.startswith(("mark-up", "term"))] == []


@by_lesson
def test_code_of_a_french_lesson_is_the_english_one_so_it_runs_as_that_does(page):
    french = code_of(build_french_notebook(page, page.parent))
    english = code_of(build_lesson_notebook(page))
    assert [source.replace(', language="fr"', "") for source in french] == english
