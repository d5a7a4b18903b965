"""Write the French notebook of a page, and its self-check, beside the English ones."""

from pathlib import Path

from aatulab.authoring.nodes import notebook_bytes
from aatulab.authoring.quiz import quiz_name
from aatulab.authoring.translation.catalogue import read_catalogue
from aatulab.authoring.translation.links import notebook_name
from aatulab.authoring.translation.names import LANGUAGE, catalogue_path, french_notebook
from aatulab.authoring.translation.page import build_french_notebook, build_french_prompts
from aatulab.authoring.translation.quiz import french_quiz


def write_french(page: Path, folder: Path, base: Path) -> None:
    """Write what a French reader of this page needs into a folder of the workspace."""
    notebook = build_french_notebook(page, base)
    (folder / french_notebook(notebook_name(page))).write_bytes(notebook_bytes(notebook))
    quiz = page.with_name(quiz_name(page.stem))
    if quiz.is_file():
        text = french_quiz(quiz, read_catalogue(catalogue_path(page)))
        hidden = folder / f".{quiz_name(page.stem, LANGUAGE)}"  # as the English one
        hidden.write_text(text, encoding="utf-8", newline="\n")


def write_french_prompts(page: Path, folder: Path) -> None:
    """Write an exercise's questions in French beside its notebook, which has the folder's name."""
    name = f"{folder.name}.ipynb"
    prompts = build_french_prompts(page, name)
    (folder / french_notebook(name)).write_bytes(notebook_bytes(prompts))
