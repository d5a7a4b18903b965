"""What members and the server send is shown as text, or said to be untrustworthy; nothing runs.

The hostile texts come by the Python client, with its own checks left out; a hostile server is
played by changing its answers on their way.
"""

import json
import secrets

import pytest
from playwright.sync_api import expect

from aatulab.exchange.client.sealing import File, new_id
from aatulab.exchange.crypto.box import seal
from aatulab.exchange.crypto.canonical import b64, canon
from aatulab.exchange.moments import written
from aatulab.exchange.notices.kinds import PlainMessage

pytestmark = pytest.mark.browser

ATTACKS = (
    "<script>window.ran = 'script'</script>",
    "<img src=x onerror=\"window.ran = 'picture'\">",
    "<svg onload=\"window.ran = 'svg'\"></svg>",
    "<iframe srcdoc=\"<script>parent.ran = 'frame'</script>\"></iframe>",
    "</dd></dl></article><style>body { display: none }</style>",
    "[press](javascript:window.ran='link') **bold** <a href=\"javascript:window.ran='a'\">a</a>",
    "${window.ran = 'template'} {{constructor.constructor('window.ran=1')()}}",
    "\x00\x1b[31m\x07 controls",
)
RIGHT_TO_LEFT = "invoice\u202egpj.exe"
NAMES = (
    (RIGHT_TO_LEFT, "invoicegpj.exe"),
    ("../../etc/passwd", "passwd"),
    ("<b>bold</b>.txt", "bold"),
    ("a" * 300 + ".pdf", ".pdf"),
)


def post(exchange, account, text, files=(), subject="Hostile"):
    session = exchange.session(account)
    [circle] = session.groups()
    notice = PlainMessage(subject=subject[:120], text=text)
    return session, session.post(circle.group, notice, files=files)


def has_run(watch):
    return watch.page.evaluate("window.ran ?? null")


def test_hostile_texts_are_shown_as_they_were_written(at_page, exchange):
    ana = at_page("ana.berg")
    text = "\n".join(ATTACKS)
    post(exchange, "li.wen", text, subject=ATTACKS[1])
    row = ana.row("<img src=x")
    row.click()
    shown = ana.page.locator(".notice-row dd").first
    for attack in ATTACKS[:-1]:
        expect(shown).to_contain_text(attack)
    expect(shown).to_contain_text("‹U+0000›‹U+001B›[31m‹U+0007› controls")
    expect(ana.article.locator("h2")).to_have_text(ATTACKS[1])
    ana.page.get_by_role("button", name="Search").click()
    ana.page.locator("#question").fill("<script> onerror")
    expect(ana.page.locator(".results .row")).to_have_count(1)
    ana.page.get_by_role("button", name="Watch log").click()
    expect(ana.page.locator(".watch")).to_contain_text("<img src=x")
    elements = ana.page.locator("#page :is(script, img:not([src='/page/icon.svg']), iframe, style)")
    expect(elements).to_have_count(0)
    assert has_run(ana) is None


def test_names_of_attachments_cannot_pose_as_others(at_page, exchange):
    ana = at_page("ana.berg")
    # the client's own File, past its cleaning: names come from whoever writes a client
    files = [File(name, "text/html", b"x") for name, _ in NAMES]
    post(exchange, "li.wen", "files", files, subject="Names")
    ana.row("Names").click()
    names = ana.page.locator(".file-name")
    expect(names.nth(0)).to_have_text("invoice‹U+202E›gpj.exe")
    expect(names.nth(0)).to_have_attribute("dir", "ltr")
    expect(names.nth(2)).to_have_text("<b>bold</b>.txt")
    assert len(names.nth(3).inner_text()) <= 120
    expect(names.nth(3)).to_contain_text("….pdf")
    for place, (_, ending) in enumerate(NAMES):
        with ana.page.expect_download() as download:
            ana.page.locator(".files button").nth(place).click()
        saved = download.value.suggested_filename
        assert not set(saved) & set('/\\<>:"|?*\u202e')
        assert not saved.startswith(".")
        assert ending in saved
    # the keeper of the page's address is asked for nothing: a file is saved, never opened
    assert ana.page.url.rstrip("/") == exchange.url


def sealed_by_hand(session, content):
    """Return a message that is signed and sealed well, with a content out of form."""
    [circle] = session.groups()
    epoch = session.circles.epoch(circle.group)
    header = {
        "v": 1,
        "id": new_id(),
        "group": circle.group,
        "epoch": epoch.record.epoch,
        "sender": session.account,
        "counter": session.line.call("GET", "/me")["last_counter"] + 1,
        "kind": "message",
        "urgency": "routine",
        "sent_at": written(session.clock.now()),
        "ack_by": None,
        "in_reply_to": None,
        "attachments": [],
    }
    signed = {"header": header, **seal(epoch.key, canon(content), "content", header)}
    message = {**signed, "signature": session.identity.sign("message", signed)}
    session.line.call("POST", f"/groups/{circle.group}/messages", message)
    return message


OUT_OF_FORM = (
    {"lang": "en", "notice": {"subject": {"toString": 1}}, "attachments": []},
    {"lang": "en", "notice": None, "attachments": []},
    {"lang": "en", "notice": [], "attachments": "none"},
    {"lang": "en", "notice": {"subject": "x"}, "attachments": [{"id": "x"}]},
    ["not", "an", "object"],
    None,
)


def test_content_out_of_form_is_named_and_stops_nothing(at_page, exchange):
    ana = at_page("ana.berg")
    li = exchange.session("li.wen")
    for content in OUT_OF_FORM:
        sealed_by_hand(li, content)
    bad = ana.page.locator(".row", has_text="not to be trusted")
    expect(bad).to_have_count(len(OUT_OF_FORM))
    for place in range(len(OUT_OF_FORM)):
        bad.nth(place).click()
        expect(ana.article.locator(".fault")).to_contain_text("not in form")
    post(exchange, "li.wen", "still here", subject="After it")
    expect(ana.row("After it")).to_be_visible()


def flip(text):
    return ("A" if text[0] != "A" else "B") + text[1:]


TAMPERINGS = {
    "box": lambda e: e["body"].update(box=flip(e["body"]["box"])),
    "signature": lambda e: e["body"].update(signature=b64(secrets.token_bytes(64))),
    "sender": lambda e: e["body"]["header"].update(sender="jo.diallo"),
    "urgency": lambda e: e["body"]["header"].update(urgency="priority"),
    "deadline": lambda e: e["body"]["header"].update(ack_by="2030-01-01T00:00:00.000Z"),
}


def test_what_the_server_changes_or_shows_again_is_found_out(at_page, exchange):
    for what in (*TAMPERINGS, "left alone"):
        post(exchange, "li.wen", f"{what}: as it was", subject=f"{what}: original")
    ana = at_page()

    def tamper(route):
        answer = route.fetch()
        content = answer.json()
        messages = [entry for entry in content["entries"] if entry["type"] == "message"]
        for entry, change in zip(messages, TAMPERINGS.values(), strict=False):
            change(entry)
        if messages:
            content["entries"].append({**messages[-1], "seq": messages[-1]["seq"] + 1})
        route.fulfill(response=answer, body=json.dumps(content))

    ana.page.route("**/api/sync", tamper)
    ana.log_in("ana.berg")
    bad = ana.page.locator(".row", has_text="not to be trusted")
    expect(bad).to_have_count(len(TAMPERINGS))
    expect(ana.row("left alone: original")).to_have_count(1)
    for place in range(len(TAMPERINGS)):
        bad.nth(place).click()
        expect(ana.article.locator(".fault")).to_contain_text("cannot be trusted or opened")
        expect(ana.article).not_to_contain_text("as it was")
        expect(ana.page.get_by_role("button", name="Reply")).to_have_count(0)


def test_a_group_key_of_the_servers_own_is_refused(at_page, exchange):
    """Does the page believe a list of members that its maker did not sign?"""
    ana = at_page()

    def swap(route):
        answer = route.fetch()
        content = answer.json()
        content["epochs"][0]["record"]["members"][1]["sign_key"] = b64(secrets.token_bytes(32))
        route.fulfill(response=answer, body=json.dumps(content))

    ana.page.route("**/keys", swap)
    ana.log_in("ana.berg")
    expect(ana.page.locator(".nav .fault")).to_contain_text("does not carry the signature")
    expect(ana.page.get_by_role("button", name="Write a notice")).to_be_disabled()


def test_a_server_that_asks_for_a_weak_log_in_gets_nothing(at_page, exchange):
    ana, sent = at_page(), []

    def weaken(route):
        answer = route.fetch()
        route.fulfill(response=answer, body=json.dumps({**answer.json(), "rounds": 1}))

    ana.page.route("**/login/begin", weaken)
    ana.page.on("request", lambda request: sent.append(request.url))
    ana.log_in("ana.berg")
    expect(ana.page.locator(".door-says")).to_contain_text("weak log-in")
    assert not [url for url in sent if url.endswith("/api/login")]


def test_neither_password_nor_keys_leave_the_page(at_page, exchange):
    ana, sent = at_page(), []
    ana.page.on("request", lambda request: sent.append(request.post_data or ""))
    ana.log_in("ana.berg")
    ana.is_connected()
    ana.write({"subject": "Secret subject", "text": "Secret text"}, kind="message")
    ana.send()
    expect(ana.article.locator(".seal")).to_contain_text("The server has it")
    whole = "\n".join(sent)
    assert "Secret" not in whole
    assert "four words" not in whole
    assert ana.page.evaluate("document.cookie + JSON.stringify(localStorage)") == "{}"
