"""Lists within lists, deeper than any reader can go down."""

EXPECT = {}
REFUSED = ("not readable as a notebook",)


def hand_in(desk):
    (desk.inbox / "mallory.ipynb").write_text('{"nbformat": 4, "cells": ' + "[" * 100_000)
