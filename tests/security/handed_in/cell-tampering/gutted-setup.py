"""Replaces every locked cell by one that stops; the originals run instead."""

EXPECT = {"mallory": 14}
REFUSED = ()


def hand_in(desk):
    work = desk.solution()
    for cell in work["cells"]:
        if cell["metadata"]["nbgrader"]["locked"] and cell["cell_type"] == "code":
            cell["source"] = "raise SystemExit"
    desk.put("mallory.ipynb", work)
