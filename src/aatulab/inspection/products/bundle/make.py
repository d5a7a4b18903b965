"""Make a signed bundle of a register: a ZIP file of three members in a fixed order.

The same register and key give the same bytes: members carry no time and no owner.
"""

import hashlib
import zipfile
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from aatulab.errors import InspectionError
from aatulab.inspection.products.bundle.keys import key_id
from aatulab.inspection.products.bundle.manifest import (
    MANIFEST,
    REGISTER,
    SIGNATURE,
    Manifest,
    signed_bytes,
    write_manifest,
)
from aatulab.inspection.products.register import open_register

_BLOCK = 1 << 20
_LONG_AGO = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file knows


def make_bundle(register: Path, key: Ed25519PrivateKey, out: Path) -> Manifest:
    """Write a bundle of the register file to `out`, which must not exist; return its manifest."""
    if out.exists():
        raise InspectionError(f"{out}: there is a file already; name another one.")
    opened = open_register(register)
    with register.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    manifest = Manifest(
        version=opened.version,
        issued_on=opened.issued_on,
        key_id=key_id(key.public_key()),
        products=opened.products,
        register_bytes=register.stat().st_size,
        register_sha256=digest,
    )
    written = write_manifest(manifest)
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as bundle:
        _add(bundle, MANIFEST, written)
        _add(bundle, SIGNATURE, key.sign(signed_bytes(written)))
        with register.open("rb") as file, bundle.open(_member(REGISTER), "w") as member:
            while block := file.read(_BLOCK):
                member.write(block)
    return manifest


def _add(bundle: zipfile.ZipFile, name: str, content: bytes) -> None:
    bundle.writestr(_member(name), content)


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, date_time=_LONG_AGO)
    member.compress_type = zipfile.ZIP_DEFLATED
    member.external_attr = 0o644 << 16
    return member
