"""Accounts and sessions, as rows."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from aatulab.exchange.crypto.identity import PublicKeys
from aatulab.exchange.moments import moment_of, written
from aatulab.exchange.refusal import RefusedError
from aatulab.exchange.store import audit, tables

OFFICER, ADMIN = "officer", "admin"
ROLES = (OFFICER, ADMIN)


@dataclass(frozen=True)
class Account:
    """Somebody who may use the exchange, as everybody may see it."""

    name: str
    unit: str
    role: str
    keys: PublicKeys

    def to_json(self) -> dict[str, str]:
        """Return the account as it goes over the line."""
        return {
            "name": self.name,
            "unit": self.unit,
            "role": self.role,
            "sign_key": self.keys.sign_key,
            "box_key": self.keys.box_key,
        }


@dataclass(frozen=True)
class NewAccount:
    """What is kept of a new account; the password itself is nowhere."""

    account: Account
    salt: str
    rounds: int
    login_hash: str
    vault: Mapping[str, str]


def add_account(connection: Connection, new: NewAccount, at: datetime, by: str) -> Account:
    """Keep a new account, or refuse a name that is taken."""
    account = new.account
    if row_of(connection, account.name) is not None:
        raise RefusedError("taken", f"There is an account {account.name!r} already.")
    connection.execute(
        insert(tables.accounts),
        {
            **account.to_json(),
            "disabled": False,
            "salt": new.salt,
            "rounds": new.rounds,
            "login_hash": new.login_hash,
            "vault": json.dumps(dict(new.vault)),
            "last_counter": 0,
        },
    )
    audit.note(connection, at, by, "account", subject=f"{account.name} {account.role}")
    return account


def row_of(connection: Connection, name: str) -> Any:
    """Return an account's row, or None."""
    query = select(tables.accounts).where(tables.accounts.c.name == name)
    return connection.execute(query).first()


def account_of(row: Any) -> Account:
    """Return the account in a row."""
    return Account(row.name, row.unit, row.role, PublicKeys(row.sign_key, row.box_key))


def directory(connection: Connection) -> list[Account]:
    """Return all accounts that may be used, by name."""
    table = tables.accounts
    query = select(table).where(table.c.disabled.is_(False)).order_by(table.c.name)
    return [account_of(row) for row in connection.execute(query)]


def change_password(
    connection: Connection,
    name: str,
    salt: str,
    rounds: int,
    login_hash: str,
    vault: Mapping[str, str],
) -> None:
    """Keep another password; all sessions of the account end."""
    changed = {
        "salt": salt,
        "rounds": rounds,
        "login_hash": login_hash,
        "vault": json.dumps(dict(vault)),
    }
    table = tables.accounts
    connection.execute(update(table).where(table.c.name == name).values(changed))
    end_sessions(connection, name)


def disable(connection: Connection, name: str, at: datetime, by: str) -> list[str]:
    """Close an account, end its sessions, and return the groups whose key is to be renewed."""
    row = row_of(connection, name)
    if row is None or row.disabled:
        raise RefusedError("unknown", f"There is no account {name!r} in use.")
    table, rows = tables.accounts, tables.members
    connection.execute(update(table).where(table.c.name == name).values(disabled=True))
    end_sessions(connection, name)
    mine = rows.c.account == name
    touched = connection.execute(select(rows.c.group_id).where(mine)).scalars().all()
    connection.execute(update(rows).where(mine).values(gone=True))
    audit.note(connection, at, by, "disable", subject=name)
    return list(touched)


def open_session(connection: Connection, account: str, token: str, until: datetime) -> None:
    """Keep the digest of a token."""
    row = {"token_sha256": token_digest(token), "account": account, "expires_at": written(until)}
    connection.execute(insert(tables.sessions), row)


def session_of(connection: Connection, token: str, now: datetime) -> Account | None:
    """Return whose token it is, if it still counts."""
    held = tables.sessions
    query = (
        select(tables.accounts, held.c.expires_at)
        .join(held, held.c.account == tables.accounts.c.name)
        .where(held.c.token_sha256 == token_digest(token))
    )
    row = connection.execute(query).first()
    if row is None or row.disabled or moment_of(row.expires_at, "expires_at") <= now:
        return None
    return account_of(row)


def end_session(connection: Connection, token: str) -> None:
    """Forget one token."""
    held = tables.sessions
    connection.execute(delete(held).where(held.c.token_sha256 == token_digest(token)))


def end_sessions(connection: Connection, account: str) -> None:
    """Forget all tokens of an account."""
    held = tables.sessions
    connection.execute(delete(held).where(held.c.account == account))


def token_digest(token: str) -> str:
    """Return what is kept of a token."""
    return hashlib.sha256(token.encode()).hexdigest()
