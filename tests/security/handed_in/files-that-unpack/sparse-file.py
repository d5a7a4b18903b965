"""A file of a terabyte that takes no room on the disk."""

EXPECT = {}
REFUSED = ("at most",)


def hand_in(desk):
    with (desk.inbox / "mallory.ipynb").open("wb") as file:
        file.truncate(2**40)
