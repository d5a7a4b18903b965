"""Build the French notebook of a page from its English source and its catalogue.

The cells are the English ones: the same code, byte for byte (but for the self-check, which is
asked in French), and prose in French where the catalogue has it.  Everything else is shown in
English and marked with a flag, and the top of the page says how much there is of it.
"""

import re
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from aatulab.authoring.glossary import Glossary
from aatulab.authoring.lessons import assemble_notebook
from aatulab.authoring.text import SourceCell, SourceText, read_source
from aatulab.authoring.translation.blocks import Block, rewrite
from aatulab.authoring.translation.catalogue import FrenchCatalog, read_catalogue
from aatulab.authoring.translation.glossary import find_french_glossary, french_glossary_page
from aatulab.authoring.translation.links import link_to_english, to_french_pages, under_title
from aatulab.authoring.translation.messages import front_texts
from aatulab.authoring.translation.names import LANGUAGE, catalogue_path, is_glossary
from aatulab.authoring.translation.spaces import french_spaces

FLAG = "⚑"
_STALE = f"{FLAG} <em>(en anglais, traduction à revoir)</em>"
_ABOUT = (
    "Traduction française. Le code, ses résultats, les graphiques et les outils interactifs"
    " restent en anglais."
)
_SELF_CHECK = re.compile(r'(self_check\("[a-z0-9-]+", "(?:before|after)")\)')


def build_french_notebook(page: Path, base: Path) -> NotebookNode:
    """Return the French notebook of a page that has a catalogue.

    `base` is the folder in the sources that corresponds to the page's own in the workspace.
    """
    catalog = read_catalogue(catalogue_path(page))
    text = read_source(page)
    if is_glossary(page):
        cells: tuple[SourceCell, ...] = (SourceCell("markdown", french_glossary_page(page), ()),)
        glossary: Glossary = {}
    else:
        cells = tuple(_french_cell(cell, catalog, base) for cell in text.cells)
        glossary = find_french_glossary(page)
    cells = under_title(cells, _top(page, cells))
    notebook = assemble_notebook(cells, f"{page.stem}-{LANGUAGE}", glossary)
    notebook.metadata.update(_metadata(text, catalog))
    return notebook


def french_text(source: str, say: Callable[[str], str | None], mark: str) -> str:
    """Return a Markdown text in French; blocks for which `say` has None stay, with a mark."""

    def told(block: Block) -> str | None:
        french = say(block.text)
        if french is not None:
            return french_spaces(french)
        return f"{block.text} {mark}" if mark else None

    return rewrite(source, told)


def _french_cell(cell: SourceCell, catalog: FrenchCatalog, base: Path) -> SourceCell:
    if cell.kind == "code":
        return replace(cell, source=_SELF_CHECK.sub(rf'\1, language="{LANGUAGE}")', cell.source))
    french = french_text(cell.source, catalog.french, _STALE)
    return replace(cell, source=to_french_pages(french, base))


def _top(page: Path, cells: tuple[SourceCell, ...]) -> str:
    stale = sum(cell.source.count(_STALE) for cell in cells)
    about = [link_to_english(page), f"*{_ABOUT}*"]
    if stale:
        are = "passage marqué est encore" if stale == 1 else "passages marqués sont encore"
        about.append(f"*{stale} {are} en anglais ({FLAG}).*")
    return french_spaces(" ".join(about))


def _metadata(text: SourceText, catalog: FrenchCatalog) -> dict[str, object]:
    """Return what a list of courses can show; nbconvert sets `title` as the page's title."""
    texts = dict(front_texts(text.front))
    french = {key: catalog.french(words) or words for key, words in texts.items()}
    return {"title": french.get("title", ""), "aatulab": {"language": LANGUAGE, "texts": french}}
