"""As served: `aatulab exchange` serves by TLS, is killed in the middle, and starts again."""

import re
import signal
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from playwright.sync_api import expect

from aatulab.exchange.client import log_in
from aatulab.exchange.client.line import LostError
from aatulab.exchange.client.pinned import pinned

pytestmark = pytest.mark.browser

PASSWORD = "four words put together"
START_S = 60
BACK_MS = 60_000


def aatulab(*arguments):
    command = [str(Path(sys.executable).with_name("aatulab")), "exchange", *map(str, arguments)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


@contextmanager
def serving(folder, port):
    """Serve until the block ends, then kill the server as a power cut does."""
    log = folder / "serve.log"
    command = [str(Path(sys.executable).with_name("aatulab")), "exchange", "serve"]
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            [*command, "--folder", str(folder), "--port", str(port)], stdout=output, stderr=output
        )
    try:
        deadline = time.monotonic() + START_S
        while "Fingerprint: " not in (said := log.read_text(encoding="utf-8")):
            assert server.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.1)
        yield re.search(r"Fingerprint: (.+)", said)[1].strip()
    finally:
        server.send_signal(signal.SIGKILL)
        server.wait()


@contextmanager
def session(url, pin, account):
    deadline = time.monotonic() + START_S
    while True:
        try:
            line = pinned(url, pin).line()
            break
        except LostError:  # it is about to listen
            assert time.monotonic() < deadline, "the server does not listen"
            time.sleep(0.2)
    try:
        yield log_in(line, account, PASSWORD, time.monotonic)
    finally:
        line.close()


def test_a_server_that_is_killed_loses_nothing_that_it_took(browser, tmp_path, free_port):
    aatulab("init", "--folder", tmp_path)
    for name, unit in (("ana.berg", "Lindholm AATU"), ("jo.diallo", "Port Sable AATU")):
        given = ("--unit", unit, "--password", PASSWORD, "--folder", tmp_path)
        aatulab("account", "add", name, *given)
    url = f"https://127.0.0.1:{free_port}"
    context = browser.new_context(ignore_https_errors=True, locale="en-GB")
    page = context.new_page()

    def write(subject):
        page.get_by_role("button", name="Write a notice").click()
        page.get_by_label("Message", exact=True).check()
        page.get_by_label("Subject").fill(subject)
        page.get_by_label("Text", exact=True).fill("…")
        page.get_by_role("button", name="Send").click()

    seal = page.locator("article.message .seal")
    with serving(tmp_path, free_port) as pin:
        with session(url, pin, "ana.berg") as ana:
            ana.begin_group("Cash couriers", ["jo.diallo"])
        page.goto(url)
        assert page.evaluate("isSecureContext")
        page.get_by_label("Account").fill("ana.berg")
        page.get_by_label("Password").fill(PASSWORD)
        page.keyboard.press("Enter")
        expect(page.locator(".line")).to_contain_text("Connected")
        write("Taken before")
        expect(seal).to_contain_text("The server has it since")
    expect(page.locator(".line")).to_contain_text("Line lost")
    write("Written meanwhile")
    expect(seal).to_contain_text("Waits here for the line")

    with serving(tmp_path, free_port) as again:
        assert again == pin
        expect(page.locator(".line")).to_contain_text("Connected", timeout=BACK_MS)
        expect(seal).to_contain_text("The server has it since", timeout=BACK_MS)
        with session(url, pin, "jo.diallo") as jo:
            jo.sync()
        subjects = sorted(letter.notice.subject for letter in jo.inbox.letters.values())
        assert subjects == ["Taken before", "Written meanwhile"]
        assert jo.inbox.refused == []
    context.close()
    assert "Nothing was changed." in aatulab("audit", "--folder", tmp_path)
