"""Cells whose ids look like those of the answers: they are cells of its own."""

EXPECT = {"mallory": 0}
REFUSED = ()


def hand_in(desk):
    work, blank = desk.solution(), desk.untouched()
    for cell in work["cells"]:
        name = cell["metadata"]["nbgrader"]["grade_id"]
        if name.startswith("answer-"):
            cell["metadata"]["nbgrader"]["grade_id"] = name.replace("-", "\u2011") + "\u200b"
    for number, cell in enumerate(blank["cells"]):
        if cell["metadata"]["nbgrader"]["grade_id"].startswith("answer-"):
            desk.insert(work, 2 + number, cell["source"], cell["metadata"])
    blank["cells"] += [
        cell for cell in work["cells"] if "\u2011" in cell["metadata"]["nbgrader"]["grade_id"]
    ]
    desk.put("mallory.ipynb", blank)
