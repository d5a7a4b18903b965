"""Draw the case that a submission is graded on: unseen, the trainee's own, the same every time.

The seed comes from the course's secret, the assignment and the trainee.  Whoever lacks the
secret learns nothing about it, although all of this code is public; the secret never enters
the sandbox.
"""

import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass, field
from pathlib import Path

from aatulab.errors import GradingError

SECRET_BYTES = 32
OWNER_ONLY = 0o600


@dataclass(frozen=True)
class Secret:
    """The course's secret; it never shows itself in a message or a log."""

    value: bytes = field(repr=False)

    def __post_init__(self) -> None:
        """Refuse a secret that could be guessed."""
        if len(self.value) < SECRET_BYTES:
            raise GradingError(
                f"the course's secret has {len(self.value)} bytes, expected at least"
                f" {SECRET_BYTES}. Restore the file from a copy: another secret gives other cases."
            )

    @property
    def fingerprint(self) -> str:
        """Return a short digest by which two secrets can be told apart, and no more."""
        return hmac.digest(self.value, b"aatulab fingerprint", "sha256").hex()[:16]

    def seed_of(self, assignment: str, trainee: str) -> int:
        """Return the seed of the case on which this trainee's work is graded."""
        return variant_seed(self, assignment, trainee)


@dataclass(frozen=True)
class KnownSeed:
    """The seed of one case, for a machine that must not hold the secret."""

    seed: int
    fingerprint: str

    def seed_of(self, _assignment: str, _trainee: str) -> int:
        """Return the one seed that there is."""
        return self.seed


Seeds = Secret | KnownSeed


def variant_seed(secret: Secret, assignment: str, trainee: str) -> int:
    """Return the seed of the case on which this trainee's work is graded.

    >>> secret = Secret(bytes(32))
    >>> variant_seed(secret, "targeting-1", "ana") == variant_seed(secret, "targeting-1", "ana")
    True
    >>> variant_seed(secret, "targeting-1", "ana") == variant_seed(secret, "targeting-1", "ben")
    False
    """
    parts = [part.encode("utf-8") for part in ("variant", assignment, trainee)]
    # the length before each part: "ab" + "c" must not give the same case as "a" + "bc"
    message = b"".join(len(part).to_bytes(4) + part for part in parts)
    return int.from_bytes(hmac.digest(secret.value, message, hashlib.sha256))


def create_secret(path: Path) -> Secret:
    """Return a new secret, written to a file that only its owner can read."""
    secret = Secret(secrets.token_bytes(SECRET_BYTES))
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        raise GradingError(
            f"{path}: the course has a secret already; it is never overwritten, since every"
            " trainee would get another case."
        ) from None
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(secret.value.hex() + "\n")
    return secret


def read_secret(path: Path) -> Secret:
    """Return the course's secret; refuse a file that others can read or that is damaged."""
    try:
        text = path.read_text(encoding="ascii").strip()
        mode = path.stat().st_mode
    except FileNotFoundError:
        raise GradingError(
            f"{path}: the course has no secret, so no unseen case can be drawn. Restore it from"
            " a copy, or make one with `aatulab course create`."
        ) from None
    except UnicodeDecodeError:
        text, mode = "", OWNER_ONLY
    if mode & 0o077:
        raise GradingError(
            f"{path}: other users can read the course's secret (mode {mode & 0o777:o}, expected"
            f" 600). Run: chmod 600 {path}"
        )
    try:
        return Secret(bytes.fromhex(text))
    except ValueError:
        raise GradingError(
            f"{path}: expected {SECRET_BYTES * 2} hexadecimal digits, found something else."
            " Restore the file from a copy."
        ) from None
