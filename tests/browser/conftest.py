"""A real lab, started by start.py as the README says, and a real Chromium in front of it."""

import contextlib
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect, sync_playwright

ROOT = Path(__file__).parents[2]
START_TIMEOUT_S = 480  # of a machine that does something else, too
expect.set_options(timeout=30_000)  # a kernel of a busy machine answers late
CHROMIUM_FLAGS = [
    "--no-sandbox",  # root in a container has no other way; the page is our own server's
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@dataclass(frozen=True)
class Lab:
    """A running JupyterLab: its address without and with the token, and its workspace."""

    base: str
    token: str
    workspace: Path

    def url(self, path: str) -> str:
        return f"{self.base}{path}?reset&token={self.token}"


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for_address(server, log: Path):
    """Return the first address that JupyterLab prints, or fail with what it printed instead."""
    deadline = time.monotonic() + START_TIMEOUT_S
    while time.monotonic() < deadline:
        text = log.read_text(encoding="utf-8", errors="replace")
        found = re.search(r"(http://127\.0\.0\.1:\d+)/lab\S*\?token=(\w+)", text)
        if found:
            return found.groups()
        if server.poll() is not None:
            break
        time.sleep(0.1)
    pytest.fail(f"The lab did not start. It printed:\n{log.read_text(encoding='utf-8')}")


IDLE = '.jp-NotebookPanel:not(.lm-mod-hidden) .jp-Notebook-ExecutionIndicator[data-status="idle"]'


@dataclass(frozen=True)
class Desk:
    """A person in front of the lab: opens notebooks, runs them, looks for a widget."""

    page: Page
    lab: Lab

    def open(self, path: str) -> None:
        """Open a notebook of the workspace and wait for its kernel."""
        self.page.goto(self.lab.url(f"/lab/tree/{path}"))
        self.page.wait_for_selector(".jp-NotebookPanel:not(.lm-mod-hidden) .jp-Cell")
        # the notebook itself says idle before there is a kernel; who runs cells then is asked
        # for one
        self.page.wait_for_selector('#jp-main-statusbar :text("| Idle")')
        self.page.wait_for_selector(IDLE, state="attached")

    def run_all(self) -> None:
        """Run every cell by the menu, as a person does, and wait for the kernel to come to rest."""
        self.page.click('.lm-MenuBar-item:has-text("Run")')
        self.page.click('.lm-Menu-item[data-command="runmenu:run-all"]')
        self.page.wait_for_timeout(500)
        self.page.wait_for_selector(IDLE, state="attached", timeout=120_000)

    def show(self, css: str) -> Locator:
        """Scroll to a widget, which the notebook draws only when it comes into view."""
        widget = self.page.locator(css).first
        self.page.mouse.move(800, 500)
        for _ in range(200):
            if widget.count() and widget.is_visible():
                break
            self.page.mouse.wheel(0, 500)
            self.page.wait_for_timeout(150)
        for _ in range(4):  # what is drawn above it meanwhile pushes it away again
            widget.evaluate("element => element.scrollIntoView({block: 'center'})")
            self.page.wait_for_timeout(400)
        return widget


@pytest.fixture(scope="session")
def lab(tmp_path_factory):
    folder = tmp_path_factory.mktemp("lab")
    workspace, log = folder / "workspace", folder / "lab.log"
    command = [sys.executable, str(ROOT / "start.py"), "--no-browser"]
    command += ["--port", str(free_port()), "--workspace", str(workspace)]
    # a user without any Jupyter history: no settings, no remembered tabs
    environment = dict(
        os.environ,
        JUPYTER_CONFIG_DIR=str(folder / "config"),
        JUPYTER_DATA_DIR=str(folder / "data"),
        IPYTHONDIR=str(folder / "ipython"),
    )
    with log.open("w", encoding="utf-8") as output:
        server = subprocess.Popen(
            command,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
            cwd=folder,
            env=environment,
        )
    try:
        base, token = wait_for_address(server, log)
        yield Lab(base, token, workspace)
    finally:
        with contextlib.suppress(ProcessLookupError):  # it never came up: the failure says why
            os.killpg(server.pid, signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


@pytest.fixture(scope="session")
def browser():
    executable = os.environ.get("AATULAB_CHROMIUM") or shutil.which("chromium")
    if not executable:
        pytest.fail("No Chromium: run the tests by `python3 start.py test`, which finds one.")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=executable, args=CHROMIUM_FLAGS)
        yield chromium
        chromium.close()


@pytest.fixture
def page(browser):
    context = browser.new_context(viewport={"width": 1360, "height": 900}, locale="en-GB")
    page = context.new_page()
    page.set_default_timeout(60_000)
    yield page
    context.close()


@pytest.fixture
def barriers(page):
    """What axe finds in a page, or a part of it, that keeps somebody out: rule and element."""

    def look(context=None, options=None, impacts=("serious", "critical")):
        found = Axe().run(page, context=context, options=options or {}).response
        assert found["passes"], "axe looked at nothing"
        return [
            (one["id"], node["html"][:200])
            for one in found["violations"]
            if one["impact"] in impacts
            for node in one["nodes"]
        ]

    return look


@pytest.fixture
def desk(page, lab):
    return Desk(page, lab)
