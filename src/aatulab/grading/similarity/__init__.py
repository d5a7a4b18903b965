"""Show a person which submissions resemble each other; never a verdict, never a point.

Compares the tokens of what trainees have written themselves: names, numbers and texts count for
their kind alone, so that renaming changes nothing; what was given, and what many have written
alike, does not count.  Short answers to one question look alike without anybody having copied:
that is for the person to judge.
"""

from aatulab.grading.similarity.pairs import Pair, Work, find_similar

__all__ = ["Pair", "Work", "find_similar"]
