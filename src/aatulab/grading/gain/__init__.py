"""What a class has gained by its lessons, from the self-check answers that learners hand in.

Records come from other people's machines: they are data, size-limited and checked, and count for
no grade.  No learner is named in what comes out.
"""

from aatulab.grading.gain.records import ClassRecords, read_course, read_folder
from aatulab.grading.gain.statistics import GainRow, measure_class

__all__ = ["ClassRecords", "GainRow", "measure_class", "read_course", "read_folder"]
