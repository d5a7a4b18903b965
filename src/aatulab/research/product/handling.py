"""Who may get what: handling codes of a piece, and names that its reader does not need.

The codes are those of Europol.  They bind whoever receives a piece; only its owner can lift them.
"""

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Literal

from aatulab.errors import ResearchError, shown

HANDLING: Mapping[str, str] = MappingProxyType(
    {
        "H0": "may be used to prevent and fight crime",
        "H1": "not in court without the owner's permission",
        "H2": "not passed on without the owner's permission",
        "H3": "other limits: read the remark, ask the owner",
    }
)
USES = ("service", "court")
Verdict = Literal["pass", "ask the owner"]


def may_pass(code: str, use: str, *, is_permitted: bool = False) -> Verdict:
    """Return whether a piece may go to another service or into court, or its owner is asked first.

    >>> may_pass("H1", "service"), may_pass("H1", "court"), may_pass("H2", "service")
    ('pass', 'ask the owner', 'ask the owner')
    """
    if code not in HANDLING:
        raise ResearchError(f"code: found {shown(code)}, expected one of {', '.join(HANDLING)}.")
    if use not in USES:
        raise ResearchError(f"use: found {shown(use)}, expected one of {', '.join(USES)}.")
    is_free = code == "H0" or (code == "H1" and use == "service")
    return "pass" if is_free or is_permitted else "ask the owner"


def redact(text: str, names: Collection[str], word: str = "person") -> str:
    """Return a text in which each name is a number: the same name has the same number.

    Numbers follow the order of first appearance; a longer name goes before a shorter one in it.

    >>> redact("Ana Orn paid Bo Ek. Ana Orn left.", ["Bo Ek", "Ana Orn"])
    '[person 1] paid [person 2]. [person 1] left.'
    """
    wanted = [name for name in names if name.strip()]
    if not wanted:
        return text
    longest_first = sorted(wanted, key=lambda name: (-len(name), name))
    numbers: dict[str, int] = {}

    def numbered(match: re.Match[str]) -> str:
        number = numbers.setdefault(match.group().casefold(), len(numbers) + 1)
        return f"[{word} {number}]"

    pattern = rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)"
    return re.sub(pattern, numbered, text, flags=re.IGNORECASE)
