"""The realism report: a world's pictures beside published figures, as one page."""

from aatulab.targeting.realism.report import write_report

__all__ = ["write_report"]
