"""What the server keeps of a password: argon2id of its first secret, never the second.

The secret is itself made by 600,000 rounds, so a small memory is enough here; a class of thirty
logs in at once on a laptop.
"""

import hashlib
import hmac
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import VerificationError

from aatulab.exchange.crypto.canonical import b64
from aatulab.exchange.crypto.password import SALT_BYTES

_HASHER = PasswordHasher(time_cost=2, memory_cost=19_456, parallelism=1)


def login_hash(login: bytes) -> str:
    """Return what is kept of the secret that opens the door."""
    return _HASHER.hash(login)


def opens(login: bytes, kept: str | None) -> bool:
    """Return whether a secret opens; for an account that is not there it takes as long."""
    try:
        return _HASHER.verify(kept or _nobodys(), login) and kept is not None
    except VerificationError:
        return False


def salt_for_nobody(secret: bytes, account: str) -> str:
    """Return the salt of an account that is not there: always the same, as a real one's."""
    digest = hmac.new(secret, account.encode(), hashlib.sha256).digest()
    return b64(digest[:SALT_BYTES])


@cache
def _nobodys() -> str:
    return _HASHER.hash(b"nobody")
