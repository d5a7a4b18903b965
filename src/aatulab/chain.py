"""Link the entries of a record by digests, so that a later change shows.

Each entry's digest is made of its own fields and of the digest before it.  Whoever changes,
removes or inserts an entry breaks the chain at that place.  It shows a change; it does not prevent
one, and whoever holds the whole record can write all of it anew: so the last digest is kept
elsewhere too.  Used by `targeting.safeguards` (look-ups) and `inspection.evidence` (exhibits).
"""

import hashlib
import json
from collections.abc import Mapping

START = "start"


def link(fields: Mapping[str, object], before: str = START) -> str:
    """Return the digest of an entry (64 hexadecimal digits) that follows the digest `before`.

    The fields are texts, numbers, truth values, lists or mappings of such.

    >>> link({"seal": "A 0417"})[:8], link({"seal": "A 0418"})[:8]
    ('6ec4b1f1', '3acc0c55')
    """
    text = json.dumps([before, dict(fields)], sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(text.encode("ascii")).hexdigest()
