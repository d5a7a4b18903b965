"""Two units talk: an alert in English, read in French, acknowledged, answered with a file."""

import re

import pytest
from playwright.sync_api import expect

ALERT = {
    "subject": "QX 204: three bags, one traveller",
    "about": "flight",
    "reference": "QX 204",
    "airport": "Lindholm",
    "expected_at": "2026-12-01 16:30",
    "facts": "Booked five hours before departure, paid in cash by a third person.",
    "asked": "Please see the bags before they reach the belt.",
    "grounds": "Customs act of Utopia, section 12.",
    "grade": "B2",
    "handling": "this_group",
}
PLAN = bytes(range(256)) * 40

pytestmark = pytest.mark.browser


def receipt_row(watch, unit):
    return watch.page.locator(".receipts tr", has_text=unit)


def test_an_alert_is_seen_live_read_in_french_acknowledged_and_answered(at_page):
    ana, jo = at_page("ana.berg"), at_page("jo.diallo", locale="fr-FR")
    expect(jo.page.locator(".empty")).to_contain_text("Rien ici")

    ana.write(ALERT, urgency="urgent")
    expect(ana.page.locator("#field-within")).to_have_value("30")  # an urgent one needs a deadline
    ana.send()
    expect(ana.article.locator(".seal")).to_contain_text("The server has it since")
    expect(receipt_row(ana, "Port Sable AATU")).to_contain_text("not yet")

    # it stands at the other unit without reloading, in sight and in words for a screen reader
    expect(jo.row("QX 204")).to_be_visible()
    strip = jo.page.locator(".strip-urgent")
    expect(strip).to_contain_text(re.compile(r"Alerte.*QX 204.*accuser réception avant.*reste"))
    expect(jo.page.locator("#called")).to_contain_text("Urgent : Alerte, QX 204")
    assert jo.page.title().startswith("(1)")

    strip.get_by_role("button", name="Ouvrir").click()
    for heading, value in (
        ("Sur quoi porte l'alerte", "Vol"),
        ("Diffusion", "Pour ce groupe seulement"),
        ("Faits", ALERT["facts"]),
    ):
        expect(jo.page.locator(".notice-row", has_text=heading).first).to_contain_text(value)
    expect(jo.page.locator(".notice-row", has_text="Faits").locator("dd")).to_have_attribute(
        "lang", "en"
    )
    expect(jo.article.locator(".seal")).to_contain_text("Signé par son expéditeur")
    # to open is not to acknowledge, where a deadline runs
    expect(receipt_row(ana, "Port Sable AATU")).to_contain_text("not yet")

    jo.page.get_by_role("button", name="Accuser réception").click()
    expect(strip).to_have_count(0)
    jo.page.get_by_label("Suite donnée").fill("Bagages vus : rien à signaler.")
    jo.page.get_by_role("button", name="Rendre compte").click()
    row = receipt_row(ana, "Port Sable AATU")
    expect(row.locator("td").nth(0)).to_contain_text(re.compile(r"✓ \d\d:\d\d"))
    expect(row.locator("td").nth(1)).to_contain_text("Bagages vus : rien à signaler.")

    jo.page.get_by_role("button", name="Répondre").click()
    jo.fill_in({"subject": "QX 204, bagages", "outcome": "given", "text": "Voir le plan joint."})
    jo.page.locator("#field-files").set_input_files(
        {"name": "plan du tapis.bin", "mimeType": "application/octet-stream", "buffer": PLAN}
    )
    expect(jo.page.locator(".file-name")).to_have_text("plan du tapis.bin")
    jo.send()

    ana.row("QX 204, bagages").click()
    expect(ana.page.locator(".notice-row", has_text="Outcome")).to_contain_text("Information given")
    expect(ana.article).to_contain_text("Free text stands as its sender wrote it, in French.")
    expect(ana.page.locator(".thread li")).to_have_count(2)
    with ana.page.expect_download() as download:
        ana.page.get_by_role("button", name="Save: plan du tapis.bin").click()
    assert download.value.path().read_bytes() == PLAN
    assert download.value.suggested_filename == "plan du tapis.bin"
    # the reply is read by opening it: it has no deadline
    jo.row("QX 204, bagages").click()
    expect(receipt_row(jo, "Lindholm AATU").locator("td").nth(0)).to_contain_text("✓")

    ana.page.get_by_role("button", name="Watch log").click()
    events = ana.page.locator(".watch tbody tr")
    expect(events.filter(has_text="acknowledged").first).to_contain_text("QX 204")
    expect(events.filter(has_text="acted")).to_contain_text("Port Sable AATU")


def test_what_is_missing_or_wrong_is_said_in_words_and_nothing_typed_is_lost(at_page):
    ana = at_page("ana.berg")
    ana.write({**ALERT, "subject": "", "expected_at": "tomorrow", "grade": ""}, urgency="flash")
    ana.page.locator("#field-within").select_option("")
    ana.send()
    summary = ana.page.locator("#summary")
    expect(summary).to_be_focused()
    for words in (
        "4 things are missing or wrong",
        "Subject: nothing written yet.",
        "found “tomorrow”, expected a day and a time such as 2026-03-02 14:05",
        "Grade of source and information: nothing chosen yet.",
        "an urgent notice needs one",
    ):
        expect(summary).to_contain_text(words)
    summary.get_by_text("found “tomorrow”").click()
    moment = ana.page.locator("#field-expected_at")
    expect(moment).to_be_focused()
    expect(moment).to_have_attribute("aria-invalid", "true")

    # neither another language nor a look elsewhere loses what was typed
    ana.page.get_by_role("button", name="Français").click()
    expect(ana.page.locator("#field-facts")).to_have_value(ALERT["facts"])
    ana.page.get_by_role("button", name="Main courante").click()
    ana.page.get_by_role("button", name="Rédiger un avis").click()
    expect(ana.page.locator("#field-facts")).to_have_value(ALERT["facts"])
    ana.page.get_by_role("button", name="English").click()
    ana.fill_in({"subject": "Flash now", "expected_at": "9:05", "grade": "A1", "within": "15"})
    ana.send()
    expect(ana.article.locator("h2")).to_have_text("Flash now")
    expect(ana.page.locator(".notice-row", has_text="When it arrives")).to_contain_text("09:05 UTC")


def test_search_finds_words_in_both_languages_whatever_their_accents(at_page):
    ana = at_page("ana.berg")
    ana.write({"subject": "Photo albums", "text": "Très lourds, reliés"}, kind="message")
    ana.send()
    expect(ana.article.locator(".seal")).to_contain_text("The server has it")
    ana.page.get_by_role("button", name="Search").click()
    box = ana.page.get_by_label("Words in notices of your groups")
    box.fill("TRES relies")
    expect(ana.page.locator(".results .row")).to_have_count(1)
    expect(ana.page.get_by_text("1 notice found")).to_be_visible()
    box.fill("album")
    expect(ana.page.locator(".results mark")).to_have_text("albums")
    box.fill("album zebra")
    expect(ana.page.get_by_text("0 notices found")).to_be_visible()


def test_a_wrong_password_opens_nothing_and_says_so(at_page):
    watch = at_page()
    watch.log_in("ana.berg", "four words put apart")
    expect(watch.page.locator(".door-says")).to_contain_text(re.compile("password", re.IGNORECASE))
    watch.log_in("nobody.here")
    expect(watch.page.get_by_role("button", name="Sign in")).to_be_enabled()
    expect(watch.page.locator(".room")).to_have_count(0)
