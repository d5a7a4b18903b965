"""Names that a spreadsheet would run when the grades are opened in it."""

EXPECT = {}
REFUSED = ("cannot stand for a trainee",) * 6


def hand_in(desk):
    for name in ("=1+1", "=cmd|' !A0", "+1", "-1", "@SUM(A1)", "\t=1"):
        desk.put(f"{name}.ipynb", desk.solution())
