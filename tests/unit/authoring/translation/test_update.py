"""Bringing a catalogue up to date marks what changed and loses nothing that was translated."""

import pytest

from aatulab.authoring.translation.catalogue import read_catalogue
from aatulab.authoring.translation.update import update_catalogue

LONG = "A **PNR** holds one booking of one family [1]."


def test_second_update_changes_no_byte(page, catalogue):
    before = catalogue.read_bytes()
    assert update_catalogue(page) is False
    assert catalogue.read_bytes() == before


def test_every_message_says_where_it_stands(page, catalogue):
    text = catalogue.read_text(encoding="utf-8")
    for place in ("front matter: read", "heading in: Small lesson", "table row in:"):
        assert f"#. {place}" in text
    assert "#. self-check before, one: choice\n#: small.quiz.yml" in text


def test_code_is_no_message(catalogue):
    text = catalogue.read_text(encoding="utf-8")
    assert "comment" not in text
    assert "print" not in text


def test_changed_english_makes_its_french_a_draft_and_no_other(page, catalogue, edit):
    edit(page, "of one family", "of a family")
    update_catalogue(page)
    catalog = read_catalogue(catalogue)
    drafts = [message for message in catalog if message.id and message.fuzzy]
    assert [message.id for message in drafts] == [LONG.replace("one family", "a family")]
    assert drafts[0].string == "Les **dossiers passagers** : une famille [1]."
    assert drafts[0].previous_id == [LONG]


def test_draft_keeps_its_french_and_the_old_english_through_more_updates(page, catalogue, edit):
    edit(page, "of one family", "of a family")
    update_catalogue(page)
    once = catalogue.read_bytes()
    assert update_catalogue(page) is False
    assert catalogue.read_bytes() == once
    assert f'#| msgid "{LONG}"' in once.decode()


def test_new_line_breaks_in_the_english_change_nothing(page, catalogue, edit):
    edit(page, "holds one booking\nof one", "holds\none booking of one")
    assert update_catalogue(page) is False


def test_what_left_the_page_comes_back_with_its_french(page, catalogue, edit):
    edit(page, "- see [the next](next.ipynb),\n", "")
    update_catalogue(page)
    assert '#~ msgstr "voyez' in catalogue.read_text(encoding="utf-8")
    assert read_catalogue(catalogue).french("see [the next](next.ipynb),") is None
    edit(page, "- or `pnr`.", "- see [the next](next.ipynb),\n- or `pnr`.")
    update_catalogue(page)
    french = read_catalogue(catalogue).french("see [the next](next.ipynb),")
    assert french == "voyez [la suivante](next.ipynb),"


@pytest.mark.parametrize("kept", ["# Marie, 2026\n", '"X-Generator: Poedit 3\\n"\n', "# why so\n"])
def test_a_translators_own_lines_stay(page, catalogue, edit, kept):
    edit(
        catalogue,
        'msgid ""\nmsgstr ""\n',
        '# Marie, 2026\nmsgid ""\nmsgstr ""\n"X-Generator: Poedit 3\\n"\n',
    )
    edit(catalogue, "#. front matter: title", "# why so\n#. front matter: title")
    edit(page, "of one family", "of a family")
    update_catalogue(page)
    assert kept in catalogue.read_text(encoding="utf-8")


def test_old_french_of_a_message_that_has_none_is_its_draft(page, catalogue, edit):
    edit(catalogue, 'msgid "here"\nmsgstr "ici"', 'msgid "here"\nmsgstr ""')
    with catalogue.open("a", encoding="utf-8") as file:
        file.write('\n#~ msgid "here"\n#~ msgstr "ici même"\n')
    update_catalogue(page)
    message = read_catalogue(catalogue).get("here")
    assert (message.string, message.fuzzy) == ("ici même", True)
