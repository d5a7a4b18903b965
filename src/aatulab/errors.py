"""The small tree of errors that people see.

An error names the file, the cell, column or key, what was found, what was expected and the
next step.  Everything that is meant for a reader derives from `AatuLabError`; anything else
that reaches the command line is a defect of ours.
"""

from datetime import date
from reprlib import Repr

_SHORT = Repr()
_SHORT.maxstring, _SHORT.maxother, _SHORT.maxlong = 80, 120, 80
_SHORT.maxlist, _SHORT.maxtuple, _SHORT.maxdict, _SHORT.maxlevel = 8, 8, 6, 3


def shown(found: object) -> str:
    """Return what was found as an error shows it: short, however large or deep it is.

    >>> shown("soon"), shown(date(2026, 3, 2)), shown([1, [2, [3, [4]]]])
    ("'soon'", '2026-03-02', '[1, [2, [...]]]')
    """
    if isinstance(found, date):
        return str(found)
    try:
        return _SHORT.repr(found)
    except ValueError:  # Python writes no whole number of more than 4,300 digits
        return f"{type(found).__name__} of very many digits"


class AatuLabError(Exception):
    """Something a person can act on; the message is a full sentence."""


class ContentError(AatuLabError):
    """A file of the content folders (schema, typology, case, lesson) is not as it must be."""


class MessageError(AatuLabError):
    """A message of the trade cannot be read or written: it breaks its own rules."""


class WorldError(AatuLabError):
    """A world cannot be built as asked."""


class CaseError(AatuLabError):
    """A case is unknown, or its folder is incomplete."""


class TableMissingError(CaseError, AttributeError):
    """A table is asked of a case that does not have it; `hasattr` still says no."""


class ExerciseError(AatuLabError):
    """An exercise's source is not as it must be."""


class SandboxError(AatuLabError):
    """Untrusted work cannot be isolated on this machine, so it does not run."""


class GradingError(AatuLabError):
    """Grading as a whole cannot go on; what was graded before is kept."""


class TargetingError(AatuLabError):
    """A signal, score or selection cannot be worked out as asked, or must not be."""


class InspectionError(AatuLabError):
    """A bag, picture or session cannot be made as asked, or an answer does not fit it."""


class ResearchError(AatuLabError):
    """A database cannot be set up, or its log cannot be kept, as asked."""


class ExchangeError(AatuLabError):
    """A message, an account or a key of the secure exchange is refused."""


class JointError(AatuLabError):
    """A scenario, a decision or a record of the joint exercise is not as it must be."""
