"""Makes a link in the exchange that leads into another's submission there."""

EXPECT = {"nora": 14}
REFUSED = ("is a link to another folder", "it is a link, or lies behind one")


def hand_in(desk):
    real = desk.exchange("nora", "2026-03-10 08:00:00.000000 UTC", desk.solution())
    (desk.inbound / f"mallory+{desk.assignment}+2026-03-10 09:00:00.000000 UTC+a").symlink_to(real)
    own = desk.inbound / f"eve+{desk.assignment}+2026-03-10 09:00:00.000000 UTC+b"
    own.mkdir()
    (own / desk.assignment).symlink_to(real)
