"""The page as it is served: a strict policy, nothing from elsewhere, the same words in French."""

import asyncio
import re
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import httpx
import pytest
from starlette.applications import Starlette

from aatulab import colours
from aatulab.exchange import page

SCRIPTS = sorted(page.FOLDER.rglob("*.js"))
# what makes elements or code out of a text
SINKS = re.compile(
    r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|DOMParser|createContextualFragment"
    r"|setHTML|\beval\(|new Function|setAttribute\(\"(?:on|style)|srcdoc|javascript:"
)


class Site:
    """Ask the app without a network; an address goes out as it is written."""

    def __init__(self, app):
        self._app = app

    def get(self, address):
        with ThreadPoolExecutor(1) as beside:  # a browser test of the same run has a loop here
            return beside.submit(asyncio.run, self._get(address)).result()

    async def _get(self, address):
        transport = httpx.ASGITransport(self._app)
        async with httpx.AsyncClient(transport=transport, base_url="http://page") as client:
            return await client.get(address)


@pytest.fixture
def client():
    app = Starlette()
    page.mount_page(app)
    return Site(app)


def policy(answer):
    rules = (rule.split(" ", 1) for rule in answer.headers["content-security-policy"].split("; "))
    return dict(rules)


@pytest.mark.parametrize("address", ["/", "/page/style.css", "/page/js/main.js", "/page/nowhere"])
def test_every_answer_carries_the_policy(client, address):
    answer = client.get(address)
    rules = policy(answer)
    assert rules["default-src"] == "'none'"
    assert rules["script-src"] == rules["style-src"] == rules["connect-src"] == "'self'"
    assert rules["require-trusted-types-for"] == "'script'"
    assert "unsafe" not in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"


def test_index_loads_what_is_there_and_nothing_from_elsewhere(client):
    html = client.get("/").text
    loaded = re.findall(r'(?:src|href)="([^"]+)"', html)
    assert "/page/js/main.js" in loaded
    assert all(client.get(address).status_code == 200 for address in loaded)
    assert "<script>" not in html
    assert "style=" not in html


@pytest.mark.parametrize(
    "address",
    ["/page/__init__.py", "/page/../__init__.py", "/page/%2e%2e/__init__.py", "/page/js", "/page/"],
)
def test_nothing_else_of_the_disk_is_served(client, address):
    assert client.get(address).status_code == 404


def test_scripts_are_served_as_scripts_whatever_the_computer_says(client, monkeypatch):
    monkeypatch.setattr("mimetypes.guess_type", lambda *_: ("text/plain", None))
    assert client.get("/page/js/main.js").headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize("path", SCRIPTS, ids=lambda path: path.stem)
def test_no_script_makes_elements_out_of_a_text_or_asks_elsewhere(path):
    source = path.read_text(encoding="utf-8")
    assert SINKS.search(source) is None
    assert set(re.findall(r"https?://[^\s\"'`]+", source)) <= {"http://www.w3.org/2000/svg"}


def test_every_module_that_is_imported_is_there():
    for path in SCRIPTS:
        for module in re.findall(r'from "(\.[^"]+)"', path.read_text(encoding="utf-8")):
            assert (path.parent / module).resolve().is_file(), f"{path.name}: {module}"


def words(language):
    source = (page.FOLDER / "js" / "words" / f"{language}.js").read_text(encoding="utf-8")
    return re.findall(r"^  (\w+): ", source, re.MULTILINE)


def test_both_languages_have_the_same_words_and_the_page_uses_only_these():
    assert sorted(set(words("en"))) == sorted(words("en")), "a word stands there twice"
    assert words("en") == words("fr")
    views = "".join(p.read_text(encoding="utf-8") for p in SCRIPTS if p.parent.name != "words")
    used = set(re.findall(r"(?<![/\w])words\.(\w+)", views)) - {"js", "length", "some", "every"}
    assert used <= set(words("en"))


def test_colours_are_those_of_the_lab():
    css = (page.FOLDER / "colours.css").read_text(encoding="utf-8")
    for name in ("BLUE", "ORANGE", "GREEN", "SKY"):
        assert f"--{name.lower()}: {getattr(colours, name)};" in css


def luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def test_words_are_readable_on_every_ground_by_day_and_by_night():
    css = (page.FOLDER / "colours.css").read_text(encoding="utf-8")
    day, night = css.split("@media")
    fixed = dict(re.findall(r"--([\w-]+): (#\w{6});", day))
    for part in (day, night):
        shown = {**fixed, **dict(re.findall(r"--([\w-]+): (#\w{6});", part))}
        shown["accent"] = shown["blue"] if part is day else shown["sky"]
        for ground in ("ground", "sheet", "hover", "chosen"):
            for text in ("ink", "muted"):
                assert contrast(shown[text], shown[ground]) >= 4.5, (text, ground)
        assert contrast(shown["urgent-ink"], shown["urgent"]) >= 4.5
        assert contrast(shown["ink"], shown["found"]) >= 4.5
        assert contrast(shown["on-accent"], shown["accent"]) >= 4.5
        assert contrast(shown["edge"], shown["sheet"]) >= 3  # the border of a field


def test_page_files_are_all_of_the_folder_but_python():
    served = {Path(name).name for name in page.page_files()} - {""}
    there = {p.name for p in page.FOLDER.rglob("*") if p.suffix in {".js", ".css", ".svg"}}
    assert served == there
