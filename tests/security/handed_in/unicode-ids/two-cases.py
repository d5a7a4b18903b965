"""Names that differ only in the case of their letters stay two trainees."""

EXPECT = {"Nora": 14, "nora": 0}
REFUSED = ()


def hand_in(desk):
    desk.put("Nora.ipynb", desk.solution())
    desk.put("nora.ipynb", desk.untouched())
