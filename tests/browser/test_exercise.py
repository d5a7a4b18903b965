"""The joint exercise in a class: two trainees and an instructor, each in a browser of their own."""

import re
import socket
import subprocess
import sys

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, expect

from aatulab.joint import replay_file

pytestmark = pytest.mark.browser
CUSTOMS, POLICE = "customs:AMS", "police:AMS"


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@pytest.fixture
def classroom(tmp_path):
    """A served exercise: the address of each seat, and its log."""
    log = tmp_path / "log.jsonl"
    command = [sys.executable, "-m", "aatulab.cli", "exercise", "serve", "one-phone",
               "--role", CUSTOMS, "--role", POLICE, "--log", str(log), "--scripted", "none",
               "--speed", "60", "--port", str(free_port())]  # fmt: skip
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as server:
        seats = {}
        for line in server.stdout:
            if found := re.match(r"(\S+)\s+(http://\S+)$", line.strip()):
                seats[found[1]] = found[2]
            if line.startswith("Log in"):
                break
        yield seats, log
        server.terminate()
        server.communicate(timeout=30)


def ready(page, address):
    """Open a seat, again until the server listens."""
    for _ in range(60):
        try:
            page.goto(address)
            break
        except Error:  # the server is still starting
            page.wait_for_timeout(500)
    expect(page.locator("#line")).to_have_text("connected", timeout=60_000)


def barriers_in(page):
    found = Axe().run(page).response
    assert found["passes"], "axe looked at nothing"
    return [each["id"] for each in found["violations"] if each["impact"] in {"serious", "critical"}]


def test_two_trainees_and_an_instructor(classroom, browser):
    seats, log = classroom
    assert set(seats) == {"instructor", CUSTOMS, POLICE}
    contexts = [browser.new_context() for _ in range(3)]
    customs, police, boss = (context.new_page() for context in contexts)
    errors = []
    for page in (customs, police, boss):
        page.on("pageerror", lambda error: errors.append(str(error)))
    ready(boss, seats["instructor"])
    ready(customs, seats[CUSTOMS])
    ready(police, seats[POLICE])

    expect(customs.locator("#clock")).to_contain_text("paused")
    expect(customs.locator("#story")).to_contain_text("Amsterdam")
    boss.get_by_role("button", name="Go on").click()
    expect(police.locator("#facts")).to_contain_text("late-booking", timeout=90_000)
    expect(customs.locator("#facts")).not_to_contain_text("late-booking")

    police.get_by_label("late-booking").check()
    police.get_by_label(CUSTOMS, exact=True).check()
    police.get_by_label("Words").fill("<b>see this</b>")
    police.get_by_role("button", name="Send").click()
    expect(police.locator("#answer")).to_have_text(f"Sent to {CUSTOMS}.")
    expect(customs.locator("#facts")).to_contain_text("late-booking", timeout=90_000)
    expect(customs.locator("#news")).to_contain_text("<b>see this</b>")  # as text

    customs.get_by_role("button", name=re.compile("Choose .* for a decision")).first.click()
    expect(customs.locator("#act input[name=subject]")).not_to_have_value("")
    customs.locator("#act input[name=subject]").fill("NOBODY/1")
    customs.get_by_role("button", name="Do it").click()
    expect(customs.locator("#answer")).to_contain_text("there is no record 'NOBODY/1'")
    customs.locator("#tables").select_option("baggage")
    customs.get_by_role("button", name="Show").click()
    expect(customs.locator("#rows")).to_contain_text("bag_tag")

    expect(boss.get_by_role("button", name="Go on")).to_be_disabled()
    boss.locator("#kinds").select_option("message")
    boss.get_by_role("button", name="Let it happen").click()
    expect(boss.locator("#said")).to_have_text("Done.")
    expect(customs.locator("#news")).to_contain_text("The head of the airport calls.")
    boss.get_by_role("button", name="Pause").click()
    expect(customs.locator("#clock")).to_contain_text("paused", timeout=60_000)
    expect(boss.locator("#cast")).to_contain_text("offender")
    assert barriers_in(customs) == []
    assert barriers_in(boss) == []
    assert errors == []
    for context in contexts:
        context.close()
    assert replay_file(log).log.lines() == log.read_text(encoding="utf-8")
