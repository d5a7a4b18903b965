"""The committed pages are those that the descriptions give."""

import pytest

from aatulab.cases.goods import portray_goods
from aatulab.content import datasets_dir
from aatulab.world.build import read_casts
from aatulab.world.dictionary import dictionary_pages
from aatulab.world.portraits import draw_portraits
from aatulab.world.schemas import goods_table_names, read_schema, table_names

FOLDER = datasets_dir() / "dictionary"
TABLES = [*table_names(), *goods_table_names()]
NAMES = ["README.md", "typologies.md", *(f"{name}.md" for name in TABLES)]


@pytest.fixture(scope="module")
def pages():
    return dictionary_pages(list(read_casts().values()), {**draw_portraits(), **portray_goods()})


@pytest.mark.parametrize("name", NAMES)
def test_a_page_is_fresh(pages, name):
    assert (FOLDER / name).read_text(encoding="utf-8") == pages[name], (
        "run `aatulab world dictionary`"
    )


def test_no_page_is_left_over(pages):
    assert {path.name for path in FOLDER.iterdir()} == {*pages, "cases.md"}


@pytest.mark.parametrize("name", TABLES)
def test_a_page_has_a_line_for_every_column(pages, name):
    for column in read_schema(name).columns:
        assert f"| `{column.name}` |" in pages[f"{name}.md"]


@pytest.mark.parametrize("name", TABLES)
def test_every_number_flag_and_moment_shows_its_values(pages, name):
    """Else a column is empty in the world that is portrayed, and nobody has seen its values."""
    lines = pages[f"{name}.md"].splitlines()
    for column in read_schema(name).columns:
        line = next(line for line in lines if line.startswith(f"| `{column.name}` |"))
        values = line.rsplit("|", 2)[1].strip()
        if column.type != "text":
            assert values and values != "all missing", (name, column.name)  # noqa: PT018


def test_the_pages_stay_small(pages):
    assert sum(len(page.encode()) for page in pages.values()) < 250_000


def test_every_line_of_a_table_has_as_many_cells_as_its_head(pages):
    for name, page in pages.items():
        counts = []
        for line in page.splitlines():
            cells = line.replace("\\|", "").count("|")
            if cells and counts:
                assert cells == counts[-1], (name, line)
            counts = [*counts, cells] if cells else []
