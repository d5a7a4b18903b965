"""A person's keys: one pair signs, one pair receives keys of groups.

`Identity` holds the private halves and exists at the client only; `PublicKeys` is what others know.
"""

import hashlib
import json
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from aatulab.exchange.crypto.box import seal, unseal
from aatulab.exchange.crypto.canonical import b64, canon, labelled, unb64
from aatulab.exchange.refusal import RefusedError


@dataclass(frozen=True)
class PublicKeys:
    """Both public keys of an account, in base64url."""

    sign_key: str
    box_key: str

    @property
    def fingerprint(self) -> str:
        """Return what two people compare by voice: 32 digits in groups of four."""
        raw = unb64(self.sign_key, "sign_key", 32) + unb64(self.box_key, "box_key", 32)
        digits = hashlib.sha256(raw).hexdigest()[:32]
        return " ".join(digits[start : start + 4] for start in range(0, 32, 4))


class Identity:
    """Private keys of an account."""

    def __init__(self, account: str, sign: bytes, box: bytes) -> None:
        self.account = account
        self._sign = Ed25519PrivateKey.from_private_bytes(sign)
        self.box = X25519PrivateKey.from_private_bytes(box)

    @classmethod
    def fresh(cls, account: str) -> "Identity":
        """Return new keys for an account."""
        sign, box = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
        return cls(account, sign.private_bytes_raw(), box.private_bytes_raw())

    @property
    def public(self) -> PublicKeys:
        """Return what others may know."""
        sign = self._sign.public_key().public_bytes_raw()
        return PublicKeys(b64(sign), b64(self.box.public_key().public_bytes_raw()))

    def sign(self, what: str, value: object) -> str:
        """Return the signature of a value for one purpose."""
        return b64(self._sign.sign(labelled(what, value)))

    def vault(self, keys: bytes) -> dict[str, str]:
        """Return the private keys, sealed under the password's second secret."""
        private = {
            "sign": b64(self._sign.private_bytes_raw()),
            "box": b64(self.box.private_bytes_raw()),
        }
        return seal(keys, canon(private), "vault", _beside(self.account, self.public))


def open_vault(account: str, public: PublicKeys, vault: dict[str, str], keys: bytes) -> Identity:
    """Return the private keys out of a vault, seen to belong to the public ones."""
    try:
        plain = unseal(keys, vault["nonce"], vault["box"], "vault", _beside(account, public))
    except RefusedError as error:
        raise RefusedError(
            "refused_login",
            "The password does not open this account's keys, or the server gave other keys."
            " Ask whoever made the account.",
        ) from error
    private = json.loads(plain)
    identity = Identity(
        account, unb64(private["sign"], "sign", 32), unb64(private["box"], "box", 32)
    )
    if identity.public != public:
        raise RefusedError("bad_signature", "The keys in the vault are not those of this account.")
    return identity


def check_signature(sign_key: str, signature: object, what: str, value: object, who: str) -> None:
    """Refuse a value whose signature is not that of `sign_key`."""
    key = Ed25519PublicKey.from_public_bytes(unb64(sign_key, "sign_key", 32))
    try:
        key.verify(unb64(signature, "signature", 64), labelled(what, value))
    except InvalidSignature as error:
        raise RefusedError(
            "bad_signature",
            f"The signature of this {what} is not {who}'s: it was forged, or changed on its way."
            " Nothing was kept of it.",
        ) from error


def _beside(account: str, public: PublicKeys) -> dict[str, str]:
    return {"account": account, "box_key": public.box_key, "sign_key": public.sign_key}
