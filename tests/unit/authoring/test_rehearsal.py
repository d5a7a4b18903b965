"""A rehearsal names the cell that fails, with the line where its author can mend it."""

from aatulab.authoring.rehearsal import rehearse

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
"""


def test_failing_cell_is_named_and_nothing_is_left_behind(tmp_path):
    path = tmp_path / "page.md"
    path.write_text(TEXT, encoding="utf-8")
    _, (slip,) = rehearse(path)
    assert slip.line == 12
    assert "this cell fails: ZeroDivisionError" in slip.message
    assert [p.name for p in tmp_path.iterdir()] == ["page.md"]
