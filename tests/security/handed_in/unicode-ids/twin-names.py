"""Names that look like ana's and are others."""

EXPECT = {"ana": 0}
REFUSED = ("can be taken for another name",) * 3 + ("cannot stand for a trainee",) * 3


def hand_in(desk):
    desk.put("ana.ipynb", desk.untouched())
    for name in ("\u0430na", "\uff41na", "an\u0251\u03b1", "a\u200bna", "\u202eana", "ana\u0301"):
        desk.put(f"{name}.ipynb", desk.solution())
