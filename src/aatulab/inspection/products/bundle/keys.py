"""Keys: one signs bundles and stays with the issuer, its public half lies on every desk.

A key is named by the first half of the SHA-256 of its public bytes, so that a manifest can say by
which key it was signed.  Files are PEM; the private one can be read by its owner only.
"""

import hashlib
import os
from pathlib import Path

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from aatulab.errors import InspectionError

_OWNER_ONLY = 0o600
_LARGEST = 10_000


def make_key(path: Path) -> str:
    """Write a new private key to `path`, its public half beside it as `.pub`; return its id."""
    key = Ed25519PrivateKey.generate()
    private = key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    public = key.public_key().public_bytes(
        serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
    )
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY)
    except FileExistsError:
        raise InspectionError(
            f"{path}: there is a key already; it is never overwritten, since desks trust it."
        ) from None
    with os.fdopen(descriptor, "wb") as file:
        file.write(private)
    public_path(path).write_bytes(public)
    return key_id(key.public_key())


def public_path(path: Path) -> Path:
    """Return where the public half of a private key lies."""
    return path.with_name(path.name + ".pub")


def read_private(path: Path) -> Ed25519PrivateKey:
    """Return the key that signs; `InspectionError` says what stands in the file instead."""
    try:
        key = serialization.load_pem_private_key(_content(path), password=None)
    except (ValueError, TypeError, UnsupportedAlgorithm) as error:
        raise _no_key(path, "private") from error
    if not isinstance(key, Ed25519PrivateKey):
        raise _no_key(path, "private")
    return key


def read_public(path: Path) -> Ed25519PublicKey:
    """Return a key that a desk trusts; `InspectionError` says what stands in the file instead."""
    try:
        key = serialization.load_pem_public_key(_content(path))
    except (ValueError, UnsupportedAlgorithm) as error:
        raise _no_key(path, "public") from error
    if not isinstance(key, Ed25519PublicKey):
        raise _no_key(path, "public")
    return key


def key_id(key: Ed25519PublicKey) -> str:
    """Return the name of a key: 32 hexadecimal digits."""
    raw = key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return hashlib.sha256(raw).hexdigest()[:32]


def _content(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(_LARGEST)
    except FileNotFoundError:
        raise InspectionError(f"{path}: there is no key here.") from None


def _no_key(path: Path, half: str) -> InspectionError:
    return InspectionError(
        f"{path}: expected the {half} half of an Ed25519 key as PEM; make a pair with"
        " `aatulab product make-key`."
    )
