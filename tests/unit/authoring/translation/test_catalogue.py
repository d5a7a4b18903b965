"""A catalogue is read strictly: what is wrong in it is named with its line, and nothing is lost."""

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aatulab.authoring.translation.catalogue import (
    FrenchCatalog,
    catalogue_text,
    read_catalogue,
)
from aatulab.authoring.translation.update import update_catalogue
from aatulab.errors import ContentError

HEAD = 'msgid ""\nmsgstr ""\n"Language: fr\\n"\n\n'
ONE = 'msgid "a"\nmsgstr "b"\n'


def write(tmp_path, text, head=HEAD):
    path = tmp_path / "x.fr.po"
    path.write_text(head + text, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        (ONE + 'msgid "c"\nmsgstr "d\n', 8, "a text in quotes"),
        (ONE + 'msgid "c\nmsgstr "d"\n', 7, "a text in quotes"),
        (ONE + 'msgstr "again"\n', 7, "expected a msgid before this msgstr"),
        ('msgid "c"\nmsgid "d"\nmsgstr ""\n', 6, "expected a msgstr before this msgid"),
        (ONE + 'msgid "c"\n', 8, "has no msgstr"),
        (ONE + ONE, 7, "stands here and in line 5"),
        ('msgid "a"\nmsgid_plural "as"\nmsgstr[0] "b"\n', 6, "msgid_plural is not used"),
        ('msgctxt "x"\n' + ONE, 5, "msgctxt is not used"),
        (ONE + "<<<<<<< HEAD\n", 7, "a text in quotes"),
        (ONE + 'msgid "c"\n# a note\nmsgstr "d"\n', 7, "missing msgstr"),
    ],
)
def test_slip_is_one_sentence_with_its_line(tmp_path, text, line, words):
    with pytest.raises(ContentError) as caught:
        read_catalogue(write(tmp_path, text))
    assert f"x.fr.po:{line}: " in str(caught.value)
    assert words in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    ("head", "found"),
    [
        (HEAD.replace("fr", "de"), "found 'de'"),
        (HEAD.replace("Language: fr", "X: y"), "found none"),
        ("", "found none"),
    ],
)
def test_another_language_is_refused(tmp_path, head, found):
    with pytest.raises(ContentError, match=rf"expected fr, {found}"):
        read_catalogue(write(tmp_path, ONE, head))


@pytest.mark.parametrize("language", ["fr", "fr_FR", "fr-CA"])
def test_french_of_any_country_is_french(tmp_path, language):
    path = write(tmp_path, ONE, HEAD.replace("fr", language))
    assert read_catalogue(path).french("a") == "b"


def test_text_that_is_no_utf_8_is_named(tmp_path):
    path = tmp_path / "x.fr.po"
    path.write_bytes(HEAD.encode() + 'msgid "a"\nmsgstr "é"\n'.encode("latin-1"))
    with pytest.raises(ContentError, match="not a text in UTF-8"):
        read_catalogue(path)


def test_refused_catalogue_keeps_its_bytes(page, catalogue, edit):
    edit(catalogue, 'msgstr "ici"', 'msgstr "ici')
    before = catalogue.read_bytes()
    with pytest.raises(ContentError, match=r"small\.fr\.po:\d+: "):
        update_catalogue(page)
    assert catalogue.read_bytes() == before
    assert list(catalogue.parent.glob(".*writing")) == []


def test_file_of_a_windows_editor_is_read(tmp_path):
    path = tmp_path / "x.fr.po"
    path.write_bytes((HEAD + ONE).replace("\n", "\r\n").encode("utf-8-sig"))
    assert read_catalogue(path).french("a") == "b"


def test_what_was_read_is_written_the_same(tmp_path):
    text = (
        '# Marie, 2026\nmsgid ""\nmsgstr ""\n"Language: fr\\n"\n"X-Generator: Poedit 3\\n"\n\n'
        "# why this word\n#. paragraph in: A\n#: x.md\n#, fuzzy\n"
        '#| msgid "the \\"old\\" one"\nmsgid "5 % of {this}\\n"\nmsgstr ""\n"l\'un\\n"\n\n'
        '#, fuzzy\n#~ msgid "gone"\n#~ msgstr "parti"\n'
    )
    path = write(tmp_path, text.replace('""\n"l\'un\\n"', '"l\'un\\n"'), head="")
    assert catalogue_text(read_catalogue(path)) == path.read_text(encoding="utf-8")


TEXT = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]) | st.just("\n"), min_size=1
)


@given(st.dictionaries(TEXT, TEXT, max_size=4), st.sets(TEXT, max_size=2))
def test_any_texts_come_back_as_they_were_written(texts, drafts):
    catalog = FrenchCatalog(Path("x.fr.po"))
    for text, french in texts.items():
        flags = {"fuzzy"} if text in drafts else set()
        catalog.add(text, french, flags=flags, previous_id=[french] if flags else [])
    with TemporaryDirectory() as folder:
        path = Path(folder) / "x.fr.po"
        path.write_text(catalogue_text(catalog), encoding="utf-8", newline="\n")
        again = read_catalogue(path)
    assert {message.id: message.string for message in again if message.id} == texts
    assert catalogue_text(again) == catalogue_text(catalog)


def test_draft_and_empty_text_are_no_french(tmp_path):
    catalog = read_catalogue(write(tmp_path, "#, fuzzy\n" + ONE + '\nmsgid "c"\nmsgstr " "\n'))
    assert [catalog.french(text) for text in ("a", "c", "unknown")] == [None, None, None]
