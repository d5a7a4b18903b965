"""The committed pages are those that the descriptions give."""

import pytest

from aatulab.content import datasets_dir
from aatulab.world.build import read_casts
from aatulab.world.dictionary import dictionary_pages
from aatulab.world.schemas import read_schema, table_names

PAGES = dictionary_pages(list(read_casts().values()))
FOLDER = datasets_dir() / "dictionary"


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_is_fresh(name):
    assert (FOLDER / name).read_text(encoding="utf-8") == PAGES[name], (
        "run `aatulab world dictionary`"
    )


def test_no_page_is_left_over():
    assert {path.name for path in FOLDER.iterdir()} == {*PAGES, "cases.md"}


@pytest.mark.parametrize("name", table_names())
def test_a_page_has_a_line_for_every_column(name):
    for column in read_schema(name).columns:
        assert f"| `{column.name}` |" in PAGES[f"{name}.md"]


def test_every_line_of_a_table_has_as_many_cells_as_its_head():
    for name, page in PAGES.items():
        counts = []
        for line in page.splitlines():
            cells = line.replace("\\|", "").count("|")
            if cells and counts:
                assert cells == counts[-1], (name, line)
            counts = [*counts, cells] if cells else []
