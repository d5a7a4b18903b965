"""Make an account's keys and secrets out of a password, on the machine where it is typed."""

import secrets
from dataclasses import dataclass

from aatulab.exchange.crypto.canonical import b64
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.crypto.password import ROUNDS, SALT_BYTES, SHORTEST, secrets_of
from aatulab.exchange.refusal import RefusedError


@dataclass(frozen=True)
class Locked:
    """What the server is told of a password, and the private keys sealed under it."""

    salt: str
    rounds: int
    login: str
    vault: dict[str, str]


def lock(identity: Identity, password: str) -> Locked:
    """Return an identity locked with a password of at least ten characters."""
    if len(password) < SHORTEST:
        raise RefusedError(
            "malformed",
            f"The password has {len(password)} characters, expected at least {SHORTEST}."
            " Take four words that nobody else would put together.",
            where="password",
        )
    salt = secrets.token_bytes(SALT_BYTES)
    given = secrets_of(password, salt, ROUNDS)
    return Locked(b64(salt), ROUNDS, b64(given.login), identity.vault(given.keys))


def new_account(
    name: str, unit: str, role: str, password: str
) -> tuple[Identity, dict[str, object]]:
    """Return fresh keys, and what `POST /accounts` takes."""
    identity = Identity.fresh(name)
    locked = lock(identity, password)
    body: dict[str, object] = {
        "name": name,
        "unit": unit,
        "role": role,
        "salt": locked.salt,
        "rounds": locked.rounds,
        "login": locked.login,
        "sign_key": identity.public.sign_key,
        "box_key": identity.public.box_key,
        "vault": locked.vault,
    }
    return identity, body
