"""Turns answers into text and checks into code; each is read as what it was."""

EXPECT = {"mallory": 14}
REFUSED = ()


def hand_in(desk):
    work = desk.solution()
    for cell in work["cells"]:
        if cell["metadata"]["nbgrader"]["solution"]:
            cell["cell_type"] = {"code": "markdown", "markdown": "code"}[cell["cell_type"]]
    desk.put("mallory.ipynb", work)
