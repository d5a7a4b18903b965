"""A number of a million digits, which takes minutes to read."""

EXPECT = {}
REFUSED = ("not readable as a notebook",)


def hand_in(desk):
    text = '{"nbformat": 4, "nbformat_minor": ' + "9" * 1_000_000 + ', "cells": [{}]}'
    (desk.inbox / "mallory.ipynb").write_text(text)
