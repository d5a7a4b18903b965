"""A notebook of ten thousand cells."""

EXPECT = {}
REFUSED = ("10,0",)


def hand_in(desk):
    work = desk.solution()
    for _ in range(10_000):
        desk.insert(work, 1, "1")
    desk.put("mallory.ipynb", work)
