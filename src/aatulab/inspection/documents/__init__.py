"""Travel documents at the desk: the printed page against its zone, its dates, stamps and reports.

Everything here compares what is written with what else is written: no faces, no features of
printing, nothing that tells how a document is made.  A doubt is a question; a person answers it.
"""

from aatulab.inspection.documents.checks import (
    Doubt,
    check_answer,
    check_dates,
    check_page,
    check_reports,
    check_stamps,
    check_zone,
)
from aatulab.inspection.documents.page import DataPage, Stamp, read_pages
from aatulab.inspection.documents.practice import practice_pages

__all__ = [
    "DataPage",
    "Doubt",
    "Stamp",
    "check_answer",
    "check_dates",
    "check_page",
    "check_reports",
    "check_stamps",
    "check_zone",
    "practice_pages",
    "read_pages",
]
