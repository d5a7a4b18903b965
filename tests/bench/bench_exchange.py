"""How long a durable acknowledgement takes when a thousand clients are connected.

    python tests/bench/bench_exchange.py [--clients 1000] [--rate 200] [--seconds 30] [--group 20]

A real server in a process of its own, over TLS, with a database on disk; the clients are WebSocket
connections of this process, each with an account, keys and a group of its own.  Messages go out at
a fixed rate, whether or not the server keeps up, and each is timed from the moment when it was due
to the acknowledgement, which the server sends after the commit.  Every message also reaches all
members of its group.  In the end the database is asked whether each acknowledged message is there.
Ends with 1 if the 99th of 100 takes 250 ms or more, or if anything is missing.
"""

import argparse
import asyncio
import contextlib
import json
import re
import secrets
import ssl
import subprocess
import sys
import tempfile
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from sqlalchemy import select
from websockets.asyncio.client import connect

from aatulab.exchange.client.keyring import Epoch
from aatulab.exchange.client.sealing import Draft, new_id, seal_epoch, seal_message
from aatulab.exchange.crypto.box import new_key
from aatulab.exchange.crypto.canonical import b64
from aatulab.exchange.crypto.identity import Identity
from aatulab.exchange.crypto.password import ROUNDS, secrets_of
from aatulab.exchange.notices import PlainMessage
from aatulab.exchange.server.passwords import login_hash
from aatulab.exchange.server.run import free_port
from aatulab.exchange.store import circles, people, tables
from aatulab.exchange.store.audit import findings
from aatulab.exchange.store.keeping import Store
from aatulab.exchange.wire.record import Member, Record

TARGET_S = 0.250
NOTICE = PlainMessage("Shift report", "Nothing open. " * 20)


class Client:
    """An account, its keys, its group, and one live connection."""

    def __init__(self, name, identity, token):
        self.name, self.identity, self.token = name, identity, token
        self.epoch = self.socket = None
        self.counter, self.frames = 0, 0
        self.waiting = {}

    def member(self, *, keeper):
        return Member(self.name, "Bench", keeper=keeper, keys=self.identity.public)

    async def open(self, url, trust):
        self.socket = await connect(url, ssl=trust, compression=None, ping_interval=None)
        await self.socket.send(json.dumps({"type": "hello", "token": self.token}))
        assert json.loads(await self.socket.recv())["type"] == "welcome"

    async def read(self):
        with contextlib.suppress(Exception):
            async for text in self.socket:
                self.frames += 1
                if text.startswith(('{"type":"ack"', '{"type":"refused"')):
                    frame = json.loads(text)
                    self.waiting.pop(frame["ref"]).set_result(frame)

    async def send(self, due):
        """Return how long after `due` a message was acknowledged, and its id."""
        self.counter += 1
        draft = Draft(new_id(), self.epoch.record.group, NOTICE)
        raw = seal_message(draft, self.epoch, self.identity, self.counter, datetime.now(UTC))
        future = asyncio.get_running_loop().create_future()
        self.waiting[draft.id] = future
        await self.socket.send(json.dumps({"type": "send", "ref": draft.id, "message": raw}))
        frame = await future
        assert frame["type"] == "ack", frame
        return time.perf_counter() - due, draft.id


def main() -> None:
    """Build, run, print, and say whether the target was reached."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--clients", type=int, default=1_000)
    parser.add_argument("--rate", type=float, default=200.0)
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--group", type=int, default=20)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-exchange-") as place:
        folder = Path(place)
        with Store(folder / "exchange.sqlite") as store:
            clients = enrolled(store, options.clients, options.group)
        process, url = served(folder)
        try:
            asyncio.run(measured(clients, url, options, process))
        finally:
            process.terminate()
            process.wait()
        raise SystemExit(verdict(folder, options))


def enrolled(store, count, size):
    """Return clients with accounts, open sessions and groups, made beside the server.

    All have the same password and salt, so that it is stretched once; nothing here is measured.
    """
    salt = secrets.token_bytes(16)
    given = secrets_of("four words put together", salt, ROUNDS)
    kept, now = login_hash(given.login), datetime.now(UTC)
    clients = [
        Client(name, Identity.fresh(name), secrets.token_urlsafe(32))
        for name in (f"bench-{n:05d}" for n in range(count))
    ]

    def people_in(connection):
        for one in clients:
            account = people.Account(one.name, "Bench", "officer", one.identity.public)
            vault = one.identity.vault(given.keys)
            new = people.NewAccount(account, b64(salt), ROUNDS, kept, vault)
            people.add_account(connection, new, now, "bench")
            people.open_session(connection, one.name, one.token, now + timedelta(hours=2))

    store.write(people_in)
    for start in range(0, count, size):
        store.write(lambda c, some=clients[start : start + size]: grouped(c, some, now))
    return clients


def grouped(connection, some, now):
    group, key = new_id(), new_key()
    members = [one.member(keeper=n == 0) for n, one in enumerate(some)]
    made = seal_epoch(some[0].identity, group, "Bench", members, key, now)
    record = Record.from_json(made["record"])
    circles.begin_group(connection, record, made["signature"], made["wraps"], now)
    for one in some:
        one.epoch = Epoch(record, key)


def served(folder):
    """Return a server's process and the address of its live line."""
    port = free_port()
    command = [sys.executable, "-m", "aatulab.cli", "exchange", "serve"]
    with (folder / "out").open("w") as out:
        process = subprocess.Popen(
            [*command, "--folder", str(folder), "--port", str(port)], stdout=out, stderr=out
        )
    while not re.search("Fingerprint: ", (folder / "out").read_text()):
        time.sleep(0.1)
        assert process.poll() is None, (folder / "out").read_text()
    return process, f"wss://127.0.0.1:{port}/api/live"


async def measured(clients, url, options, process):
    """Connect all, send at the rate, and print what came of it."""
    trust = ssl.create_default_context()
    trust.check_hostname, trust.verify_mode = False, ssl.CERT_NONE
    await until_open(url, trust)
    begin = time.perf_counter()
    for start in range(0, len(clients), 50):
        await asyncio.gather(*(one.open(url, trust) for one in clients[start : start + 50]))
    print(f"{len(clients):,} clients connected in {time.perf_counter() - begin:.1f} s")
    reading = [asyncio.create_task(one.read()) for one in clients]
    server, before = psutil.Process(process.pid), None
    before = server.cpu_times()
    count = int(options.rate * options.seconds)
    begin = time.perf_counter()
    tasks, late = [], []
    for n in range(count):
        due = begin + n / options.rate
        if (ahead := due - time.perf_counter()) > 0:
            await asyncio.sleep(ahead)
        late.append(time.perf_counter() - due)
        tasks.append(asyncio.create_task(clients[n % len(clients)].send(due)))
        await asyncio.sleep(0)
    took = await asyncio.gather(*tasks)
    whole = time.perf_counter() - begin
    after = server.cpu_times()
    await asyncio.sleep(1)
    for one in clients:
        await one.socket.close()
    await asyncio.gather(*reading)
    cpu = after.user + after.system - before.user - before.system
    report(took, late, whole, cpu, server_frames(clients), options)


def server_frames(clients):
    return sum(one.frames for one in clients)


async def until_open(url, trust):
    """Wait until the server takes connections."""
    while True:
        try:
            async with connect(url, ssl=trust):
                return
        except OSError:
            await asyncio.sleep(0.1)


RESULT = {}


def report(took, late, whole, cpu, frames, options):
    times = sorted(seconds for seconds, _ in took)
    place = lambda share: times[min(len(times) - 1, int(share * len(times)))]  # noqa: E731
    RESULT.update(p99=place(0.99), ids={id_ for _, id_ in took})
    rate = len(times) / whole
    print(f"{len(times):,} messages in {whole:.1f} s: {rate:.0f}/s, asked {options.rate:.0f}")
    shown = ", ".join(
        f"{share * 100:g} of 100 within {place(share) * 1e3:.1f} ms"
        for share in (0.5, 0.95, 0.99, 1)
    )
    print(f"acknowledged: {shown}")
    print(
        f"sent late by this program: 99 of 100 {sorted(late)[int(0.99 * len(late))] * 1e3:.1f} ms"
    )
    print(f"frames received by all clients: {frames:,}")
    print(f"processor time of the server: {cpu / len(times) * 1e3:.2f} ms a message")


def verdict(folder, options):
    """Return 0 if the target was reached and every acknowledged message is in the database."""
    with Store(folder / "exchange.sqlite") as store:
        kept = store.read(lambda c: set(c.execute(select(tables.messages.c.id)).scalars()))
        changed = store.read(findings)
    missing = RESULT["ids"] - kept
    reached = RESULT["p99"] < TARGET_S
    print(f"missing: {len(missing)}, changes found by the audit: {len(changed)}")
    word = "reached" if reached else "MISSED"
    print(f"target: 99 of 100 under {TARGET_S * 1e3:.0f} ms: {word}")
    return 0 if reached and not missing and not changed else 1


if __name__ == "__main__":
    main()
