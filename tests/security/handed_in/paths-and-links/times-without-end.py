"""Submissions in the exchange dated to the first and to the last year, and to none."""

EXPECT = {"mallory": 14}
REFUSED = ("not named as", "its time cannot be read")


def hand_in(desk):
    desk.exchange("mallory", "9999-12-31 23:59:59.999999 UTC", desk.solution())
    desk.exchange("mallory", "0001-01-01 00:00:00.000000 UTC", desk.untouched())
    desk.exchange("eve", "no time at all", desk.solution())
    (desk.inbound / f"+{desk.assignment}+x").mkdir()
