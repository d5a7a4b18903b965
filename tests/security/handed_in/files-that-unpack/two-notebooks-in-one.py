"""A file that holds two lists of cells, one for each reader; the last one is graded and shown."""

import json

EXPECT = {"mallory": 0}
REFUSED = ()


def hand_in(desk):
    good, blank = json.dumps(desk.solution()["cells"]), json.dumps(desk.untouched()["cells"])
    text = f'{{"cells": {good}, "nbformat": 4, "metadata": {{}}, "cells": {blank}}}'
    (desk.inbox / "mallory.ipynb").write_text(text)
