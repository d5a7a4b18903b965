"""The page keeps nobody out: by keyboard alone, by ear, by day and night, at 1024 pixels."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

ALERT = {
    "subject": "QX 204: three bags, one traveller, paid in cash by a third person",
    "about": "flight",
    "reference": "QX 204",
    "airport": "Lindholm",
    "expected_at": "2026-12-01 16:30",
    "facts": "Paid in cash by a third person.\nThree bags.",
    "asked": "Please see the bags.",
    "grounds": "Customs act of Utopia, section 12.",
    "grade": "B2",
    "handling": "this_group",
}
TARGET_PX = 24  # WCAG 2.2, target size


def press(watch, *keys):
    for key in keys:
        watch.page.keyboard.press(key)


def focused(watch):
    return watch.page.evaluate("document.activeElement.dataset.key ?? document.activeElement.id")


def tab_to(watch, key, most=60):
    """Press Tab until a control has the focus, as somebody without a mouse does."""
    for _ in range(most):
        if focused(watch) == key:
            return
        press(watch, "Tab")
    pytest.fail(f"{key} cannot be reached by Tab; the focus is on {focused(watch)}")


def choose(watch, key, words):
    tab_to(watch, key)
    watch.page.keyboard.type(words)


def test_a_notice_is_written_read_and_acknowledged_by_keyboard_alone(at_page):
    ana, jo = at_page("ana.berg"), at_page("jo.diallo")
    assert focused(ana) == "write"
    press(ana, "Enter")
    assert focused(ana) == "message-title"
    tab_to(ana, "kind-alert")
    press(ana, "ArrowDown", "ArrowUp")  # radio buttons: to the warning and back
    expect(ana.page.locator("[data-key=kind-alert]")).to_be_checked()
    assert focused(ana) == "kind-alert"
    choose(ana, "field-urgency", "Urgent")
    choose(ana, "field-within", "15")
    for key, value in ALERT.items():
        tab_to(ana, f"field-{key}")
        if key in {"about", "grade", "handling"}:
            watch_value = ana.page.locator(f"#field-{key} option[value={value}]").inner_text()
            ana.page.keyboard.type(watch_value[:6])
        else:
            ana.page.keyboard.insert_text(value)
    for _ in range(8):
        if ana.page.evaluate("document.activeElement.type") == "submit":
            break
        press(ana, "Tab")
    press(ana, "Enter")
    expect(ana.article.locator(".seal")).to_contain_text("The server has it")
    assert focused(ana) == "message-title"

    expect(jo.row("QX 204")).to_be_visible()
    assert focused(jo) == "write"  # what arrives takes nobody's place
    jo.page.keyboard.press("Shift+Tab")
    tab_to(jo, "open-urgent")
    press(jo, "Enter")
    assert focused(jo) == "message-title"
    tab_to(jo, "acknowledge")
    press(jo, "Enter")
    expect(jo.page.locator("[data-key=acknowledge]")).to_have_count(0)
    assert focused(jo) == "message-title"  # the button is gone; the keyboard is not lost
    expect(ana.page.locator(".receipts")).to_contain_text("✓")


def test_the_list_is_walked_by_arrows_and_keeps_its_place_when_something_arrives(at_page):
    ana, jo = at_page("ana.berg"), at_page("jo.diallo")
    for subject in ("zeroth", "first", "second"):
        jo.write({"subject": subject, "text": "…"}, kind="message")
        jo.send()
        expect(jo.article.locator(".seal")).to_contain_text("The server has it")
    press(jo, "Escape")  # back to the list
    rows = jo.page.locator(".row")
    expect(rows.nth(0)).to_be_focused()
    press(jo, "ArrowDown")
    expect(rows.nth(1)).to_be_focused()
    press(jo, "End")
    expect(rows.nth(2)).to_be_focused()
    press(jo, "Home", "ArrowUp")
    expect(rows.nth(0)).to_be_focused()
    expect(jo.page.locator('.row[tabindex="0"]')).to_have_count(1)
    ana.write({"subject": "one more", "text": "…"}, kind="message")
    ana.send()
    expect(jo.row("one more")).to_be_visible()
    expect(jo.row("second")).to_be_focused()  # where it was, though the list has moved
    press(jo, "Enter")
    expect(jo.article.locator("h2")).to_have_text("second")


def small_targets(watch):
    """Return what is smaller than a finger, or than a hand that is not steady, can hit."""
    return watch.page.evaluate(
        f"""() => [...document.querySelectorAll("button, select, input, textarea")]
            .filter((element) => element.offsetParent !== null && element.type !== "radio")
            .map((element) => [element.outerHTML.slice(0, 80), element.getBoundingClientRect()])
            .filter(([, box]) => box.width < {TARGET_PX} || box.height < {TARGET_PX})
            .map(([html]) => html)"""
    )


def is_wider_than_the_window(watch):
    return watch.page.evaluate(
        """() => document.documentElement.scrollWidth > innerWidth
            || [...document.querySelectorAll(".head, .nav, .list, .pane, .row, .message, .write")]
                .some((part) => part.scrollWidth > part.clientWidth + 1)"""
    )


@pytest.mark.parametrize(
    ("scheme", "width", "locale"), [("light", 1360, "en-GB"), ("dark", 1024, "fr-FR")]
)
def test_axe_finds_nothing_and_everything_fits(at_page, exchange, scheme, width, locale):
    ana = at_page("ana.berg")
    for urgency in ("urgent", "routine"):
        ana.write(ALERT, urgency=urgency)
        ana.send()
        expect(ana.article.locator(".seal")).to_contain_text("The server has it")
    found = {}

    def look(where, watch):
        found[where] = watch.barriers() + small_targets(watch)
        assert not is_wider_than_the_window(watch), where

    jo = at_page(locale=locale, width=width, height=768, scheme=scheme)
    look("door", jo)
    jo.log_in("jo.diallo")
    jo.is_connected()
    look("empty", jo)
    jo.row("QX 204").nth(0).click()
    look("read", jo)
    jo.page.locator("[data-key=open-urgent]").click()
    look("urgent", jo)
    jo.page.locator("[data-key=write]").click()
    look("form", jo)
    jo.send()
    look("errors", jo)
    for room in ("watch", "search", "members"):
        jo.page.locator(f"[data-key=go-{room}]").click()
        if room == "search":
            jo.page.locator("#question").fill("QX")
        if room == "members":
            expect(jo.page.locator("code").last).to_have_text(re.compile("^[0-9a-f]{4} "))
        look(room, jo)
    exchange.stop()
    expect(jo.page.locator(".strip-lost")).to_be_visible()
    look("lost line", jo)
    assert found == {where: [] for where in found}


def test_axe_would_find_a_barrier_here(at_page):
    """Does this test see pale letters and a button without a name?"""
    ana = at_page("ana.berg")
    ana.page.evaluate(
        """() => {
            const button = document.createElement("button");
            document.querySelector(".pane").append(button);
            document.querySelector(".training").style.color = "#ccc";
        }"""
    )
    assert {name for name, _ in ana.barriers()} == {"button-name", "color-contrast"}
