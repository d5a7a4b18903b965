"""The manifest of a bundle: what is in it, which edition it is, by which key it was signed.

Signed are the very bytes of the manifest, behind a phrase that says what they are, so that a
signature under something else can never pass for one under this.
"""

import json
import re
from dataclasses import asdict, dataclass
from datetime import date

from aatulab.errors import InspectionError, shown

FORMAT = 1
MANIFEST, SIGNATURE, REGISTER = "manifest.json", "manifest.sig", "register.db"
MEMBERS = (MANIFEST, SIGNATURE, REGISTER)  # in this order, and nothing else
MOST_MANIFEST_BYTES = 4_000
MOST_REGISTER_BYTES = 2_000_000_000
_PHRASE = b"aatulab register of products, bundle 1\n"
_DIGEST, _KEY = re.compile("[0-9a-f]{64}"), re.compile("[0-9a-f]{32}")
_MOST_VERSION = 10**9


@dataclass(frozen=True)
class Manifest:
    """What a bundle says of itself."""

    version: int
    issued_on: date
    key_id: str
    products: int
    register_bytes: int
    register_sha256: str


def signed_bytes(written: bytes) -> bytes:
    """Return what the signature is made over, for the manifest's bytes."""
    return _PHRASE + written


def write_manifest(manifest: Manifest) -> bytes:
    """Return a manifest as it stands in the bundle."""
    card = {"format": FORMAT, **asdict(manifest), "issued_on": manifest.issued_on.isoformat()}
    return (json.dumps(card, indent=2) + "\n").encode("ascii")


def read_manifest(written: bytes, where: str) -> Manifest:
    """Return a manifest; `InspectionError` names the key that is not as it must be."""
    try:
        card = json.loads(written)
    except ValueError as error:  # neither text nor JSON
        raise InspectionError(f"{where}: {MANIFEST}: not readable as JSON ({error}).") from error
    wanted = {"format", *Manifest.__dataclass_fields__}
    if not isinstance(card, dict) or set(card) != wanted:
        raise InspectionError(
            f"{where}: {MANIFEST}: expected the keys {', '.join(sorted(wanted))}."
        )

    def require(key: str, holds: object, expected: str) -> None:
        if not holds:
            found = shown(card[key])
            raise InspectionError(
                f"{where}: {MANIFEST}: {key}: found {found}, expected {expected}."
            )

    require("format", card["format"] == FORMAT, f"{FORMAT}; a newer lab may read it")
    require("version", _whole(card["version"], _MOST_VERSION), "a whole number from 1")
    require("issued_on", _day(card["issued_on"]), "a day such as 2026-11-25")
    require("key_id", _matches(_KEY, card["key_id"]), "32 hexadecimal digits")
    require("products", _whole(card["products"], _MOST_VERSION), "a whole number from 1")
    most = MOST_REGISTER_BYTES
    require("register_bytes", _whole(card["register_bytes"], most), f"1 to {most:,}")
    require("register_sha256", _matches(_DIGEST, card["register_sha256"]), "64 hexadecimal digits")
    del card["format"]
    return Manifest(**{**card, "issued_on": date.fromisoformat(card["issued_on"])})


def _whole(found: object, most: int) -> bool:
    return type(found) is int and 1 <= found <= most


def _matches(pattern: re.Pattern[str], found: object) -> bool:
    return isinstance(found, str) and pattern.fullmatch(found) is not None


def _day(found: object) -> bool:
    try:
        return isinstance(found, str) and date.fromisoformat(found).isoformat() == found
    except ValueError:
        return False
