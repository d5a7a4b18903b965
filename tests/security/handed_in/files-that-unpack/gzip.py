"""A compressed notebook, small as a file and large as a text."""

import gzip

EXPECT = {}
REFUSED = ("not a notebook",)


def hand_in(desk):
    packed = gzip.compress(b'{"nbformat": 4, "cells": [' + b" " * 10_000_000 + b"]}")
    (desk.inbox / "mallory.ipynb").write_bytes(packed)
