"""Bring the catalogue of a page up to date on disk; begin it where there is none."""

from pathlib import Path

from aatulab.authoring.translation.catalogue import (
    FrenchCatalog,
    read_catalogue,
    write_catalogue,
)
from aatulab.authoring.translation.merge import merge
from aatulab.authoring.translation.messages import page_messages
from aatulab.authoring.translation.names import catalogue_path


def update_catalogue(page: Path) -> bool:
    """Merge a page's messages into its catalogue; tell whether the file changed.

    A catalogue that cannot be read raises `CatalogueError` and stays as it is.
    """
    path = catalogue_path(page)
    catalog = read_catalogue(path) if path.is_file() else FrenchCatalog(path)
    merge(page_messages(page), catalog)
    return write_catalogue(catalog)
