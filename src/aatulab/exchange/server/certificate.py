"""The server's certificate: made on the first start, known to clients by its fingerprint.

A class has no certificate authority.  The instructor reads the fingerprint out; a client that pins
it talks to this server or to none.
"""

import ipaddress
import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from aatulab.errors import ExchangeError

LIFE = timedelta(days=397)
_LOCAL = ("localhost", "127.0.0.1")


@dataclass(frozen=True)
class Certificate:
    """Where certificate and key lie, and by what people know it."""

    chain: Path
    key: Path
    fingerprint: str  # SHA-256, 64 hexadecimal digits


def certificate_in(folder: Path, names: Sequence[str], now: datetime) -> Certificate:
    """Return the folder's certificate; makes one for these names if there is none."""
    chain, key = folder / "tls.pem", folder / "tls.key"
    if not chain.exists() and not key.exists():
        _make(chain, key, tuple(dict.fromkeys((*names, *_LOCAL))), now)
    try:
        made = x509.load_pem_x509_certificate(chain.read_bytes())
        serialization.load_pem_private_key(key.read_bytes(), None)
    except (OSError, ValueError) as error:
        raise ExchangeError(
            f"{folder}: tls.pem or tls.key is not readable ({error}). Restore both, or delete both:"
            " then another certificate is made, and every client has to be told its fingerprint."
        ) from error
    if made.not_valid_after_utc <= now:
        raise ExchangeError(
            f"{chain}: ended on {made.not_valid_after_utc:%Y-%m-%d}. Delete tls.pem and tls.key:"
            " another one is made; tell the class its fingerprint."
        )
    return Certificate(chain, key, made.fingerprint(hashes.SHA256()).hex())


def spoken(fingerprint: str) -> str:
    """Return a fingerprint as it is read out: groups of four.

    >>> spoken("0a1b2c3d")
    '0a1b 2c3d'
    """
    return " ".join(fingerprint[start : start + 4] for start in range(0, len(fingerprint), 4))


def _make(chain: Path, key: Path, names: Sequence[str], now: datetime) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "the Duty Line (training)")])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(private.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + LIFE)
        .add_extension(x509.SubjectAlternativeName([_alternative(one) for one in names]), False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(private, hashes.SHA256())
    )
    pem = private.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    with os.fdopen(os.open(key, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(pem)
    chain.write_bytes(made.public_bytes(serialization.Encoding.PEM))


def _alternative(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name))
    except ValueError:
        return x509.DNSName(name)
