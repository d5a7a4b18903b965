"""Hands in a link to the course's secret."""

EXPECT = {}
REFUSED = ("it is a link",)


def hand_in(desk):
    (desk.inbox / "mallory.ipynb").symlink_to(desk.course.secret_path)
