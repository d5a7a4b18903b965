"""The names of a translated page: its catalogue beside the source, its notebook and quiz."""

from pathlib import Path

from aatulab.authoring.glossary import PAGE
from aatulab.authoring.quiz import Language

LANGUAGE: Language = "fr"
_CATALOGUE = f".{LANGUAGE}.po"
_MARKDOWN = ".md"


def catalogue_path(page: Path) -> Path:
    """Return where the French catalogue of a page lies, whether or not there is one.

    >>> catalogue_path(Path("courses/welcome.md")).as_posix()
    'courses/welcome.fr.po'
    """
    return page.with_name(page.stem + _CATALOGUE)


def page_of(catalogue: Path) -> Path:
    """Return the page that a catalogue translates.

    >>> page_of(Path("courses/welcome.fr.po")).as_posix()
    'courses/welcome.md'
    """
    return catalogue.with_name(catalogue.name.removesuffix(_CATALOGUE) + _MARKDOWN)


def is_catalogue(path: Path) -> bool:
    """Tell whether a file is named as a French catalogue is."""
    return path.name.endswith(_CATALOGUE)


def is_translated(page: Path) -> bool:
    """Tell whether a page has a French catalogue."""
    return catalogue_path(page).is_file()


def french_notebook(name: str) -> str:
    """Return what the French notebook of a notebook is called.

    >>> french_notebook("welcome.ipynb")
    'welcome.fr.ipynb'
    """
    return f"{name.removesuffix('.ipynb')}.{LANGUAGE}.ipynb"


def is_glossary(page: Path) -> bool:
    """Tell whether a page is the glossary's, which is made from glossary.yml."""
    return page.name == PAGE
