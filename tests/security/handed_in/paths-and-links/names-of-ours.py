"""Calls itself like the course's own files and folders."""

EXPECT = {"secret": 14, "gradebook.db": 14, "autograded": 14}
REFUSED = ()


def hand_in(desk):
    for name in ("secret", "gradebook.db", "autograded"):
        desk.put(f"{name}.ipynb", desk.solution())
