"""A lesson's notebook: its text, folded solutions, the same bytes every time."""

import pytest

from aatulab.authoring.lessons import build_lesson_notebook
from aatulab.authoring.nodes import notebook_bytes
from aatulab.errors import ExerciseError

TEXT = """\
---
title: A page
---
# A page

Read.

```{code-cell}
1 + 1
```

```{code-cell}
:tags: [solution]
2 + 2
```
"""


@pytest.fixture
def page(tmp_path):
    path = tmp_path / "A page.md"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_cells_keep_their_order_and_get_stable_ids(page):
    notebook = build_lesson_notebook(page)
    assert [cell.id for cell in notebook.cells] == ["a-page-1", "a-page-2", "a-page-3"]
    assert notebook.cells[0].source == "# A page\n\nRead."
    assert notebook.metadata.kernelspec.name == "python3"


def test_solutions_are_folded(page):
    cells = build_lesson_notebook(page).cells
    assert "jupyter" not in cells[1].metadata
    assert cells[2].metadata.jupyter.source_hidden is True


def test_same_text_gives_the_same_bytes(page):
    first = notebook_bytes(build_lesson_notebook(page))
    assert first == notebook_bytes(build_lesson_notebook(page))


def test_text_without_front_matter_is_refused(tmp_path):
    path = tmp_path / "bare.md"
    path.write_text("# Bare\n", encoding="utf-8")
    with pytest.raises(ExerciseError, match=r"bare\.md: expected front matter"):
        build_lesson_notebook(path)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(ExerciseError, match=r"none\.md: not readable"):
        build_lesson_notebook(tmp_path / "none.md")


def test_key_without_a_value_is_named(tmp_path):
    path = tmp_path / "empty.md"
    path.write_text("---\ntitle: Empty\nexpect:\n---\n# Empty\n", encoding="utf-8")
    with pytest.raises(ExerciseError, match=r"empty\.md: .* a key of the front matter without"):
        build_lesson_notebook(path)
