"""A class at the exchange: a real server on a port of its own, three units, and their desks.

The server can be stopped and started again on the same database.  A `Watch` is a person at the
page.
"""

import re
import shutil
import socket
import threading
import time
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest
import uvicorn
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from aatulab.exchange.client.enrol import new_account
from aatulab.exchange.client.line import HttpLine
from aatulab.exchange.client.session import Session, log_in
from aatulab.exchange.crypto.canonical import unb64
from aatulab.exchange.server.app import build_app
from aatulab.exchange.server.passwords import login_hash
from aatulab.exchange.server.settings import Settings
from aatulab.exchange.store.keeping import Store
from aatulab.exchange.store.people import Account, NewAccount, add_account

PASSWORD = "four words put together"
UNITS = {
    "ana.berg": "Lindholm AATU",
    "jo.diallo": "Port Sable AATU",
    "li.wen": "Karsund mail centre",
    "ines.roy": "Training centre",
}
ADMIN = "ines.roy"  # a member of nothing


def wall():
    return datetime.now(UTC)


@dataclass
class ExchangeClass:
    """`url` stays the same however often the server is started."""

    folder: Path
    port: int
    _server: uvicorn.Server | None = None
    _thread: threading.Thread | None = None
    _clients: list = field(default_factory=list)

    @property
    def url(self):
        return f"http://127.0.0.1:{self.port}"

    def start(self):
        store = Store(self.folder / "exchange.db")
        settings = Settings(
            now=wall, clock=time.monotonic, logins_a_minute=600, posts_a_minute=6_000
        )
        config = uvicorn.Config(
            build_app(store, settings),
            port=self.port,
            log_level="error",
            ws="websockets-sansio",
            timeout_graceful_shutdown=1,
        )
        self._server = uvicorn.Server(config)

        def serve():
            with store:
                self._server.run()

        self._thread = threading.Thread(target=serve, daemon=True)
        self._thread.start()
        deadline = time.monotonic() + 30
        while not self._server.started:
            assert time.monotonic() < deadline, "the exchange did not start"
            time.sleep(0.02)

    def stop(self):
        if self._server is not None:
            self._server.should_exit = True
            self._thread.join(timeout=30)
            assert not self._thread.is_alive(), "the exchange did not stop"
            self._server = None

    def enrol(self):
        """Make the accounts; the store is open in the server only when this is done."""
        with Store(self.folder / "exchange.db") as store:
            for name, unit in UNITS.items():
                role = "admin" if name == ADMIN else "officer"
                identity, body = new_account(name, unit, role, PASSWORD)
                account = Account(name, unit, role, identity.public)
                hashed = login_hash(unb64(body["login"], "login"))
                new = NewAccount(account, body["salt"], body["rounds"], hashed, body["vault"])
                store.write(lambda c, new=new: add_account(c, new, wall(), "test"))

    def session(self, account) -> Session:
        """Return a Python client, logged in."""
        client = httpx.Client(base_url=self.url, timeout=30)
        self._clients.append(client)
        return log_in(HttpLine(client), account, PASSWORD, time.monotonic)

    def close(self):
        for client in self._clients:
            with suppress(httpx.HTTPError):
                client.close()
        self.stop()


EVERYTHING = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21aa", "wcag22aa"]}}


@dataclass
class Watch:
    """Somebody at the page of the exchange."""

    page: Page
    mistakes: list[str]

    def log_in(self, account, password=PASSWORD):
        self.page.get_by_label(re.compile("^(Account|Compte)$")).fill(account)
        self.page.get_by_label(re.compile("^(Password|Mot de passe)$")).fill(password)
        self.page.keyboard.press("Enter")

    def is_connected(self):
        expect(self.page.locator(".line")).to_contain_text(re.compile("^.?(Connected|Connecté)"))
        expect(self.page.locator(".empty, .row").first).not_to_contain_text("Connecting")

    def fill_in(self, values):
        for key, value in values.items():
            control = self.page.locator(f"#field-{key}")
            if control.evaluate("element => element.tagName") == "SELECT":
                control.select_option(value)
            else:
                control.fill(value)

    def write(self, values, *, kind="alert", urgency="routine"):
        self.page.locator("[data-key=write]").click()
        self.page.locator(f"[data-key=kind-{kind}]").check()
        self.page.locator("#field-urgency").select_option(urgency)
        self.fill_in(values)

    def send(self):
        self.page.locator("form.write button[type=submit]").click()

    @property
    def article(self):
        return self.page.locator("article.message")

    def row(self, words):
        return self.page.locator(".row", has_text=words)

    def barriers(self):
        """Return what axe finds, whatever its weight."""
        found = Axe().run(self.page, options=EVERYTHING).response
        assert found["passes"], "axe looked at nothing"
        return [(v["id"], n["html"][:160]) for v in found["violations"] for n in v["nodes"]]


def port_that_is_free():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@pytest.fixture
def free_port():
    return port_that_is_free()


@pytest.fixture(scope="session")
def enrolled(tmp_path_factory):
    """The folder of an exchange with four accounts; ana.berg began a group of three."""
    place = ExchangeClass(tmp_path_factory.mktemp("enrolled"), port_that_is_free())
    place.enrol()
    place.start()
    place.session("ana.berg").begin_group("Cash couriers north", ["jo.diallo", "li.wen"])
    place.close()
    return place.folder


@pytest.fixture
def exchange(enrolled, tmp_path):
    """A running exchange in which nobody has written yet."""
    shutil.copytree(enrolled, tmp_path / "exchange")
    place = ExchangeClass(tmp_path / "exchange", port_that_is_free())
    place.start()
    yield place
    place.close()


@pytest.fixture
def at_page(browser, exchange):
    """Sit somebody down at the page; what its scripts get wrong fails the test."""
    watches = []

    def sit(account=None, *, locale="en-GB", width=1360, height=900, scheme="light"):
        context = browser.new_context(
            viewport={"width": width, "height": height}, locale=locale, color_scheme=scheme
        )
        page = context.new_page()
        watch = Watch(page, [])
        page.on("pageerror", lambda error: watch.mistakes.append(str(error)))
        page.on("dialog", lambda dialog: (watch.mistakes.append(dialog.message), dialog.accept()))
        page.goto(exchange.url)
        watches.append((context, watch))
        if account:
            watch.log_in(account)
            watch.is_connected()
        return watch

    yield sit
    for context, watch in watches:
        watch.page.unroute_all(behavior="wait")  # an answer that is being changed just now
        context.close()
        assert watch.mistakes == []
