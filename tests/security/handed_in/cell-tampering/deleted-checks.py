"""Deletes all checks, hoping that what is not checked is right; wrong answers stay wrong."""

EXPECT = {"mallory": 0, "nora": 14}
REFUSED = ()


def hand_in(desk):
    for name, work in (("mallory", desk.untouched()), ("nora", desk.solution())):
        work["cells"] = [
            cell for cell in work["cells"] if not cell["metadata"]["nbgrader"]["grade"]
        ]
        desk.put(f"{name}.ipynb", work)
