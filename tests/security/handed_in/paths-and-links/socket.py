"""Hands in a socket with a notebook's name."""

import socket

EXPECT = {}
REFUSED = ("cannot be opened",)


def hand_in(desk):
    with socket.socket(socket.AF_UNIX) as line:
        line.bind(str(desk.inbox / "mallory.ipynb"))
