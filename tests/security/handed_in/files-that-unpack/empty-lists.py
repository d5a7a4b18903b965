"""A few megabytes of empty lists, which take twenty times as much memory."""

EXPECT = {}
REFUSED = ("more than 500,000 lists",)


def hand_in(desk):
    text = '{"nbformat": 4, "metadata": {}, "cells": [' + "[]," * 2_000_000 + "{}]}"
    (desk.inbox / "mallory.ipynb").write_text(text)
