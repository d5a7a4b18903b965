"""Seal bytes under a key, bound to what stands beside them in clear (AES-256-GCM)."""

import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aatulab.exchange.crypto.canonical import b64, labelled, unb64
from aatulab.exchange.refusal import RefusedError

KEY_BYTES = 32
NONCE_BYTES = 12
TAG_BYTES = 16


def new_key() -> bytes:
    """Return a fresh content key."""
    return secrets.token_bytes(KEY_BYTES)


def seal(key: bytes, plain: bytes, what: str, beside: object) -> dict[str, str]:
    """Return nonce and box; `beside` is not in the box, but cannot be changed either."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    box = AESGCM(key).encrypt(nonce, plain, labelled(what, beside))
    return {"nonce": b64(nonce), "box": b64(box)}


def unseal(key: bytes, nonce: object, box: object, what: str, beside: object) -> bytes:
    """Return what was sealed, or a `RefusedError` if a single bit is not as it was."""
    raw = unb64(nonce, "nonce", NONCE_BYTES), unb64(box, "box")
    try:
        return AESGCM(key).decrypt(*raw, labelled(what, beside))
    except InvalidTag as error:
        raise RefusedError(
            "bad_signature",
            f"This {what} does not open with its key: it was changed on its way, or the key is"
            " another one. Do not act on it; ask the sender.",
        ) from error


def seal_bytes(key: bytes, plain: bytes, what: str, beside: object) -> bytes:
    """Return nonce and box in one piece, for a file."""
    nonce = secrets.token_bytes(NONCE_BYTES)
    return nonce + AESGCM(key).encrypt(nonce, plain, labelled(what, beside))


def unseal_bytes(key: bytes, sealed: bytes, what: str, beside: object) -> bytes:
    """Return a file that was sealed in one piece."""
    return unseal(key, b64(sealed[:NONCE_BYTES]), b64(sealed[NONCE_BYTES:]), what, beside)
