"""Names that lead upwards, into other folders, or into a command line."""

EXPECT = {}
REFUSED = ("cannot stand for a trainee",) * 6


def hand_in(desk):
    for name in ("-rf", "~root", "a..b", "nora;rm", "$HOME", "nora*"):
        desk.put(f"{name}.ipynb", desk.solution())
