"""Build the French notebook of a page from its English source and its catalogue.

The cells are the English ones: the same code, byte for byte (but for the self-check, which is
asked in French), and prose in French where the catalogue has it.  Everything else is shown in
English and marked with a flag, and the top of the page says how much there is of it.
"""

import re
from dataclasses import replace
from pathlib import Path

from nbformat import NotebookNode

from aatulab.authoring.glossary import Glossary
from aatulab.authoring.lessons import assemble_notebook
from aatulab.authoring.text import SourceCell, SourceText, read_source
from aatulab.authoring.translation.blocks import Block, rewrite
from aatulab.authoring.translation.catalogue import FrenchCatalog, read_catalogue
from aatulab.authoring.translation.glossary import TITLE, find_french_glossary, french_glossary_page
from aatulab.authoring.translation.links import link_to_english, to_french_pages, under_title
from aatulab.authoring.translation.messages import front_texts
from aatulab.authoring.translation.names import LANGUAGE, catalogue_path, is_glossary
from aatulab.authoring.translation.typography import set_french

FLAG = "⚑"
_STALE = f"{FLAG} <em>(en anglais, traduction à revoir)</em>"
_CODE = "Le code, ses résultats, les graphiques et les outils interactifs restent en anglais."
_PROMPTS = (
    "Énoncé à lire : répondez dans le cahier [{0}]({0}), en anglais, le seul que vous remettez."
    " Les réponses rédigées peuvent être en français si votre formateur l'accepte."
)
_ANSWERS = {"answer", "inputs"}
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
    cells = under_title(cells, _top(cells, link_to_english(page)))
    return _notebook(text, cells, catalog, glossary)


def build_french_prompts(page: Path, notebook: str) -> NotebookNode:
    """Return the questions of an exercise in French, to read beside the notebook of that name.

    Given code is there to be read, and no answer is: what is graded is the English notebook.
    """
    catalog = read_catalogue(catalogue_path(page))
    text = read_source(page)
    given = (cell for cell in text.cells if not _ANSWERS & set(cell.tags))
    cells = tuple(_to_read(_french_cell(cell, catalog, page.parent)) for cell in given)
    cells = under_title(cells, _top(cells, _PROMPTS.format(notebook)))
    return _notebook(text, cells, catalog, find_french_glossary(page))


def _to_read(cell: SourceCell) -> SourceCell:
    if cell.kind == "markdown":
        return cell
    return SourceCell("markdown", f"```python\n{cell.source}\n```", cell.tags)


def _notebook(
    text: SourceText, cells: tuple[SourceCell, ...], catalog: FrenchCatalog, glossary: Glossary
) -> NotebookNode:
    spoken = map(_spoken, cells)
    notebook = assemble_notebook(spoken, f"{text.path.stem}-{LANGUAGE}", glossary)
    notebook.metadata.update(_metadata(text, catalog))
    return notebook


def _french_cell(cell: SourceCell, catalog: FrenchCatalog, base: Path) -> SourceCell:
    if cell.kind == "code":
        return replace(cell, source=_SELF_CHECK.sub(rf'\1, language="{LANGUAGE}")', cell.source))

    def told(block: Block) -> str:
        french = catalog.french(block.text)
        return set_french(french) if french is not None else f"{block.text} {_STALE}"

    return replace(cell, source=to_french_pages(rewrite(cell.source, told), base))


def _top(cells: tuple[SourceCell, ...], first: str) -> str:
    """Return the line under the title: the way to the English, and what is not French."""
    stale = sum(cell.source.count(_STALE) for cell in cells)
    about = [first, "Traduction française."]
    if any(cell.kind == "code" for cell in cells):
        about.append(_CODE)
    if stale:
        are = "passage marqué est encore" if stale == 1 else "passages marqués sont encore"
        about.append(f"{FLAG} {stale} {are} en anglais.")
    return f"*{set_french(' '.join(about))}*"


def _spoken(cell: SourceCell) -> SourceCell:
    """Return a cell that a screen reader speaks in French: JupyterLab's own page is English."""
    if cell.kind == "code" or cell.source.startswith("```"):
        return cell
    return replace(cell, source=f'<div lang="{LANGUAGE}">\n\n{cell.source}\n\n</div>')


def _metadata(text: SourceText, catalog: FrenchCatalog) -> dict[str, object]:
    """Return what a list of courses can show; nbconvert sets `title` as the page's title."""
    texts = dict(front_texts(text.front))
    french = {key: catalog.french(words) or words for key, words in texts.items()}
    if is_glossary(text.path):
        french = {"title": TITLE}
    return {"title": french.get("title", ""), "aatulab": {"language": LANGUAGE, "texts": french}}
