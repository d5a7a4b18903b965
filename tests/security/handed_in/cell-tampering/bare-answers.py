"""Hands in the answers alone; everything around them is put back."""

EXPECT = {"mallory": 14}
REFUSED = ()


def hand_in(desk):
    work = desk.solution()
    work["cells"] = [
        cell
        for cell in work["cells"]
        if cell["metadata"]["nbgrader"]["grade_id"].startswith("answer-")
    ]
    desk.put("mallory.ipynb", work)
