"""A French notebook: the same code, French prose, and English with a mark where there is none."""

import nbformat
import pytest
import yaml

from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.quiz import read_quiz, self_check
from aatulab.authoring.translation.glossary import FrenchTerm
from aatulab.authoring.translation.links import to_french_pages
from aatulab.authoring.translation.page import FLAG, build_french_notebook
from aatulab.authoring.translation.update import update_catalogue
from aatulab.authoring.translation.write import write_french, write_french_prompts


def prose(page):
    cells = build_french_notebook(page, page.parent).cells
    return "\n".join(cell.source for cell in cells if cell.cell_type == "markdown")


def code(notebook):
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]


def test_prose_is_french_and_code_is_the_same(page, catalogue):
    french = build_french_notebook(page, page.parent)
    english = code(build_lesson_notebook(page))
    assert code(french)[0] == english[0]
    assert code(french)[1] == 'self_check("small", "before", language="fr")'
    text = prose(page)
    assert text.startswith('<div lang="fr">\n\n# Petite leçon\n')
    assert "| Quoi | Où |\n|---|---|\n| temps | `x` |" in text
    assert "\n- ou `pnr`." in text
    assert "$$\\text{temps} = 1$$" in text
    assert FLAG not in text


def test_it_builds_twice_to_identical_bytes(page, catalogue):
    first = notebook_bytes(build_french_notebook(page, page.parent))
    assert first == notebook_bytes(build_french_notebook(page, page.parent))


def test_changed_english_is_shown_in_english_with_a_mark_and_counted(page, catalogue, edit):
    edit(page, "of one family", "of a family")
    for text in (prose(page), update_catalogue(page) and prose(page)):
        assert "holds one booking of a family [1]. ⚑ <em>(en anglais" in text
        assert "une famille" not in text
        assert "⚑ 1 passage marqué est encore en anglais." in text
        assert "# Petite leçon" in text


def test_each_language_links_to_the_other(page, catalogue):
    english = build_lesson_notebook(page).cells[0].source
    assert english.startswith("# Small lesson\n\n*[Lire cette page en français](small.fr.ipynb)*\n")
    assert "[Read this page in English](small.ipynb)" in prose(page)


def test_page_without_a_catalogue_is_built_as_before(page):
    assert "français" not in build_lesson_notebook(page).cells[0].source


def test_links_lead_to_french_notebooks_where_there_are_any(page, catalogue):
    assert "[la suivante](next.ipynb) (en anglais)," in prose(page)
    page.with_name("next.fr.po").write_text("", encoding="utf-8")
    assert "[la suivante](next.fr.ipynb)," in prose(page)


def test_links_of_the_first_pages_find_each_other_in_courses(tmp_path):
    (tmp_path / "courses").mkdir()
    (tmp_path / "courses" / "home.fr.po").write_text("", encoding="utf-8")
    assert to_french_pages("[vous](home.ipynb)", tmp_path) == "[vous](home.fr.ipynb)"


def test_tooltip_is_french_and_knows_the_plural(courses, page, catalogue, translate):
    assert '<abbr title="dossier passager (données PNR) (anglais\u00a0: passenger' in prose(page)
    (courses / "glossary.md").write_text("---\ntitle: Glossary\n---\n# G\n", encoding="utf-8")
    translate(courses / "glossary.md", {"One booking.": "Une réservation."})
    assert "PNR)\u00a0: Une réservation. (anglais" in prose(page)
    assert ">dossiers passagers</abbr>" in prose(page)


@pytest.mark.parametrize(
    ("french", "forms"),
    [
        ("système harmonisé (SH)", ("système harmonisé", "SH", "HS")),
        ("crédibilité (d'un renseignement)", ("crédibilité", "HS")),
        ("seuil", ("seuil", "HS")),
    ],
)
def test_brackets_of_a_french_term_hold_a_short_form_or_a_remark(french, forms):
    assert FrenchTerm("x", "a term", "HS", french, "").forms == forms


def test_glossary_page_lists_french_first(courses, translate):
    page = courses / "glossary.md"
    page.write_text("---\ntitle: Glossary\n---\n# Glossary\n", encoding="utf-8")
    translate(page, {"One booking.": "Une réservation."})
    text = prose(page)
    assert (
        "| dossier passager (données PNR) | passenger name record (PNR) | Une réservation. |"
        in text
    )
    assert "| siège côté couloir | aisle seat | ⚑" in text


EXERCISE = """\
---
assignment: ask-1
title: An exercise
---
# An exercise

Say why.

```{code-cell}
given = 1
```

```{code-cell}
:tags: [answer, one]
answer = 42
```

+++ {"tags": ["answer", "why"]}

Because of the reference.
"""


def test_questions_of_an_exercise_are_french_and_hold_no_answer_and_nothing_to_run(
    tmp_path, translate
):
    page = tmp_path / "exercises" / "ask-1" / "exercise.md"
    page.parent.mkdir(parents=True)
    page.write_text(EXERCISE, encoding="utf-8")
    path = translate(page, {"An exercise": "Un exercice", "Say why.": "Dites pourquoi."})
    assert "reference" not in path.read_text(encoding="utf-8")
    folder = tmp_path / "ask-1"
    folder.mkdir()
    write_french_prompts(page, folder)
    notebook = nbformat.read(folder / "ask-1.fr.ipynb", as_version=4)
    assert {cell.cell_type for cell in notebook.cells} == {"markdown"}
    assert notebook.cells[1].source == "```python\ngiven = 1\n```"
    assert "42" not in str(notebook)
    assert "Dites pourquoi." in notebook.cells[0].source
    assert "répondez dans le cahier [ask-1.ipynb](ask-1.ipynb)" in notebook.cells[0].source
    assert "reference" not in str(notebook)


def test_link_to_an_exercise_names_its_french_questions(page, catalogue, edit, tmp_path):
    link = "../../exercises/ask-1/ask-1.ipynb"
    edit(page, "(next.ipynb)", f"({link})")
    edit(catalogue, "(next.ipynb)", f"({link})")
    folder = tmp_path / "exercises" / "ask-1"
    folder.mkdir(parents=True)
    (folder / "exercise.fr.po").write_text("", encoding="utf-8")
    french = f"({link}) (en anglais ; [énoncé en français](../../exercises/ask-1/ask-1.fr.ipynb))"
    assert french in prose(page)


@pytest.fixture
def folder(page, catalogue, tmp_path):
    folder = tmp_path / "workspace"
    folder.mkdir()
    write_french(page, folder, page.parent)
    return folder


def test_self_check_asks_and_answers_in_french(folder):
    check = self_check("small", "after", folder, language="fr")
    assert "Et maintenant\u202f?" in check.static_html()
    check.choose("one", 0)
    check.hand_in()
    assert "La bonne réponse est" in check.says
    assert "Pas encore" in check.says
    assert "Not yet" not in check.says


def test_both_languages_keep_the_same_answers(folder, page):
    check = self_check("small", "before", folder, language="fr")
    check.choose("one", 0)
    check.hand_in()
    (folder / "small.quiz.yml").write_bytes(page.with_name("small.quiz.yml").read_bytes())
    after = self_check("small", "after", folder)
    after.choose("one", 1)
    after.hand_in()
    assert "1 of 1 right now, 1 before the lesson" in after.says


def test_half_translated_question_is_asked_in_english(page, catalogue, edit, tmp_path):
    edit(page.with_name("small.quiz.yml"), "none", "nothing of it")
    write_french(page, tmp_path, page.parent)
    path = tmp_path / ".small.fr.quiz.yml"
    (pair,) = read_quiz(path).pairs
    assert pair.before.ask.startswith("Which? ⚑")
    assert pair.before.choices == ("this", "that", "nothing of it")
    assert pair.after.ask == "Et maintenant\u202f?"
    assert yaml.safe_load(path.read_text(encoding="utf-8"))["quiz-for"] == "small"
