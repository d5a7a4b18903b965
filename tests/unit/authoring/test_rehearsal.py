"""A rehearsal names the cell that is not fit to show, with the line where to mend it."""

import pytest

from aatulab.authoring import rehearsal
from aatulab.authoring.rehearsal import rehearse, shows_unspoken_picture

TEXT = """\
---
title: A page
---
# A page

```{code-cell}
from pathlib import Path
Path("here").touch()
```

```{code-cell}
case = 1 / 0
```

```{code-cell}
import time
time.sleep(1.2)
```

```{code-cell}
until = time.process_time() + 1.2
while time.process_time() < until: pass
```

```{code-cell}
from matplotlib import pyplot as plt
plt.plot([1, 2]);
```
"""


def test_failing_slow_and_speechless_cells_are_named_and_nothing_is_left_behind(
    tmp_path, monkeypatch
):
    """Is a cell that only waits blamed?  No: a busy machine must not look like slow code."""
    monkeypatch.setattr(rehearsal, "SLOWEST_CELL_S", 0.8)
    path = tmp_path / "page.md"
    path.write_text(TEXT.replace("plt.plot", "plt.figure().subplots().plot"), encoding="utf-8")
    _, slips = rehearse(path)
    # the last cell imports matplotlib, which may cost more than this test's short limit
    said = {slip.line: slip.message for slip in slips if "computes" not in slip.message}
    assert set(said) == {12, 26}
    assert "this cell fails: ZeroDivisionError" in said[12]
    assert "a picture without a text" in said[26]
    slow = [slip.line for slip in slips if "computes" in slip.message]
    assert 21 in slow
    assert 16 not in slow
    assert [p.name for p in tmp_path.iterdir()] == ["page.md"]


def test_a_warning_that_a_reader_would_see_is_named(tmp_path):
    path = tmp_path / "page.md"
    cells = 'print("plain")', 'import warnings\nwarnings.warn("use another way")'
    blocks = "".join(f"\n```{{code-cell}}\n{cell}\n```\n" for cell in cells)
    path.write_text(f"---\ntitle: A page\n---\n# A page\n{blocks}", encoding="utf-8")
    _, (slip,) = rehearse(path)
    assert slip.line == 11
    assert "this cell warns: " in slip.message
    assert "use another way" in slip.message


@pytest.mark.parametrize(
    ("data", "unspoken"),
    [
        ({"text/plain": "2"}, False),
        ({"image/png": "iVBO"}, True),
        ({"image/svg+xml": "<svg/>"}, True),
        ({"image/png": "iVBO", "text/html": '<img alt="Three bars" src="x">'}, False),
        ({"text/html": '<img src="x">'}, True),
        ({"text/html": "<img alt='' src='x'>"}, True),
        ({"text/html": '<img alt="a" src="x"><IMG src="y">'}, True),
        ({"text/html": "<table></table>"}, False),
    ],
)
def test_a_picture_speaks_only_where_its_html_has_an_alt(data, unspoken):
    """Does metadata help?  No: JupyterLab and nbconvert leave it out."""
    assert shows_unspoken_picture({"data": data}) is unspoken
