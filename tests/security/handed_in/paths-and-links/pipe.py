"""Hands in a pipe at which a reader would wait for ever."""

import os

EXPECT = {}
REFUSED = ("is not a file",)


def hand_in(desk):
    os.mkfifo(desk.inbox / "mallory.ipynb")
