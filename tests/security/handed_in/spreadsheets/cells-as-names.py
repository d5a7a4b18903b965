"""Names that would begin a new cell or a new row in the grades."""

EXPECT = {}
REFUSED = ("cannot stand for a trainee",) * 4


def hand_in(desk):
    for name in ("nora,14", "nora;14", '"nora"', "nora\r\nben,14"):
        desk.put(f"{name}.ipynb", desk.solution())
