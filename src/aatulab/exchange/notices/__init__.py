"""Structured notices: what an alert, a warning, a seizure notice, a request or a reply must say.

>>> notice = read_notice("message", {"subject": "Handover", "text": "Nothing open."})
>>> [(row.heading, row.value) for row in rows(notice, "fr")]
[('Objet', 'Handover'), ('Texte', 'Nothing open.')]
"""

from aatulab.exchange.notices.kinds import (
    KINDS,
    Alert,
    InformationRequest,
    Notice,
    PatternWarning,
    PlainMessage,
    Reply,
    SeizureNotice,
    notice_json,
    read_notice,
)
from aatulab.exchange.notices.template import Row, rows, subject_of, templates, text_of

__all__ = [
    "KINDS",
    "Alert",
    "InformationRequest",
    "Notice",
    "PatternWarning",
    "PlainMessage",
    "Reply",
    "Row",
    "SeizureNotice",
    "notice_json",
    "read_notice",
    "rows",
    "subject_of",
    "templates",
    "text_of",
]
