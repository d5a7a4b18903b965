"""Hands in the notebook of another assignment under this one's name."""

EXPECT = {}
REFUSED = ("this is the notebook of inspection-9",)


def hand_in(desk):
    work = desk.solution()
    work["cells"][desk.place(work, "setup")]["source"] = 'check = open_checks("inspection-9")'
    desk.put("mallory.ipynb", work)
