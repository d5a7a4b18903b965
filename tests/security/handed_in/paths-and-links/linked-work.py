"""Hands in a folder in which a link leads to the graded work of another."""

EXPECT = {}
REFUSED = ("it is a link, or lies behind one",)


def hand_in(desk):
    graded = desk.course.step("autograded", "nora", desk.assignment)
    graded.mkdir(parents=True)
    desk.write(graded / f"{desk.assignment}.ipynb", desk.solution())
    (desk.inbox / "mallory").mkdir()
    (desk.inbox / "mallory" / desk.assignment).symlink_to(graded)
