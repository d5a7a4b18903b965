"""A bundle that is forged, broken, old or greedy changes nothing on the desk."""

import io
import json
import os
import shutil
import stat
import zipfile
from datetime import date, timedelta

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from aatulab.errors import InspectionError
from aatulab.inspection.products import open_register, write_register
from aatulab.inspection.products.bundle import sync as module
from aatulab.inspection.products.bundle.keys import key_id, make_key, read_private, read_public
from aatulab.inspection.products.bundle.make import make_bundle
from aatulab.inspection.products.bundle.manifest import MEMBERS, read_manifest, signed_bytes
from aatulab.inspection.products.bundle.sync import sync
from aatulab.world.products.build import build_products
from aatulab.world.streams import Streams

DAY = date(2026, 9, 13)

KEY, OTHER = Ed25519PrivateKey.generate(), Ed25519PrivateKey.generate()
TRUSTED = [KEY.public_key()]


@pytest.fixture(scope="module")
def bundles(tmp_path_factory):
    """Editions 1 to 3 of a small register, signed."""
    folder = tmp_path_factory.mktemp("bundles")
    for version in (1, 2, 3):
        tables = build_products(60 + version, DAY, Streams(version)).tables
        path, day = folder / f"{version}.db", DAY + timedelta(days=version)
        write_register(tables, path, version=version, issued_on=day).close()
        make_bundle(path, KEY, folder / f"{version}.zip")
    return folder


@pytest.fixture
def desk(bundles, tmp_path):
    """A desk that has edition 2."""
    register = tmp_path / "desk" / "products.db"
    sync(bundles / "2.zip", register, TRUSTED)
    return register


def members(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def written(path, content):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, data in content.items():
            packed.writestr(name, data)
    return path


def resigned(content, key=KEY, **changes):
    """The members with a changed manifest under a good signature."""
    manifest = json.dumps({**json.loads(content["manifest.json"]), **changes}).encode()
    return {**content, "manifest.json": manifest, "manifest.sig": key.sign(signed_bytes(manifest))}


def test_a_newer_edition_replaces_the_older(bundles, desk):
    done = sync(bundles / "3.zip", desk, TRUSTED)
    assert (done.before, done.manifest.version, done.is_new) == (2, 3, True)
    assert open_register(desk).version == 3
    assert open_register(desk).issued_on == date(2026, 9, 16)


def test_the_same_edition_again_is_no_news(bundles, desk):
    assert not sync(bundles / "2.zip", desk, TRUSTED).is_new


def test_the_same_register_and_key_give_the_same_bundle(bundles, tmp_path):
    make_bundle(bundles / "1.db", KEY, tmp_path / "again.zip")
    assert (tmp_path / "again.zip").read_bytes() == (bundles / "1.zip").read_bytes()


def forged_signature(content):
    return {**content, "manifest.sig": bytes(64)}


def changed_manifest(content):
    return {
        **content,
        "manifest.json": content["manifest.json"].replace(b'"version": 3', b'"version": 9'),
    }


def changed_register(content):
    return {**content, "register.db": content["register.db"][:-1] + b"x"}


def longer_register(content):
    return {**content, "register.db": content["register.db"] + b"x"}


def shorter_register(content):
    return {**content, "register.db": content["register.db"][:-1]}


def other_signer(content):
    return resigned(content, OTHER, key_id=key_id(OTHER.public_key()))


def other_signer_under_a_trusted_name(content):
    return resigned(content, OTHER)


def path_up(content):
    return {"../register.db": content["register.db"], **content}


def path_absolute(content):
    return {**content, "/etc/cron.d/x": b"x"}


def path_instead(content):
    return {
        ("..\\" + name if name == "register.db" else name): data for name, data in content.items()
    }


def member_missing(content):
    return {name: data for name, data in content.items() if name != "manifest.sig"}


def other_order(content):
    return dict(reversed(content.items()))


def signature_too_long(content):
    return {**content, "manifest.sig": content["manifest.sig"] + b"0"}


def manifest_too_big(content):
    return {**content, "manifest.json": content["manifest.json"] + b" " * 5_000}


def register_that_is_none(content):
    import hashlib

    digest = hashlib.sha256(b"no register").hexdigest()
    return resigned(
        {**content, "register.db": b"no register"}, register_bytes=11, register_sha256=digest
    )


def other_edition_than_inside(content):
    return resigned(content, version=7)


def version_in_words(content):
    return resigned(content, version="three")


def version_true(content):
    return resigned(content, version=True)


def unknown_format(content):
    return resigned(content, format=2)


def strange_key(content):
    return resigned(content, run="rm")


BAD = {
    forged_signature: "the signature does not hold",
    changed_manifest: "the signature does not hold",
    changed_register: "is not what was signed",
    longer_register: "has more bytes than",
    shorter_register: "has fewer bytes than",
    other_signer: "signed by key .* trusted here",
    other_signer_under_a_trusted_name: "the signature does not hold",
    path_up: "and nothing else",
    path_absolute: "and nothing else",
    path_instead: "and nothing else",
    member_missing: "and nothing else",
    other_order: "and nothing else",
    signature_too_long: "manifest.sig: 65 bytes, expected 64 at most",
    manifest_too_big: "manifest.json: .* expected 4,000 at most",
    register_that_is_none: "damaged|no register of products",
    other_edition_than_inside: "name different editions",
    version_in_words: "version: found 'three', expected a whole number",
    version_true: "version: found True",
    unknown_format: "format: found 2",
    strange_key: "expected the keys",
}


@pytest.mark.parametrize("spoil", BAD, ids=lambda spoil: spoil.__name__)
def test_a_bad_bundle_is_refused_and_the_old_register_works(bundles, desk, tmp_path, spoil):
    before = desk.read_bytes()
    bad = written(tmp_path / "bad.zip", spoil(members(bundles / "3.zip")))
    with pytest.raises(InspectionError, match=BAD[spoil]) as refused:
        sync(bad, desk, TRUSTED)
    assert "bad.zip" in str(refused.value) or "products.db" in str(refused.value)
    assert desk.read_bytes() == before
    assert [path.name for path in desk.parent.iterdir()] == ["products.db"]
    assert open_register(desk).version == 2


def test_an_older_edition_is_refused(bundles, desk):
    with pytest.raises(InspectionError, match="edition 1, older than edition 2 that is here"):
        sync(bundles / "1.zip", desk, TRUSTED)
    assert open_register(desk).version == 2


def test_another_register_of_the_same_edition_is_refused(bundles, desk, tmp_path):
    twin = tmp_path / "twin.db"
    tables = build_products(70, DAY, Streams(99)).tables
    write_register(tables, twin, version=2, issued_on=DAY).close()
    make_bundle(twin, KEY, tmp_path / "twin.zip")
    with pytest.raises(InspectionError, match="another register of the same edition"):
        sync(tmp_path / "twin.zip", desk, TRUSTED)


def test_a_bundle_cut_short_anywhere_is_refused(bundles, desk, tmp_path):
    whole = (bundles / "3.zip").read_bytes()
    for end in range(0, len(whole), len(whole) // 12):
        path = tmp_path / "cut.zip"
        path.write_bytes(whole[:end])
        with pytest.raises(InspectionError, match=r"cut\.zip: damaged or cut short"):
            sync(path, desk, TRUSTED)
    assert open_register(desk).version == 2


def test_a_flipped_byte_anywhere_is_refused_or_changes_nothing(bundles, desk, tmp_path):
    whole, register = (bundles / "3.zip").read_bytes(), (bundles / "3.db").read_bytes()
    for place in range(0, len(whole), len(whole) // 40):
        path = tmp_path / "flipped.zip"
        path.write_bytes(whole[:place] + bytes([whole[place] ^ 0x41]) + whole[place + 1 :])
        shutil.copy(bundles / "2.db", desk)
        try:
            sync(path, desk, TRUSTED)
        except InspectionError:
            assert open_register(desk).version == 2
        else:  # a byte that nothing reads, such as a time of day
            assert desk.read_bytes() == register


def test_a_bundle_that_unpacks_past_the_limit_is_refused(bundles, desk, monkeypatch):
    monkeypatch.setattr(module, "MOST_REGISTER_BYTES", 1_000)
    with pytest.raises(InspectionError, match="1,000"):
        sync(bundles / "3.zip", desk, TRUSTED)


def test_a_disk_that_is_full_leaves_the_old_register(bundles, desk, monkeypatch):
    def full(*_args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(module.os, "fsync", full)
    with pytest.raises(OSError, match="No space"):
        sync(bundles / "3.zip", desk, TRUSTED)
    assert [path.name for path in desk.parent.iterdir()] == ["products.db"]
    assert open_register(desk).version == 2


def test_a_desk_that_trusts_nobody_takes_nothing(bundles, tmp_path):
    with pytest.raises(InspectionError, match="trusted here: none"):
        sync(bundles / "1.zip", tmp_path / "products.db", [])
    with pytest.raises(InspectionError, match="there is no such bundle"):
        sync(tmp_path / "none.zip", tmp_path / "products.db", TRUSTED)


def test_the_members_are_named_once_and_for_all(bundles):
    assert tuple(members(bundles / "1.zip")) == MEMBERS
    with pytest.raises(InspectionError, match="not readable as JSON"):
        read_manifest(b"\xff{", "x.zip")


def test_keys_are_kept_from_others_and_never_overwritten(tmp_path):
    path = tmp_path / "issuer.pem"
    name = make_key(path)
    assert key_id(read_public(tmp_path / "issuer.pem.pub")) == name
    assert key_id(read_private(path).public_key()) == name
    if os.name == "posix":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600
    with pytest.raises(InspectionError, match="never overwritten"):
        make_key(path)


@pytest.mark.parametrize("read", [read_private, read_public])
def test_a_file_that_is_no_key_is_refused(tmp_path, read):
    path = tmp_path / "key.pem"
    with pytest.raises(InspectionError, match="there is no key here"):
        read(path)
    path.write_bytes(io.BytesIO(b"hello").getvalue())
    with pytest.raises(InspectionError, match="half of an Ed25519 key"):
        read(path)
