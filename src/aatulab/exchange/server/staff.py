"""What is done at the server's own machine: the first accounts, without a network."""

import secrets
from datetime import datetime

from aatulab.exchange.client.enrol import new_account
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.server.accounts import account_in
from aatulab.exchange.store import people
from aatulab.exchange.store.keeping import Store

HERE = "the server's own machine"


def enrol(store: Store, name: str, unit: str, role: str, password: str, at: datetime) -> Identity:
    """Keep a new account and return its keys; refuses a name, unit or password out of form."""
    identity, body = new_account(name, unit, role, password)
    new = account_in(body)
    store.write(lambda c: people.add_account(c, new, at, HERE))
    return identity


def made_password() -> str:
    """Return a password that is easy to read out: 80 bits in groups of four letters."""
    drawn = "".join(secrets.choice("abcdefghjkmnpqrstuvwxyz23456789") for _ in range(16))
    return "-".join(drawn[start : start + 4] for start in range(0, 16, 4))
