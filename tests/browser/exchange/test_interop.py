"""Python client and page at one exchange: each reads, acknowledges and answers the other."""

import time
from datetime import timedelta

import pytest
from playwright.sync_api import expect

from aatulab.exchange.client.sealing import File
from aatulab.exchange.notices import PlainMessage, SeizureNotice, notice_json

pytestmark = pytest.mark.browser

SEIZURE = SeizureNotice(
    subject="Cash in two bags – “Ærø”",
    case="UTO-2026-0417",
    seized_at="2026-11-30T09:05:00.000Z",
    airport="Port Sable",
    place="passenger_hall",
    goods="cash",
    product="Banknotes, mixed",
    quantity="184500.50",
    unit="usd",
    detected_by="dog",
    concealment="Between two layers of the bag's own lining.",
    persons=2,
)
PHOTO = bytes(range(256)) * 256
PATIENCE_S = 30


def until(session, found):
    """Sync until something is there; the last thing seen is what a failure shows."""
    deadline = time.monotonic() + PATIENCE_S
    while not (seen := found()):
        assert time.monotonic() < deadline, session.inbox
        time.sleep(0.1)
        session.sync()
    return seen


def test_python_writes_and_the_page_reads_acknowledges_and_answers(at_page, exchange):
    ana, jo = at_page("ana.berg"), exchange.session("jo.diallo")
    [circle] = jo.groups()
    message = jo.post(
        circle.group,
        SEIZURE,
        urgency="flash",
        ack_by=jo.clock.now() + timedelta(minutes=15),
        files=[File("photo of the bag.jpg", "image/jpeg", PHOTO)],
    )
    ana.page.get_by_role("button", name="Open", exact=True).click()
    for heading, value in (
        ("When", "09:05 UTC"),
        ("Place", "Passenger hall"),
        ("Quantity", "184500.50"),
        ("Detected by", "Detector dog"),
        ("Persons involved", "2"),
    ):
        row = ana.page.locator(".notice-row", has=ana.page.get_by_text(heading, exact=True))
        expect(row).to_contain_text(value)
    expect(ana.article.locator("h2")).to_have_text(SEIZURE.subject)
    with ana.page.expect_download() as download:
        ana.page.get_by_role("button", name="Save: photo of the bag.jpg").click()
    assert download.value.path().read_bytes() == PHOTO

    ana.page.get_by_role("button", name="Acknowledge").click()
    ana.page.get_by_label("What was done about it").fill("Profile of the route renewed – é.")
    ana.page.get_by_role("button", name="Report action").click()
    receipts = until(jo, lambda: (r := jo.inbox.receipts.get(message, []))[1:] and r)
    assert [(r.receipt.what, r.receipt.by, r.text) for r in receipts] == [
        ("read", "ana.berg", ""),
        ("action", "ana.berg", "Profile of the route renewed – é."),
    ]
    assert jo.watch_log()[0].actions == ("Lindholm AATU: Profile of the route renewed – é.",)

    ana.page.get_by_role("button", name="Reply").click()
    ana.fill_in({"subject": "Noted", "outcome": "nothing_held", "text": "No trace here.\nAna"})
    ana.page.locator("#field-files").set_input_files(
        {"name": "log.csv", "mimeType": "text/csv", "buffer": b"a,b\n1,2\n"}
    )
    ana.send()
    answer = until(jo, lambda: [o for o in jo.inbox.letters.values() if o.header.kind == "reply"])[
        0
    ]
    assert answer.header.in_reply_to == message
    assert notice_json(answer.notice) == {
        "subject": "Noted",
        "outcome": "nothing_held",
        "text": "No trace here.\nAna",
    }
    assert jo.mail.file(answer, answer.attached[0]).content == b"a,b\n1,2\n"
    assert jo.inbox.refused == []


def test_who_leaves_reads_nothing_more_whichever_client_renews_the_key(at_page, exchange):
    ana, li = at_page("ana.berg"), exchange.session("li.wen")
    jo = exchange.session("jo.diallo")
    [circle] = li.groups()
    li.circles.leave(circle.group)
    # the page renews the key by itself, before its next message
    ana.write({"subject": "Without li", "text": "…"}, kind="message")
    ana.send()
    expect(ana.article.locator(".seal")).to_contain_text("The server has it")
    expect(ana.page.locator(".list-head")).to_contain_text("2 members")
    until(jo, lambda: jo.inbox.letters)
    assert li.sync() == []
    assert li.groups() == []
    [now] = jo.groups()
    assert now.epoch == 2
    # Python lets li in again; the page goes on with the third key
    exchange.session("ana.berg").circles.change(circle.group, add=["li.wen"])
    expect(ana.page.locator(".list-head")).to_contain_text("3 members")
    ana.page.get_by_role("button", name="Members").click()
    expect(ana.article.or_(ana.page.locator(".pane"))).to_contain_text("Key 3 is in use")
    # and the page lets li go: the fourth
    ana.page.get_by_role("button", name="Remove li.wen").click()
    expect(ana.page.locator("#said")).to_contain_text("li.wen is out")
    expect(ana.page.locator(".pane")).to_contain_text("Key 4 is in use")
    jo.post(circle.group, SEIZURE)
    ana.page.get_by_role("button", name="Cash couriers north").click()
    expect(ana.row("Cash in two bags")).to_be_visible()
    assert jo.circles.epoch(circle.group).record.epoch == 4


def test_somebody_leaves_by_the_page_and_the_others_see_it(at_page, exchange):
    ana, jo = at_page("ana.berg"), at_page("jo.diallo")
    jo.page.get_by_role("button", name="Members").click()
    expect(jo.page.get_by_role("button", name="Remove ana.berg")).to_have_count(0)  # no keeper
    jo.page.get_by_role("button", name="Leave this group").click()
    expect(jo.page.locator(".nav")).to_contain_text("You are in no group yet.")
    asked = [said for said in jo.mistakes if said.startswith("Leave Cash couriers north?")]
    assert len(asked) == 1
    jo.mistakes.clear()
    ana.page.get_by_role("button", name="Members").click()
    row = ana.page.locator("tr", has_text="Port Sable AATU")
    expect(row).to_contain_text("has left; the key is renewed before the next notice")
    assert exchange.session("jo.diallo").groups() == []


def test_many_notices_are_opened_and_the_newest_shown_first(at_page, exchange):
    jo = exchange.session("jo.diallo")
    [circle] = jo.groups()
    for number in range(205):
        jo.post(circle.group, PlainMessage(subject=f"Notice {number}", text="…"))
    ana = at_page("ana.berg")
    expect(ana.page.locator(".badge")).to_contain_text("205")
    expect(ana.page.locator(".row")).to_have_count(200)
    expect(ana.page.locator(".row").first).to_contain_text("Notice 204")
    ana.page.get_by_role("button", name="Show 5 older notices").click()
    expect(ana.page.locator(".row")).to_have_count(205)
    expect(ana.page.locator(".row").last).to_contain_text("Notice 0")
