"""Links its token to the course's secret, to have it copied into its own folder."""

EXPECT = {"mallory": 14}
REFUSED = ()


def hand_in(desk):
    place = desk.exchange("mallory", "2026-03-10 08:00:00.000000 UTC", desk.solution())
    (place / "submission_secret.txt").unlink()
    (place / "submission_secret.txt").symlink_to(desk.course.secret_path)
    (place / "feedback.html").symlink_to("/etc/passwd")
