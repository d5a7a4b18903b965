"""How fast messages are kept and delivered when a thousand clients are connected.

    python tests/bench/bench_exchange.py [--clients 1000] [--rate 200] [--seconds 30] [--group 20]

A real server in a process of its own, over TLS, with a database on disk.  The clients are live
lines (WebSockets) of this process, each with an account and keys, in closed groups of twenty, each
group one to every member; so 200 messages a second are 4,000 deliveries a second.  Messages are
sealed and signed beforehand and go out at a fixed rate, whether or not the server keeps up.  Each
is timed from the moment when it was due to

* the acknowledgement, which the server sends after the disk has the message, and
* the moment when a member has it, for every member of its group (its sender's line, too).

The clients only note what comes; afterwards one member of each group opens all that it got, and the
database is asked for each acknowledged message.  Ends with 1 if the 99th of 100 of either takes
250 ms or more, or if anything is missing.  A message that goes out late is timed from its due, too.
"""

import argparse
import json
import os
import random
import re
import secrets
import ssl
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psutil
from exchange_lines import LiveLine, all_opened, at_a_rate
from sqlalchemy import select

from aatulab.exchange.client.keyring import Epoch
from aatulab.exchange.client.sealing import Draft, new_id, open_message, seal_epoch, seal_message
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
QUIET_S = 5.0
NOTICE = PlainMessage("Shift report", "Nothing open. " * 20)
ENTRY = re.compile(rb'\{"type":"entry","entry":\{"group":"([^"]+)","seq":(\d+),')


class Client:
    """An account, its keys, its session, its group, and the number of its last message."""

    def __init__(self, name):
        self.name, self.identity = name, Identity.fresh(name)
        self.token = secrets.token_urlsafe(32)
        self.epoch, self.counter = None, 0

    def member(self, *, keeper):
        return Member(self.name, "Bench", keeper=keeper, keys=self.identity.public)

    def message(self):
        """Return the id of a new message, and the frame that sends it."""
        self.counter += 1
        draft = Draft(new_id(), self.epoch.record.group, NOTICE)
        raw = seal_message(draft, self.epoch, self.identity, self.counter, datetime.now(UTC))
        return draft.id, json.dumps({"type": "send", "ref": draft.id, "message": raw}).encode()


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
            lines, due = measured(clients, url, options, psutil.Process(process.pid), folder)
        finally:
            process.terminate()
            process.wait()
        reached = verdict(lines, due, options, folder)
    raise SystemExit(0 if reached else 1)


def enrolled(store, count, size):
    """Return clients with accounts, open sessions and groups, made beside the server.

    All have the same password and salt, so that it is stretched once; nothing here is measured.
    """
    salt = secrets.token_bytes(16)
    given = secrets_of("four words put together", salt, ROUNDS)
    kept, now = login_hash(given.login), datetime.now(UTC)
    clients = [Client(f"bench-{n:05d}") for n in range(count)]

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
    """Return a server's process and the address of its live line, as soon as it listens."""
    port = free_port()
    command = [sys.executable, "-m", "aatulab.cli", "exchange", "serve"]
    with (folder / "out").open("w") as out:
        process = subprocess.Popen(
            [*command, "--folder", str(folder), "--port", str(port)], stdout=out, stderr=out
        )
    while True:
        time.sleep(0.1)
        assert process.poll() is None, (folder / "out").read_text()
        try:
            ssl.get_server_certificate(("127.0.0.1", port))
        except OSError:
            continue
        return process, f"wss://127.0.0.1:{port}/api/live"


def measured(clients, url, options, server, folder):
    """Connect all, send at the rate, and return the lines and when each message was due."""
    trust = ssl.create_default_context(cafile=folder / "tls.pem")
    lines = [LiveLine(one) for one in clients]
    begin = time.perf_counter()
    selector = all_opened(lines, url, trust)
    print(f"{len(clients):,} clients connected in {time.perf_counter() - begin:.1f} s,"
          f" {options.group} to a group")  # fmt: skip
    asked = int(options.rate * options.seconds)
    turns = [one for _ in range(-(-asked // len(lines))) for one in shuffled(lines)][:asked]
    sealed = [(one, *one.client.message()) for one in turns]
    print(f"load of this machine before: {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores")
    before, mine = server.cpu_times(), time.process_time()
    schedule = [(line, frame) for line, _, frame in sealed]
    due, left, whole = at_a_rate(selector, schedule, options.rate, QUIET_S)
    after = server.cpu_times()
    cpu = after.user + after.system - before.user - before.system
    print(f"{asked:,} messages and all their copies in {whole:.1f} s, asked {options.rate:.0f}/s")
    print(f"processor time for a message: server {cpu / asked * 1e3:.2f} ms,"
          f" all clients {(time.process_time() - mine) / asked * 1e3:.2f} ms")  # fmt: skip
    shown("sent late by this program", [out - at for out, at in zip(left, due, strict=True)])
    return lines, dict(zip((id_ for _, id_, _ in sealed), due, strict=True))


def shuffled(lines):
    return random.Random(8).sample(lines, len(lines))


def verdict(lines, due, options, folder):
    """Print times and gaps; return whether the target was reached and nothing is missing."""
    acked, at = acknowledged(lines, due)
    copies, opened = delivered(lines, at)
    everybody = [moment - due[id_] for id_ in acked for moment in copies[id_]]
    last = [max(copies[id_]) - due[id_] for id_ in acked if copies[id_]]
    worst = [
        shown("acknowledged", list(acked.values())),
        shown("a member has it", everybody),
        shown("the last of its group has it", last),
    ]
    with Store(folder / "exchange.sqlite") as store:
        kept = store.read(lambda c: set(c.execute(select(tables.messages.c.id)).scalars()))
        changed = store.read(findings)
    lost = len(due) * options.group - sum(map(len, copies.values()))
    print(f"of {len(due):,} messages not acknowledged: {len(due) - len(acked)}, acknowledged and"
          f" not kept: {len(set(acked) - kept)}, copies lost: {lost:,}, opened by one member of"
          f" each group: {opened:,}, changes found by the audit: {len(changed)}")  # fmt: skip
    whole = set(acked) == set(due) == kept and lost == 0 and opened == len(due) and not changed
    reached = max(worst) < TARGET_S
    word = "reached" if reached and whole else "MISSED"
    print(f"target: nothing lost, 99 of 100 under {TARGET_S * 1e3:.0f} ms: {word}")
    return reached and whole


def acknowledged(lines, due):
    """Return how long each acknowledgement took, and which message stands at which place."""
    took, at = {}, {}
    for line in lines:
        group = line.client.epoch.record.group
        for moment, text in line.heard:
            if not text.startswith(b'{"type":"entry"'):
                frame = json.loads(text)
                assert frame["type"] == "ack", frame
                took[frame["ref"]] = moment - due[frame["ref"]]
                at[group, frame["seq"]] = frame["ref"]
    return took, at


def delivered(lines, at):
    """Return when copies of each message came, and how many one member of each group opened."""
    copies, opened, groups = defaultdict(list), 0, set()
    for line in lines:
        group = line.client.epoch.record.group
        opens = group not in groups
        groups.add(group)
        for moment, text in line.heard:
            if (entry := ENTRY.match(text)) is None:
                continue
            assert entry[1].decode() == group
            copies[at[group, int(entry[2])]].append(moment)
            if opens:
                _, notice, _ = open_message(json.loads(text)["entry"]["body"], line.client.epoch)
                opened += notice == NOTICE
    return copies, opened


def shown(what, seconds):
    """Print how long something took, and return the 99th of 100."""
    times = sorted(seconds)
    place = [times[min(len(times) - 1, int(share * len(times)))] for share in (0.5, 0.95, 0.99, 1)]
    half, most, nearly_all, all_ = (f"{one * 1e3:.1f}" for one in place)
    print(f"{what} (ms): half {half}, 95 of 100 {most}, 99 of 100 {nearly_all}, all {all_}")
    return place[2]


if __name__ == "__main__":
    main()
