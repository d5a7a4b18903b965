"""Adds graded cells of its own, each worth a hundred points and already passed."""

EXPECT = {"mallory": 0}
REFUSED = ()


def hand_in(desk):
    work = desk.untouched()
    for number in range(20):
        about = {
            "schema_version": 3,
            "grade_id": f"bonus-{number}",
            "grade": True,
            "solution": False,
        }
        about |= {"locked": True, "points": 100, "cell_type": "code", "task": False}
        desk.insert(
            work, len(work["cells"]), "100", {"nbgrader": about, "tags": ["answer", "lead-time"]}
        )
    desk.put("mallory.ipynb", work)
