"""The page's cryptography and Python's reach the same bytes, by the vectors of the wire format."""

import json
from pathlib import Path

import pytest

from aatulab.exchange.crypto.canonical import canon

pytestmark = pytest.mark.browser

VECTORS = Path(__file__).parents[2] / "unit" / "exchange" / "vectors.json"
CRYPTO = """async ([task, given]) => {
    const [bytes, box, epochs, pairs, password, seal, vault] = await Promise.all(
        ["bytes", "box", "epochs", "pairs", "password", "seal", "vault"]
            .map((name) => import(`/page/js/crypto/${name}.js`)));
    const { b64, fromB64, utf8, fromUtf8, labelled, canonical } = bytes;
    %s
    try {
        return await tasks[task](given);
    } catch (error) {
        return `refused: ${error.name}`;
    }
}"""
TASKS = """const tasks = {
    canonical: (given) => canonical(given),
    labelled: ({ what, value }) => b64(labelled(what, value)),
    password: async (given) => {
        const made = await password.passwordSecrets(
            given.password, fromB64(given.salt), given.rounds);
        return [b64(made.login), b64(made.keys)];
    },
    fingerprint: (given) => vault.fingerprint(given),
    signature: async ({ sign, what, value }) => {
        const key = await pairs.privateKey("Ed25519", fromB64(sign));
        return b64(await pairs.signature(key, labelled(what, value)));
    },
    isSigned: ({ sign_key, signature, what, value }) =>
        pairs.isSigned(fromB64(sign_key), fromB64(signature), labelled(what, value)),
    seal: async (given) => {
        const sealed = await box.closed(fromB64(given.key), utf8(given.plain),
            labelled(given.what, given.beside), fromB64(given.nonce));
        return b64(sealed.box);
    },
    unseal: async (given) => fromUtf8(await box.opened(fromB64(given.key),
        { nonce: fromB64(given.nonce), box: fromB64(given.box) },
        labelled(given.what, given.beside))),
    unwrap: async ({ wrap, me, secret, record }) => b64(await epochs.unwrap(
        wrap, me, await pairs.privateKey("X25519", fromB64(secret)), record)),
};"""


@pytest.fixture
def compute(at_page):
    page = at_page().page
    return lambda task, given: page.evaluate(CRYPTO % TASKS, [task, given])


@pytest.fixture(scope="module")
def vectors():
    return json.loads(VECTORS.read_text(encoding="utf-8"))


VALUES = (
    {"b": [1, None, True, False], "a": {"z": -(2**53) + 1, "y": 2**53 - 1}},
    {"text": 'quote " backslash \\ slash / tab \t newline \n nul \x00 del \x7f'},
    {"text": "é è 漢字 \U0001f6c2 \u2028 \u2029 \ufeff \u202e"},
    [],
    {},
    "",
    {"A": 1, "a": 2, "B": 3, "_": 4, "1": 5, "10": 6, "2": 7},
)


def test_canonical_json_is_pythons(compute):
    for value in VALUES:
        assert compute("canonical", value).encode() == canon(value)


def test_canonical_json_refuses_what_two_languages_write_in_two_ways(compute):
    for value in (0.5, {"a": [1.25]}, 2**53):
        assert compute("canonical", value) == "refused: TypeError"


def test_texts_labels_and_passwords(compute, vectors):
    assert compute("canonical", vectors["canonical"]["value"]) == vectors["canonical"]["text"]
    label = vectors["labelled"]
    assert compute("labelled", label) == label["b64"]
    word = vectors["password"]
    assert compute("password", word) == [word["login"], word["keys"]]


def test_signatures_and_fingerprints(compute, vectors):
    who, signed = vectors["identity"], vectors["signature"]
    assert compute("fingerprint", who) == who["fingerprint"]
    assert compute("signature", {**signed, "sign": who["sign"]}) == signed["signature"]
    seen = {**signed, "sign_key": who["sign_key"]}
    assert compute("isSigned", seen) is True
    assert compute("isSigned", {**seen, "what": "receipt"}) is False
    assert compute("isSigned", {**seen, "value": {"b": 1}}) is False


def test_sealed_boxes(compute, vectors):
    sealed = vectors["seal"]
    assert compute("seal", sealed) == sealed["box"]
    assert compute("unseal", sealed) == sealed["plain"]
    assert compute("unseal", {**sealed, "beside": {"id": "another"}}).startswith("refused")
    flipped = ("A" if sealed["box"][0] != "A" else "B") + sealed["box"][1:]
    assert compute("unseal", {**sealed, "box": flipped}).startswith("refused")


def test_a_wrapped_group_key_is_taken_out_and_must_be_the_one_of_the_list(compute, vectors):
    wrapped, who = vectors["wrap"], vectors["identity"]
    given = {
        "wrap": wrapped["wrap"],
        "me": {"name": wrapped["beside"]["account"], "box_key": who["box_key"]},
        "secret": who["box"],
        "record": {**wrapped["beside"], "key_commit": vectors["commit"]["key_commit"]},
    }
    assert compute("unwrap", given) == wrapped["key"]
    other = {**given["record"], "key_commit": "A" * 43}
    assert compute("unwrap", {**given, "record": other}) == "refused: Error"
    for changed in ({"epoch": 2}, {"group": "B" * 22}):
        record = {**given["record"], **changed}
        assert compute("unwrap", {**given, "record": record}) == "refused: OperationError"
