"""A rule book that reads as a table: points with reasons, what speaks for somebody, hit statistics.

One row a rule.  The book puts records in order and explains each place; a person decides.
"""

from aatulab.targeting.rules.book import COLUMNS, PURPOSES, BookRule, RuleBook
from aatulab.targeting.rules.practice import practice_drill
from aatulab.targeting.rules.queue import checking_queue
from aatulab.targeting.rules.statistics import overlap, rule_statistics, wilson

__all__ = [
    "COLUMNS",
    "PURPOSES",
    "BookRule",
    "RuleBook",
    "checking_queue",
    "overlap",
    "practice_drill",
    "rule_statistics",
    "wilson",
]
