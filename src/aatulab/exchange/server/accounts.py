"""Logging in, one's own account, and the administrator's work."""

import json

from fastapi import APIRouter, Request
from sqlalchemy import Connection

from aatulab.exchange.crypto.box import NONCE_BYTES
from aatulab.exchange.crypto.canonical import unb64
from aatulab.exchange.crypto.identity import PublicKeys
from aatulab.exchange.crypto.password import LEAST_ROUNDS, ROUNDS, SALT_BYTES
from aatulab.exchange.moments import written
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.server import passwords
from aatulab.exchange.server.bodies import shape_of
from aatulab.exchange.server.desk import Admin, Asking, Body, Desk, Inside
from aatulab.exchange.server.tokens import Token, in_thread, new_token
from aatulab.exchange.store import audit, circles, people, reading
from aatulab.exchange.store.people import Account, NewAccount
from aatulab.exchange.wire.record import MOST_UNIT
from aatulab.exchange.wire.shape import Shape

MOST_ROUNDS = 10_000_000
_WRONG = "Account or password is not right."
_NEW = ("name", "unit", "role", "salt", "rounds", "login", "sign_key", "box_key", "vault")
routes = APIRouter(prefix="/api")


@routes.post("/login/begin")
async def begin_login(body: Body, desk: Inside, request: Request) -> dict[str, object]:
    """Return the salt of an account; one that is not there has one, too."""
    account = shape_of(body, "account").account("account")
    _count_login(desk, request, account, "questions before log-ins")
    row = await desk.read(lambda c: people.row_of(c, account))
    if row is None or row.disabled:
        return {"salt": passwords.salt_for_nobody(desk.secret, account), "rounds": ROUNDS}
    return {"salt": row.salt, "rounds": row.rounds}


@routes.post("/login")
async def login(body: Body, desk: Inside, request: Request) -> dict[str, object]:
    """Open a session, and hand out the sealed keys."""
    shape = shape_of(body, "account", "login")
    name, secret = shape.account("account"), unb64(shape.content["login"], "body.login", 32)
    _count_login(desk, request, name, "log-ins")
    now = desk.now()
    row = await desk.read(lambda c: people.row_of(c, name))
    kept = None if row is None or row.disabled else row.login_hash
    if not await in_thread(passwords.opens, secret, kept):
        if row is not None:
            await desk.write(lambda c: audit.note(c, now, name, "refused login"))
        raise RefusedError("refused_login", _WRONG)
    token, until = new_token(), now + desk.settings.session

    def opened(c: Connection) -> None:
        people.open_session(c, name, token, until)
        audit.note(c, now, name, "login")

    await desk.write(opened)
    return {
        "token": token,
        "expires_at": written(until),
        "account": people.account_of(row).to_json(),
        "vault": json.loads(row.vault),
        "last_counter": row.last_counter,
        "server_time": written(now),
    }


@routes.post("/logout")
async def logout(desk: Inside, account: Asking, token: Token) -> dict[str, object]:
    """End this session; live connections of the account begin again with a token that counts."""
    await desk.write(lambda c: people.end_session(c, token))
    desk.hub.cut(account.name)
    return {}


@routes.get("/me")
async def me(desk: Inside, account: Asking) -> dict[str, object]:
    """Return one's own account, and the number of one's last message."""
    last = await desk.read(lambda c: reading.last_counter(c, account.name))
    now = written(desk.now())
    return {"account": account.to_json(), "last_counter": last, "server_time": now}


@routes.post("/me/password")
async def change_password(
    body: Body, desk: Inside, account: Asking, token: Token
) -> dict[str, object]:
    """Keep another password, and end every other session."""
    shape = shape_of(body, "login", "new_login", "salt", "rounds", "vault")
    secret = unb64(shape.content["login"], "body.login", 32)
    desk.count("log-ins", account.name, desk.settings.logins_a_minute)
    row = await desk.read(lambda c: people.row_of(c, account.name))
    if not await in_thread(passwords.opens, secret, row.login_hash):
        raise RefusedError("refused_login", "The old password is not right.")
    hashed = await in_thread(
        passwords.login_hash, unb64(shape.content["new_login"], "body.new_login", 32)
    )
    now = desk.now()

    def changed(c: Connection) -> None:
        salt, rounds, vault = _locked(shape)
        people.change_password(c, account.name, salt, rounds, hashed, vault)
        people.open_session(c, account.name, token, now + desk.settings.session)
        audit.note(c, now, account.name, "password")

    await desk.write(changed)
    desk.hub.cut(account.name)
    return {}


@routes.get("/accounts")
async def directory(desk: Inside, _account: Asking) -> dict[str, object]:
    """Return everybody who can be written to."""
    found = await desk.read(people.directory)
    return {"accounts": [one.to_json() for one in found]}


@routes.post("/accounts")
async def add_account(body: Body, desk: Inside, admin: Admin) -> dict[str, str]:
    """Keep an account that an administrator's client has made."""
    new = await in_thread(account_in, body)
    now = desk.now()
    await desk.write(lambda c: people.add_account(c, new, now, admin.name))
    return new.account.to_json()


@routes.post("/accounts/{name}/disable")
async def disable(name: str, _body: Body, desk: Inside, admin: Admin) -> dict[str, object]:
    """Close an account at once; its groups renew their keys."""
    now = desk.now()

    def closed(c: Connection) -> dict[str, tuple[str, ...]]:
        groups = people.disable(c, name, now, admin.name)
        return {group: circles.members_in(c, group) for group in groups}

    touched = await desk.write(closed)
    desk.hub.cut(name)
    for group, members in touched.items():
        desk.hub.tell(members, {"type": "rotation_due", "group": group})
    return {}


def account_in(body: object) -> NewAccount:
    """Return the account that a body describes, its first secret under argon2."""
    shape = shape_of(body, *_NEW)
    account = Account(
        shape.account("name"),
        shape.text("unit", MOST_UNIT),
        shape.one_of("role", people.ROLES),
        PublicKeys(shape.raw("sign_key", 32), shape.raw("box_key", 32)),
    )
    salt, rounds, vault = _locked(shape)
    secret = unb64(shape.content["login"], "body.login", 32)
    return NewAccount(account, salt, rounds, passwords.login_hash(secret), vault)


def _count_login(desk: Desk, request: Request, account: str, what: str) -> None:
    address = request.client.host if request.client else ""
    desk.count(f"{what} from one address", address, desk.settings.logins_an_address)
    desk.count(what, account, desk.settings.logins_a_minute)


def _locked(shape: Shape) -> tuple[str, int, dict[str, str]]:
    vault = Shape.of(shape.content["vault"], "body.vault", ("nonce", "box"))
    sealed = {"nonce": vault.raw("nonce", NONCE_BYTES), "box": vault.text("box", 1_000)}
    rounds = shape.whole("rounds", LEAST_ROUNDS, MOST_ROUNDS)
    return shape.raw("salt", SALT_BYTES), rounds, sealed
