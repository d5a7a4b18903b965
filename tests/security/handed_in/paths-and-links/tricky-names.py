"""Names with line ends, terminal codes and quotes, to write their own line into a list."""

EXPECT = {}
REFUSED = ("cannot stand for a trainee",) * 5


def hand_in(desk):
    for name in ("nora\n14", "nora\x1b[2J", "nora\r14of14", "nora\t14", "nora'--"):
        desk.put(f"{name}.ipynb", desk.solution())
