"""Sync the register: believe nothing before the signature, replace nothing before the end.

Order: the members are the three that must be there; the signature over the manifest holds under a
key that this desk trusts; the edition is newer than the one here; then the register is unpacked
beside, never past its stated size, its digest compared, opened, and only then moved into place.
Whatever fails, the old register stays and works.

The edition that is here is read from the register file itself: whoever deletes the file also
deletes the memory of it, and an older edition can be synced again.
"""

import hashlib
import os
import tempfile
import zipfile
import zlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from aatulab.errors import InspectionError
from aatulab.inspection.products.bundle.keys import key_id
from aatulab.inspection.products.bundle.manifest import (
    MANIFEST,
    MEMBERS,
    MOST_MANIFEST_BYTES,
    MOST_REGISTER_BYTES,
    REGISTER,
    SIGNATURE,
    Manifest,
    read_manifest,
    signed_bytes,
)
from aatulab.inspection.products.register import open_register

_BLOCK = 1 << 20
_SIGNATURE_BYTES = 64
_KEEPS = "The register that was here stays in use."


@dataclass(frozen=True)
class Synced:
    """What came of it; `before` is the edition that was here, none on a new desk."""

    manifest: Manifest
    before: int | None
    is_new: bool


def sync(bundle: Path, register: Path, trusted: Iterable[Ed25519PublicKey]) -> Synced:
    """Bring `register` to the edition of the bundle; `InspectionError` says why not."""
    try:
        if bundle.stat().st_size > MOST_REGISTER_BYTES:
            raise InspectionError(f"{bundle}: over {MOST_REGISTER_BYTES:,} bytes. {_KEEPS}")
        with zipfile.ZipFile(bundle) as packed:
            _check_members(bundle, packed)
            manifest = _verified(bundle, packed, {key_id(key): key for key in trusted})
            before = open_register(register).version if register.exists() else None
            if before is not None and manifest.version <= before:
                return _not_newer(bundle, manifest, before, register)
            _install(bundle, packed, manifest, register)
    except FileNotFoundError:
        raise InspectionError(f"{bundle}: there is no such bundle. {_KEEPS}") from None
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError) as error:
        raise InspectionError(
            f"{bundle}: damaged or cut short ({error}); fetch it again. {_KEEPS}"
        ) from error
    return Synced(manifest, before, is_new=True)


def _check_members(bundle: Path, packed: zipfile.ZipFile) -> None:
    """Refuse other names (paths that lead elsewhere among them), and what is too big."""
    names = [member.filename for member in packed.infolist()]
    if tuple(names) != MEMBERS:
        raise InspectionError(
            f"{bundle}: holds {', '.join(map(repr, names[:5]))}, expected {', '.join(MEMBERS)} and"
            f" nothing else. {_KEEPS}"
        )
    limits = (MOST_MANIFEST_BYTES, _SIGNATURE_BYTES, MOST_REGISTER_BYTES)
    for member, most in zip(packed.infolist(), limits, strict=True):
        if member.flag_bits & 1:
            raise InspectionError(f"{bundle}: {member.filename} is encrypted. {_KEEPS}")
        if member.file_size > most:
            raise InspectionError(
                f"{bundle}: {member.filename}: {member.file_size:,} bytes, expected {most:,} at"
                f" most. {_KEEPS}"
            )


def _verified(
    bundle: Path, packed: zipfile.ZipFile, trusted: dict[str, Ed25519PublicKey]
) -> Manifest:
    """Return the manifest, whose signature holds under the trusted key that it names."""
    written = _read(packed, MANIFEST, MOST_MANIFEST_BYTES)
    signature = _read(packed, SIGNATURE, _SIGNATURE_BYTES)
    # which key to try is all that is taken from it before the signature holds
    claimed = read_manifest(written, str(bundle))
    if claimed.key_id not in trusted:
        known = ", ".join(trusted) or "none"
        raise InspectionError(
            f"{bundle}: signed by key {claimed.key_id}, trusted here: {known}. Ask the issuer, by"
            f" another way, for its public key. {_KEEPS}"
        )
    try:
        trusted[claimed.key_id].verify(signature, signed_bytes(written))
    except InvalidSignature:
        raise InspectionError(
            f"{bundle}: the signature does not hold: somebody changed it, or forged it."
            f" Report it and fetch another copy. {_KEEPS}"
        ) from None
    return claimed


def _not_newer(bundle: Path, manifest: Manifest, before: int, register: Path) -> Synced:
    if manifest.version == before:
        with register.open("rb") as file:
            if hashlib.file_digest(file, "sha256").hexdigest() == manifest.register_sha256:
                return Synced(manifest, before, is_new=False)
        raise InspectionError(
            f"{bundle}: another register of the same edition, {before}. Ask the issuer. {_KEEPS}"
        )
    raise InspectionError(
        f"{bundle}: edition {manifest.version}, older than edition {before} that is here; an old"
        f" bundle would take newer alerts away. {_KEEPS}"
    )


def _install(bundle: Path, packed: zipfile.ZipFile, manifest: Manifest, register: Path) -> None:
    register.parent.mkdir(parents=True, exist_ok=True)
    descriptor, name = tempfile.mkstemp(prefix=f".{register.name}-", dir=register.parent)
    beside = Path(name)
    try:
        with os.fdopen(descriptor, "wb") as file:
            digest = _unpack(bundle, packed, manifest, file.write)
            file.flush()
            os.fsync(file.fileno())
        if digest != manifest.register_sha256:
            raise InspectionError(
                f"{bundle}: {REGISTER} is not what was signed; fetch it again. {_KEEPS}"
            )
        opened = open_register(beside)
        if (opened.version, opened.products) != (manifest.version, manifest.products):
            raise InspectionError(
                f"{bundle}: manifest and register name different editions. Ask the issuer. {_KEEPS}"
            )
        opened.database.close()
        beside.chmod(0o644)
        beside.replace(register)
    finally:
        beside.unlink(missing_ok=True)


def _unpack(
    bundle: Path, packed: zipfile.ZipFile, manifest: Manifest, write: Callable[[bytes], object]
) -> str:
    """Write the register out, no byte more than the manifest says; return its digest."""
    digest, left = hashlib.sha256(), manifest.register_bytes
    with packed.open(REGISTER) as member:
        while block := member.read(min(_BLOCK, left + 1)):
            left -= len(block)
            if left < 0:
                break
            digest.update(block)
            write(block)
    if left:
        raise InspectionError(
            f"{bundle}: {REGISTER} has {'more' if left < 0 else 'fewer'} bytes than the"
            f" {manifest.register_bytes:,} that were signed; fetch it again. {_KEEPS}"
        )
    return digest.hexdigest()


def _read(packed: zipfile.ZipFile, name: str, most: int) -> bytes:
    with packed.open(name) as member:
        return member.read(most + 1)[:most]
