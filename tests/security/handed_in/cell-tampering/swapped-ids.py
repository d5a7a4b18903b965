"""Passes the ids of the answers around, so that each stands for another question."""

EXPECT = {"mallory": 14}
REFUSED = ()


def hand_in(desk):
    work = desk.solution()
    answers = [
        cell
        for cell in work["cells"]
        if cell["metadata"]["nbgrader"]["grade_id"].startswith("answer-")
    ]
    names = [cell["metadata"]["nbgrader"]["grade_id"] for cell in answers]
    for cell, name in zip(answers, names[1:] + names[:1], strict=True):
        cell["metadata"]["nbgrader"]["grade_id"] = name
    desk.put("mallory.ipynb", work)
