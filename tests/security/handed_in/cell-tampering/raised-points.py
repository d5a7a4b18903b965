"""Writes other points into the cells' metadata, for each and for the whole."""

EXPECT = {"mallory": 0}
REFUSED = ()


def hand_in(desk):
    work = desk.untouched()
    work["metadata"]["nbgrader"] = {"score": 14, "max_score": 14}
    for cell in work["cells"]:
        cell["metadata"]["nbgrader"] |= {
            "points": 1_000,
            "score": 1_000,
            "max_score": 1_000,
            "auto_score": 14,
        }
    desk.put("mallory.ipynb", work)
