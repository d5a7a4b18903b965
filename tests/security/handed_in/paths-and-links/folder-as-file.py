"""Hands in a folder with a notebook's name, and a notebook with a folder's."""

EXPECT = {}
REFUSED = ("expected targeting-1.ipynb in the folder", "is not a file")


def hand_in(desk):
    (desk.inbox / "mallory.ipynb").mkdir()
    (desk.inbox / "eve").mkdir()
    (desk.inbox / "eve" / "targeting-1.ipynb").mkdir()
