"""Who may ask over HTTP: one token an officer, of which only the digest is kept.

The file is JSON: {"officer-01": {"role": "targeting officer", "token_sha256": "..."}}.
"""

import hashlib
import hmac
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from aatulab.errors import ResearchError, shown

AUDITOR = "auditor"  # reads the whole log and asks nothing
_KEYS = {"role", "token_sha256"}


@dataclass(frozen=True)
class Officer:
    """Somebody with a token."""

    name: str
    role: str
    token_sha256: str


def token_digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()


def officer_of(token: str, officers: Mapping[str, Officer]) -> Officer | None:
    """Return whose token it is; as long for a wrong one as for a right one."""
    asked, found = token_digest(token), None
    for officer in officers.values():
        if hmac.compare_digest(asked, officer.token_sha256):
            found = officer
    return found


def read_officers(path: Path) -> dict[str, Officer]:
    """Return the officers in a file; `ResearchError` names the file, the officer and the key."""
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise ResearchError(
            f"{path}: not readable as JSON ({error}); make it with `aatulab research tokens`."
        ) from error
    if not isinstance(content, dict) or not content:
        raise ResearchError(f"{path}: expected names of officers, each with {sorted(_KEYS)}.")
    for name, entry in content.items():
        if not isinstance(entry, dict) or set(entry) != _KEYS:
            raise ResearchError(f"{path}: {name}: expected the keys {sorted(_KEYS)}.")
        digest = entry["token_sha256"]
        if not isinstance(digest, str) or len(digest) != 64:
            raise ResearchError(f"{path}: {name}: token_sha256: found {shown(digest)}, not 64 hex.")
    return {name: Officer(name, str(e["role"]), e["token_sha256"]) for name, e in content.items()}


def officers_file(officers: Mapping[str, Officer]) -> str:
    """Return the text of the file."""
    content = {
        name: {"role": officer.role, "token_sha256": officer.token_sha256}
        for name, officer in officers.items()
    }
    return json.dumps(content, indent=2) + "\n"
