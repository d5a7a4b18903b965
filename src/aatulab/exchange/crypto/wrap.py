"""Hand a group's content key to one member (X25519, HKDF, AES-GCM), and commit to it.

The commitment stands in the signed record of the group: a server that hands out a key of its own
is found out, since that key does not fit.
"""

import hmac

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey

from aatulab.exchange.crypto.box import KEY_BYTES, seal, unseal
from aatulab.exchange.crypto.canonical import b64, unb64
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.crypto.password import derived
from aatulab.exchange.refusal import RefusedError


def commitment(content_key: bytes) -> str:
    """Return what tells a key from every other without giving it away."""
    return b64(derived(content_key, "commit"))


def wrap(content_key: bytes, box_key: str, beside: dict[str, object]) -> dict[str, str]:
    """Return a key that only the holder of `box_key` can take out; `beside` says for what."""
    ephemeral = X25519PrivateKey.generate()
    public = ephemeral.public_key().public_bytes_raw()
    theirs = unb64(box_key, "box_key", 32)
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(theirs))
    kek = derived(shared, "wrap", salt=public + theirs)
    return {"ephemeral": b64(public), **seal(kek, content_key, "wrap", beside)}


def unwrap(
    wrapped: dict[str, str], identity: Identity, beside: dict[str, object], key_commit: str
) -> bytes:
    """Return the content key, seen to be the one that the group's record commits to."""
    public = unb64(wrapped["ephemeral"], "ephemeral", 32)
    mine = identity.box.public_key().public_bytes_raw()
    shared = identity.box.exchange(X25519PublicKey.from_public_bytes(public))
    kek = derived(shared, "wrap", salt=public + mine)
    key = unseal(kek, wrapped["nonce"], wrapped["box"], "wrap", beside)
    if len(key) != KEY_BYTES or not hmac.compare_digest(commitment(key), key_commit):
        raise RefusedError(
            "bad_signature",
            "The group's key is not the one that its signed record names: somebody between you"
            " and the group has put in another. Do not use the group; tell its keeper.",
        )
    return key


def beside_wrap(group: str, epoch: int, account: str) -> dict[str, object]:
    """Return what a wrapped key is bound to."""
    return {"account": account, "epoch": epoch, "group": group}
