"""A translation's faults are named at the line where they are mended."""

import pytest

from aatulab.authoring.translation.check import check_translation
from aatulab.authoring.translation.markup import lost_markup
from aatulab.authoring.translation.update import update_catalogue


def kinds(page):
    return [slip.message.split(":")[0] for slip in check_translation(page).slips]


@pytest.mark.parametrize(
    ("english", "french", "lost"),
    [
        ("See [it](a.md).", "Voyez-le.", "the link to a.md"),
        ("See [it](a.md).", "Voyez [ceci](b.md).", "the link to a.md"),
        ("![a map](m.png)", "Une carte", "the link to m.png"),
        ("Use `x`.", "Utilisez x.", "the code `x`"),
        ("{term}`pnr` is", "`pnr` est", "the code {term}`pnr`"),
        ("At $x < 1$.", "À x < 1.", "the formula $x<1$"),
        ("As said [1, 2].", "Comme dit [1].", "the source [1, 2]"),
        ("Hello {name}.", "Bonjour.", "the placeholder {name}"),
        ("Hello %(name)s.", "Bonjour.", "the placeholder %(name)s"),
        ("<b>so</b>", "<b>ainsi", "the tag </b>"),
        ("so", "<b>ainsi", "the tag <b>"),
        ("**so** is", "**ainsi est", "a ** that closes or opens the bold words"),
        ("one line", "une\nligne", "a line break"),
        ("a | b", "a", "the number of cells (2 in the English)"),
        ("Read <https://example.org/a>.", "Lisez.", "the address https://example.org/a"),
    ],
)
def test_broken_markup_is_named(english, french, lost):
    assert lost in lost_markup(english, french)


@pytest.mark.parametrize(
    ("english", "french"),
    [
        ("A [b](c) and `d` [1].", "`d` [1] et [b](c)."),
        ("Try 1.1 now.", "Essayez `1.1`."),
        ("$$\\text{time} = 1$$", "$$\\text{temps} = 1$$"),
        ("**What** is `a ** b`?", "`a ** b` est **quoi** ?"),
        ("Read <https://example.org>.", "Lisez <https://example.org> !"),
    ],
)
def test_other_words_in_another_order_are_no_fault(english, french):
    assert lost_markup(english, french) == []


def test_complete_french_has_no_slip(page, catalogue):
    state = check_translation(page)
    assert state.slips == ()
    assert (state.messages, state.translated) == (19, 19)


def test_changed_english_is_stale_before_and_after_the_update(page, catalogue, edit):
    edit(page, "of one family", "of a family")
    (before,) = check_translation(page).slips
    assert (before.path, before.message[:6]) == (page, "stale:")
    assert (
        before.line
        == page.read_text(encoding="utf-8").split("\n").index("A **PNR** holds one booking") + 1
    )
    update_catalogue(page)
    (after,) = check_translation(page).slips
    assert (after.path, after.message[:6]) == (catalogue, "stale:")
    assert catalogue.read_text(encoding="utf-8").split("\n")[after.line - 1].startswith("msgid")


def test_new_english_is_missing(page, catalogue, edit):
    edit(page, "- or `pnr`.", "- or `pnr`.\n\nZebras queue elsewhere, quietly.")
    assert kinds(page) == ["missing"]
    update_catalogue(page)
    assert kinds(page) == ["missing"]


def test_french_that_begins_a_list_is_named(page, catalogue, edit):
    edit(catalogue, 'msgstr "ou `pnr`."', 'msgstr "- ou `pnr`."')
    assert [slip.message.split(": ")[-1] for slip in check_translation(page).slips] == [
        "what kind of block it is (a list, a heading, a formula) differs from the English."
    ]


def test_taught_term_has_the_glossary_s_french(page, catalogue, edit):
    edit(page, "title: Small lesson", "title: Small lesson\nterms: [pnr]")
    assert kinds(page) == []
    edit(catalogue, "dossiers passagers", "fiches")
    (slip,) = check_translation(page).slips
    assert "never uses “dossier passager”" in slip.message


def test_broken_catalogue_is_one_slip(page, catalogue, edit):
    edit(catalogue, 'msgstr "ici"', 'msgstr "ici')
    (slip,) = check_translation(page).slips
    assert "Mend this line" in slip.message
    lines = catalogue.read_text(encoding="utf-8").split("\n")
    assert lines[slip.line - 1] == 'msgstr "ici'


def test_page_without_a_catalogue_says_how_to_begin_one(page):
    (slip,) = check_translation(page).slips
    assert "aatulab translate update with the lesson begins one" in slip.message


def test_glossary_is_checked_by_its_meanings(courses, translate):
    (courses / "glossary.md").write_text("---\ntitle: Glossary\n---\n# G\n", encoding="utf-8")
    translate(courses / "glossary.md", {"One booking.": "Une réservation."})
    assert kinds(courses / "glossary.md") == ["missing"]
