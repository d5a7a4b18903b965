"""Terms are explained once, where they are read, and nowhere where that would break something."""

import pytest

from aatulab.authoring.glossary import (
    explain_terms,
    find_glossary,
    glossary_page,
    load_glossary,
    mentions,
)
from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.errors import ExerciseError

YAML = """\
lead-time: {term: lead time, french: délai, means: 'How "late" it was booked.'}
pnr: {term: passenger name record, short: PNR, french: dossier passager, means: One booking.}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "glossary.yml").write_text(YAML, encoding="utf-8")
    return tmp_path


@pytest.fixture
def glossary(folder):
    return load_glossary(folder / "glossary.yml")


def test_first_use_is_explained_in_english_and_french(glossary):
    told = explain_terms("The PNR. A PNR again.", glossary, set())
    tooltip = "passenger name record: One booking. (French: dossier passager)"
    assert told == f'The <abbr title="{tooltip}">PNR</abbr>. A PNR again.'


def test_quotes_in_a_meaning_do_not_end_the_tooltip(glossary):
    assert "&quot;late&quot;" in explain_terms("The lead time.", glossary, set())


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Lead times are short.", '">Lead times</abbr> are'),
        ("**Lead time** is", '**<abbr title="'),
        ("Two PNRs.", '">PNRs</abbr>'),
    ],
)
def test_plural_bold_and_the_start_of_a_sentence_count(glossary, text, found):
    assert found in explain_terms(text, glossary, set())


@pytest.mark.parametrize(
    "text",
    [
        "# The PNR",
        "`PNR` as code",
        "[PNR](x.md) as a link",
        "$PNR$ in a formula",
        "```\nPNR\n```",
        "$$\nPNR\n$$",
        "https://example.org/PNR",
        "PNRGOV is another word, and so is pnr",
        "a lead-time",
    ],
)
def test_what_is_no_prose_stays_as_it_is(glossary, text):
    assert explain_terms(text, glossary, set()) == text


def test_a_term_is_explained_once_a_page(folder):
    page = folder / "page.md"
    page.write_text("---\ntitle: P\n---\n# P\n\nA PNR.\n\n```{code-cell}\n1\n```\n\nThe PNR.\n")
    texts = [cell.source for cell in build_lesson_notebook(page).cells]
    assert sum(text.count("<abbr") for text in texts) == 1
    assert texts[1] == "1"


def test_page_holds_every_term_with_its_french(glossary):
    page = glossary_page(glossary)
    assert "| passenger name record (PNR) | dossier passager | One booking. |" in page
    assert "| lead time | délai |" in page


def test_mentions_look_at_prose_only(glossary):
    assert mentions(glossary["pnr"], "a passenger name record")
    assert not mentions(glossary["pnr"], "a `PNR`")


def test_no_glossary_is_an_empty_one(tmp_path):
    assert find_glossary(tmp_path / "a" / "b.md") == {}


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("pnr: {term: a, french: b}", "pnr: means: expected a text, it is missing"),
        ("PNR: {term: a, french: b, means: c}", "expected lower-case words"),
        ("pnr: {term: a, french: b, means: c, freanch: d}", "did you mean french"),
    ],
)
def test_slip_in_the_glossary_is_named(tmp_path, text, message):
    (tmp_path / "glossary.yml").write_text(text, encoding="utf-8")
    with pytest.raises(ExerciseError, match=message):
        load_glossary(tmp_path / "glossary.yml")
