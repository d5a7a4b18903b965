"""Bundles to practise on: three editions of a small register, and two that must be refused."""

import zipfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from aatulab.errors import InspectionError
from aatulab.inspection.products.bundle.make import make_bundle
from aatulab.inspection.products.bundle.manifest import MANIFEST
from aatulab.inspection.products.bundle.sync import sync
from aatulab.inspection.products.database import write_register
from aatulab.world.products.build import build_products
from aatulab.world.streams import Streams

_PRODUCTS, _FIRST_DAY = 100, date(2026, 11, 1)
_EDITIONS = (1, 2, 3)


@dataclass(frozen=True)
class PracticeBundles:
    """A desk, the key that it trusts, and bundles by what is the matter with them."""

    desk: Path
    trusted: Ed25519PublicKey
    bundles: Mapping[str, Path]

    def sync(self, name: str) -> str:
        """Try one bundle on the desk, and return in a sentence what came of it."""
        if name not in self.bundles:
            known = ", ".join(map(repr, self.bundles))
            raise InspectionError(f"bundle: found {name!r}, expected one of {known}.")
        try:
            done = sync(self.bundles[name], self.desk, [self.trusted])
        except InspectionError as refused:
            return f"refused: {str(refused).partition(': ')[2]}"
        words = "taken" if done.is_new else "nothing new"
        return f"{words}: the desk has edition {done.manifest.version}."


def practice_bundles(folder: Path) -> PracticeBundles:
    """Write the bundles into an empty folder."""
    key, stranger = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
    bundles = {}
    for version in _EDITIONS:
        register = folder / f"edition-{version}.db"
        day = _FIRST_DAY + timedelta(days=7 * version)
        tables = build_products(_PRODUCTS, day, Streams(version)).tables
        write_register(tables, register, version=version, issued_on=day).close()
        bundles[f"edition {version}"] = folder / f"edition-{version}.zip"
        make_bundle(register, key, bundles[f"edition {version}"])
    bundles["another key"] = folder / "another-key.zip"
    make_bundle(folder / f"edition-{_EDITIONS[-1]}.db", stranger, bundles["another key"])
    bundles["one byte changed"] = folder / "one-byte-changed.zip"
    _change_a_byte(bundles[f"edition {_EDITIONS[-1]}"], bundles["one byte changed"])
    return PracticeBundles(folder / "products.db", key.public_key(), bundles)


def _change_a_byte(bundle: Path, out: Path) -> None:
    """Write the bundle again with the day of issue one digit later."""
    with zipfile.ZipFile(bundle) as packed, zipfile.ZipFile(out, "w") as changed:
        for name in packed.namelist():
            content = packed.read(name)
            if name == MANIFEST:
                content = content.replace(
                    b'"issued_on": "2026-11-22"', b'"issued_on": "2026-11-23"'
                )
            changed.writestr(name, content)
