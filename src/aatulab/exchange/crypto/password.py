"""Two secrets out of one password: what opens the door, and what opens the keys.

The server is told the first and keeps it under argon2; the second stays with the client.  So who
reads the server's database, or its memory, does not hold what unlocks anybody's private keys.
"""

import unicodedata
from dataclasses import dataclass, field

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC

from aatulab.exchange.crypto.canonical import LABEL

ROUNDS = 600_000
LEAST_ROUNDS = 600_000  # a client computes with no fewer, whatever a server asks
SALT_BYTES = 16
SHORTEST = 10  # characters of a password


@dataclass(frozen=True)
class Secrets:
    """What a password gives; neither shows in a traceback."""

    login: bytes = field(repr=False)
    keys: bytes = field(repr=False)


def secrets_of(password: str, salt: bytes, rounds: int) -> Secrets:
    """Return both secrets; takes a few tenths of a second, on purpose."""
    written = unicodedata.normalize("NFC", password).encode()
    stretched = PBKDF2HMAC(hashes.SHA256(), 32, salt, rounds).derive(written)
    return Secrets(login=derived(stretched, "login"), keys=derived(stretched, "keys"))


def derived(secret: bytes, purpose: str, salt: bytes = b"") -> bytes:
    """Return 32 bytes of a secret for one purpose."""
    info = f"{LABEL} {purpose}".encode()
    return HKDF(hashes.SHA256(), 32, salt or None, info).derive(secret)
