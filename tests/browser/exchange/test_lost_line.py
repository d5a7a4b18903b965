"""The server stops in the middle and starts again: nothing is lost or doubled, and it is said."""

import re

import pytest
from playwright.sync_api import expect

ALERT = {
    "subject": "QX 204: three bags",
    "about": "flight",
    "reference": "QX 204",
    "airport": "Lindholm",
    "expected_at": "2026-12-01 16:30",
    "facts": "Paid in cash by a third person.",
    "asked": "Please see the bags.",
    "grounds": "Customs act of Utopia, section 12.",
    "grade": "B2",
    "handling": "this_group",
}
BACK_MS = 40_000

pytestmark = pytest.mark.browser


def message(watch, subject):
    watch.write({"subject": subject, "text": "…"}, kind="message")
    watch.send()


def test_what_is_written_while_the_line_is_lost_arrives_once_when_it_is_back(at_page, exchange):
    ana, jo = at_page("ana.berg"), at_page("jo.diallo")
    message(ana, "before")
    jo.row("before").click()
    ana.write(ALERT, urgency="urgent")  # in the middle of a form

    exchange.stop()
    for watch in (ana, jo):
        expect(watch.page.locator(".line")).to_contain_text("Line lost")
        expect(watch.page.locator(".strip-lost")).to_contain_text("what you write waits here")
        expect(watch.page.locator("#called")).to_contain_text("Line lost")
    expect(ana.page.locator("#field-facts")).to_have_value(ALERT["facts"])
    ana.send()
    expect(ana.article.locator(".seal")).to_contain_text("Waits here for the line")
    message(ana, "second")
    expect(ana.page.locator(".line")).to_contain_text("2 notices wait")
    expect(ana.row("QX 204")).to_contain_text("Waiting for the line")
    expect(ana.row("before")).to_be_visible()  # what was there can still be read
    jo.page.get_by_label("What was done about it").fill("Seen, no action.")
    jo.page.get_by_role("button", name="Report action").click()

    exchange.start()
    for watch in (ana, jo):
        expect(watch.page.locator(".line")).to_contain_text("Connected", timeout=BACK_MS)
        expect(watch.page.locator("#said, .toast", has_text="The line is back").first).to_have_text(
            "The line is back. Nothing was lost."
        )
    for subject in ("QX 204", "second"):
        expect(jo.row(subject)).to_have_count(1)
        expect(ana.row(subject)).to_have_count(1)
        expect(ana.row(subject)).not_to_contain_text("Waiting")
    expect(ana.page.locator(".line")).not_to_contain_text("wait")
    ana.row("before").click()
    expect(ana.page.locator(".receipts")).to_contain_text("Seen, no action.")
    jo.page.get_by_role("button", name="Open", exact=True).click()
    jo.page.get_by_role("button", name="Acknowledge").click()
    ana.row("QX 204").click()
    expect(ana.page.locator(".receipts tr", has_text="Port Sable")).to_contain_text("✓")


def test_an_answer_that_is_lost_on_the_way_doubles_nothing(at_page):
    """Does a message that the server has, without the writer knowing, come twice?"""
    ana, jo = at_page("ana.berg"), at_page("jo.diallo")
    lost = []

    def lose_answer(route):
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())  # the server has it …
        route.abort()  # … and the page does not know

    ana.page.route("**/messages", lose_answer)
    message(ana, "only once")
    expect(jo.row("only once")).to_have_count(1)
    expect(ana.article.locator(".seal")).to_contain_text("The server has it since")
    message(ana, "another")
    expect(jo.row("another")).to_have_count(1)
    expect(jo.row("only once")).to_have_count(1)
    expect(ana.row("only once")).to_have_count(1)
    assert lost[0].status == 200


def test_what_waits_outlasts_the_window_and_only_its_writer_can_open_it(at_page, exchange):
    ana = at_page("ana.berg")
    exchange.stop()
    expect(ana.page.locator(".line")).to_contain_text("Line lost")
    message(ana, "kept on the shelf")
    expect(ana.article.locator(".seal")).to_contain_text("Waits here for the line")
    kept = ana.page.evaluate(
        """async () => {
            const open = indexedDB.open("aatulab-exchange ana.berg");
            const base = await new Promise((done) => (open.onsuccess = () => done(open.result)));
            const all = base.transaction("waiting").objectStore("waiting").getAll();
            const boxes = await new Promise((done) => (all.onsuccess = () => done(all.result)));
            return boxes.map(({ box }) => String.fromCharCode(...box));
        }"""
    )
    assert len(kept) == 1
    assert "kept on the shelf" not in kept[0]

    exchange.start()
    ana.page.goto(exchange.url)
    ana.mistakes.clear()
    ana.log_in("ana.berg")
    ana.is_connected()
    expect(ana.row("kept on the shelf")).to_be_visible()
    jo = at_page("jo.diallo")
    expect(jo.row("kept on the shelf")).to_have_count(1)


def test_a_wrong_clock_of_the_computer_is_mended_by_the_servers(at_page):
    """Countdowns and signatures go by the exchange's time, not by the computer's."""
    ana, jo = at_page(), at_page("jo.diallo")
    ana.page.add_init_script("Date.now = () => 86_400_000;")
    ana.page.reload()
    ana.log_in("ana.berg")
    ana.is_connected()
    ana.write(ALERT, urgency="urgent")
    ana.send()
    expect(jo.page.locator(".strip-urgent")).to_contain_text(re.compile("(29|30) min left"))
    expect(ana.article.locator(".due")).to_contain_text(re.compile("(29|30) min left"))
