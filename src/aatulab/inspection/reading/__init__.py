"""Sittings of X-ray readers to practise on, and one bag to be read: all without a scanner.

The trainer itself is `aatulab.inspection.xray`.  Here its files are not needed: a graded notebook
has none.
"""

from aatulab.inspection.reading.picture import bag_to_read
from aatulab.inspection.reading.practice import CATEGORIES, practice_readings

__all__ = ["CATEGORIES", "bag_to_read", "practice_readings"]
