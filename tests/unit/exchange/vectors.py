"""Write `vectors.json`: each step of the wire format with fixed inputs, for other languages.

python tests/unit/exchange/vectors.py
"""

import hashlib
import json
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from aatulab.exchange.crypto.canonical import b64, canon, labelled, unb64
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.crypto.password import derived, secrets_of
from aatulab.exchange.crypto.wrap import beside_wrap, commitment

PLACE = Path(__file__).with_name("vectors.json")
SEED = {
    name: hashlib.sha256(name.encode()).digest() for name in ("sign", "box", "ephemeral", "key")
}
NONCE = bytes(range(12))


def vectors():
    """Return all steps; nothing in them is drawn."""
    value = {"b": [1, None, True, 'é\n\u2028"\\'], "a": {"z": -5, "y": ""}}
    salt = bytes(range(16))
    given = secrets_of("Pass wo\u0065\u0301rd", salt, 600_000)
    ada = Identity("ada", SEED["sign"], SEED["box"])
    group, key = b64(bytes(range(16))), SEED["key"]
    return {
        "canonical": {"value": value, "text": canon(value).decode()},
        "labelled": {"what": "receipt", "value": value, "b64": b64(labelled("receipt", value))},
        "password": {
            "password": "Pass wo\u0065\u0301rd",
            "salt": b64(salt),
            "rounds": 600_000,
            "login": b64(given.login),
            "keys": b64(given.keys),
        },
        "identity": {
            "sign": b64(SEED["sign"]),
            "box": b64(SEED["box"]),
            "sign_key": ada.public.sign_key,
            "box_key": ada.public.box_key,
            "fingerprint": ada.public.fingerprint,
        },
        "signature": {"what": "message", "value": value, "signature": ada.sign("message", value)},
        "seal": sealed(key, canon({"text": "Held."}), "content", {"id": group}),
        "commit": {"key": b64(key), "key_commit": commitment(key)},
        "wrap": wrapped(key, ada, group),
    }


def sealed(key, plain, what, beside):
    """Return a box with a fixed nonce."""
    box = AESGCM(key).encrypt(NONCE, plain, labelled(what, beside))
    about = {"key": b64(key), "nonce": b64(NONCE), "what": what, "beside": beside}
    return {**about, "plain": plain.decode(), "box": b64(box)}


def wrapped(key, ada, group):
    """Return a content key wrapped for ada with a fixed ephemeral pair."""
    ephemeral = X25519PrivateKey.from_private_bytes(SEED["ephemeral"])
    public, theirs = ephemeral.public_key().public_bytes_raw(), unb64(ada.public.box_key, "k")
    kek = derived(
        ephemeral.exchange(X25519PublicKey.from_public_bytes(theirs)), "wrap", public + theirs
    )
    beside = beside_wrap(group, 1, "ada")
    box = AESGCM(kek).encrypt(NONCE, key, labelled("wrap", beside))
    return {
        "ephemeral_private": b64(SEED["ephemeral"]),
        "beside": beside,
        "kek": b64(kek),
        "wrap": {"ephemeral": b64(public), "nonce": b64(NONCE), "box": b64(box)},
        "key": b64(key),
    }


if __name__ == "__main__":
    PLACE.write_text(json.dumps(vectors(), indent=1, ensure_ascii=True) + "\n", encoding="utf-8")
