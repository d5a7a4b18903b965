"""MyST text into lessons and student notebooks; comparators; the feedback of check()."""
