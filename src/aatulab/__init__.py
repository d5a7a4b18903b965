"""AATU Lab: training in targeting, research and inspection on a synthetic border world."""

__version__ = "0.1.0"
