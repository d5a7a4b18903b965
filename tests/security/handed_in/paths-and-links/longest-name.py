"""A name as long as the file system takes."""

EXPECT = {}
REFUSED = ("64 at most",)


def hand_in(desk):
    desk.put("m" * 240 + ".ipynb", desk.solution())
