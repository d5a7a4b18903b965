"""Lessons in a real lab: their widgets answer to mouse and keyboard, and are named to all.

What is read is what the page shows, and the numbers must agree with each other.  In the end
axe looks at each widget as it stands in JupyterLab.
"""

import re

import pytest
from playwright.sync_api import expect

from aatulab.authoring.quiz.store import answers_path, write_answers

pytestmark = pytest.mark.browser

THRESHOLD = "courses/targeting/from-passenger-list-to-selection.ipynb"
RULES = "courses/targeting/risk-indicators-and-rules.ipynb"
ROLES = "courses/foundations/why-customs.ipynb"
FLIGHT = "courses/foundations/an-airport-unit.ipynb"
LINKS = "courses/research/link-analysis.ipynb"
PAIRS = "courses/research/entity-resolution.ipynb"
MANIFEST = "courses/targeting/air-cargo-targeting.ipynb"
PRODUCTS = "courses/inspection/genuine-or-counterfeit.ipynb"
SHED = "courses/inspection/baggage-cargo-parcels.ipynb"
LEDGER = "courses/inspection/evidence.ipynb"
LADDER = "courses/inspection/from-selection-to-search.ipynb"
DOCUMENTS = "courses/inspection/documents.ipynb"
DECISIONS = "courses/operations/who-decides.ipynb"
ACROSS = "courses/operations/across-borders.ipynb"
AFTER = "courses/operations/after-the-seizure.ipynb"
COUNTS = re.compile(
    r"From (\d+) points?: ([\d,]+) bookings are checked, ([\d,]+) of them innocent;"
    r" (\d+) of (\d+) found, (\d+) missed"
)


def counts(widget):
    """Return what the widget says: line, checked, innocent, hits, everything, missed."""
    said = COUNTS.search(widget.get_by_role("status").inner_text())
    numbers = [int(group.replace(",", "")) for group in said.groups()]
    _, checked, innocent, hits, everything, missed = numbers
    assert checked == innocent + hits
    assert everything == hits + missed
    return numbers


def says(widget, words):
    expect(widget.get_by_role("status")).to_contain_text(re.compile(words))
    return counts(widget)


def test_threshold_moves_by_keyboard_and_by_mouse(page, desk, barriers):
    desk.open(THRESHOLD)
    desk.run_all()
    widget = desk.show(".aatu-threshold")
    slider = widget.get_by_role("slider", name=re.compile("Check every booking from"))
    line, checked, *_ = counts(widget)

    slider.focus()
    page.keyboard.press("ArrowRight")
    _, fewer, *_ = says(widget, rf"From {line + 1} points?:")
    assert fewer < checked
    page.keyboard.press("End")
    assert says(widget, ": 0 bookings are checked")[1] == 0
    page.keyboard.press("Home")
    assert says(widget, ", 0 missed")[5] == 0  # from no points on, everybody is checked

    widget.get_by_role("button", name="Check fewer").click()
    one, *_ = says(widget, "From 1 point:")
    box = slider.bounding_box()
    middle = box["y"] + box["height"] / 2
    page.mouse.move(box["x"] + box["width"] * 0.2, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.7, middle, steps=4)
    page.mouse.up()
    expect(widget.get_by_role("status")).not_to_contain_text("From 1 point:")
    assert counts(widget)[0] > one

    pictures = page.locator(".jp-OutputArea img").all()
    assert pictures
    assert all(len(picture.get_attribute("alt").split()) >= 3 for picture in pictures)
    assert barriers(".aatu-threshold") == []


def test_rule_builder_counts_everybody_whatever_the_points(page, desk, barriers):
    desk.open(RULES)
    desk.run_all()
    check = desk.show(".aatu-self-check")
    check.get_by_role("radio").first.click()
    page.keyboard.press("ArrowDown")
    expect(check.get_by_role("radio").nth(1)).to_be_checked()
    assert barriers(".aatu-self-check") == []
    widget = desk.show(".aatu-rule-builder")

    def cells():
        texts = widget.locator("table td").all_inner_texts()
        return [int(text.replace(",", "")) for text in texts if re.fullmatch(r"[\d,]+", text)]

    before, everybody = counts(widget), sum(cells())
    slider = widget.get_by_role("slider", name="paid in cash")
    slider.focus()
    for _ in range(2):
        page.keyboard.press("ArrowRight")
    expect(widget).to_contain_text("paid in cash (+3)")
    more = counts(widget)
    assert more[1] > before[1]
    assert sum(cells()) == everybody

    box = slider.bounding_box()
    page.mouse.click(box["x"] + 4, box["y"] + box["height"] / 2)  # its left end
    expect(widget.locator(".aatu-slider-value").nth(2)).to_have_text("\N{MINUS SIGN}4")
    expect(widget).not_to_contain_text("paid in cash (+3)")
    assert counts(widget)[1] < more[1]
    assert sum(cells()) == everybody

    line = widget.get_by_role("slider", name=re.compile("Check from"))
    line.focus()
    page.keyboard.press("End")
    assert says(widget, "From 12 points:")[1] == 0
    assert sum(cells()) == everybody
    assert barriers(".aatu-rule-builder") == []


def test_manifest_opens_masters_and_houses(page, desk, barriers):
    desk.open(MANIFEST)
    desk.run_all()
    widget = desk.show(".aatu-manifest")
    masters = widget.get_by_role("combobox", name="Master:")
    houses = widget.get_by_role("listbox", name="Houses:")
    panel = widget.locator("tr, p", has_text="house number")

    def number(place):
        return re.search(r"\bH\w{8}\b", houses.locator("option").nth(place).inner_text())[0]

    houses.locator("option").nth(2).click()
    expect(panel.first).to_contain_text(number(2))
    page.keyboard.press("ArrowDown")
    expect(panel.first).to_contain_text(number(3))

    said, first = widget.inner_text(), number(0)
    masters.focus()
    page.keyboard.press("ArrowDown")
    expect(houses.locator("option").first).not_to_contain_text(first)
    expect(panel.first).to_contain_text(number(0))
    assert widget.inner_text() != said
    assert re.search(r"\d+ houses?: ", widget.inner_text())
    assert barriers(".aatu-manifest") == []


def test_home_page_says_what_is_begun_and_opens_it(page, lab, desk, barriers):
    lesson = "courses/foundations/law-rights-and-evidence.ipynb"
    kept = answers_path((lab.workspace / lesson).parent, "law-rights-and-evidence")
    write_answers(kept, "before", {"purpose": 0, "retention": 0, "custody": 0})
    desk.open("home.ipynb")
    desk.run_all()
    widget = desk.show(".aatu-way")
    expect(widget.get_by_role("status").first).to_contain_text("0 of")
    expect(widget).to_contain_text("Go on with the lesson Law, rights and evidence")
    assert barriers(".aatu-way") == []

    kept.unlink()
    widget.get_by_role("button", name="Look again").click()
    expect(widget).to_contain_text("Next: the lesson")
    widget.get_by_role("link", name="Law, rights and evidence").click()
    expect(page.locator(".lm-TabBar-tab.jp-mod-current").first).to_contain_text(
        "law-rights-and-evidence.ipynb"
    )


def test_each_role_reads_other_fields_of_the_same_paper(page, desk, barriers):
    desk.open(ROLES)
    desk.run_all()
    widget = desk.show(".aatu-five-roles")
    status = widget.get_by_role("status")
    expect(status).to_contain_text("What is due on it")
    widget.get_by_role("listbox").focus()
    page.keyboard.press("End")
    expect(status).to_contain_text("What was traded")
    widget.get_by_role("combobox").select_option(index=2)  # a crossing at a land post
    expect(status).to_contain_text("Nothing on this paper answers")
    assert barriers(".aatu-five-roles") == []


def test_a_flight_is_walked_by_arrow_keys_from_the_booking_to_the_debrief(page, desk, barriers):
    desk.open(FLIGHT)
    desk.run_all()
    widget = desk.show(".aatu-flight-walk")
    status = widget.get_by_role("status")
    expect(status).to_contain_text("48 hours before landing")
    expect(widget).to_contain_text("gets nothing")
    widget.locator("option").nth(1).click()
    expect(status).to_contain_text("The rules run")
    page.keyboard.press("ArrowDown")
    expect(status).to_contain_text("A second person reads")
    page.keyboard.press("End")
    expect(status).to_contain_text("24 hours after landing")
    assert barriers(".aatu-flight-walk") == []


def test_a_piece_is_chosen_compared_and_decided_by_keyboard(page, desk, barriers):
    desk.open(PRODUCTS)
    desk.run_all()
    widget = desk.show(".aatu-product-desk")
    pieces = widget.get_by_role("listbox", name="Piece:")
    first, second = (pieces.locator("option").nth(n).inner_text() for n in (0, 1))
    pieces.locator("option").first.click()
    expect(widget.locator("p b", has_text=first)).to_be_visible()
    page.keyboard.press("ArrowDown")
    expect(widget.locator("p b", has_text=second)).to_be_visible()

    # a decision other than release needs a reason, and nothing is recorded without one
    widget.get_by_role("radio").nth(0).focus()
    page.keyboard.press("ArrowDown")
    expect(widget.get_by_role("radio").nth(1)).to_be_checked()
    record = widget.get_by_role("button", name="Record")
    record.focus()
    page.keyboard.press("Enter")
    expect(widget.get_by_role("status")).to_contain_text("reason: found")
    widget.get_by_role("textbox", name="Reason:").focus()
    page.keyboard.type("print of the foil is cut through")
    record.click()
    expect(widget.get_by_role("status")).to_contain_text(f"{second}: suspend and ask")
    expect(widget.get_by_role("textbox", name="Reason:")).to_have_value("")
    assert barriers(".aatu-product-desk") == []


def test_minutes_of_the_shed_are_spent_by_keyboard_and_by_mouse(page, desk, barriers):
    desk.open(SHED)
    desk.run_all()
    widget = desk.show(".aatu-shed-bench")
    status, units = widget.get_by_role("status"), widget.get_by_role("listbox", name="Units:")
    expect(status).to_contain_text("0 of 240 minutes spent: 0 looked at, 0 opened, 0 finds.")

    units.locator("option").nth(1).click()
    best = units.locator("option").nth(0).inner_text()
    page.keyboard.press("ArrowUp")
    expect(widget.locator("table").first).to_contain_text("finds an hour")
    name, minutes = re.search(r"(U\d{3}).*?(\d+)\smin", best).groups()  # spaces that do not break
    expect(widget.locator("b", has_text=name).last).to_be_visible()

    look = widget.get_by_role("button", name="X-ray it")
    look.focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text(re.compile(rf"{name}: the image (is clear|leaves a place)"))
    expect(status).to_contain_text("4 of 240 minutes spent: 1 looked at")
    look.click()
    expect(status).to_contain_text("was looked at already")
    widget.get_by_role("button", name=re.compile(rf"Open it \({minutes} minutes\)")).click()
    expect(status).to_contain_text(
        f"{4 + int(minutes)} of 240 minutes spent: 1 looked at, 1 opened"
    )
    expect(units.locator("option").nth(0)).to_contain_text(re.compile(rf"✔\s{name}"))

    widget.get_by_role("combobox", name="Order:").focus()
    page.keyboard.press("End")
    expect(units.locator("option").nth(0)).to_contain_text("U001")
    expect(widget).not_to_contain_text("stayed behind")
    widget.get_by_role("button", name="Close the shed").click()
    expect(widget).to_contain_text(re.compile(r"\d+ with something to find stayed behind"))
    widget.get_by_role("button", name="Begin again").click()
    expect(status).to_contain_text("0 of 240 minutes spent")
    assert barriers(".aatu-shed-bench") == []


def test_an_entry_is_changed_and_the_kept_digest_shows_what_the_chain_cannot(page, desk, barriers):
    desk.open(LEDGER)
    desk.run_all()
    widget = desk.show(".aatu-ledger-bench")
    status, entries = widget.get_by_role("status"), widget.get_by_role("listbox", name="Entries:")
    expect(status).to_contain_text("all holds")
    entries.locator("option").nth(2).click()
    expect(widget).to_contain_text("Entry 3:")
    page.keyboard.press("ArrowDown")
    expect(widget).to_contain_text("Entry 4:")

    deeds = widget.get_by_role("combobox", name="This entry is:")
    names = [re.sub(r"\s", " ", text) for text in deeds.locator("option").all_inner_texts()]
    deeds.select_option(index=names.index("changed"))
    expect(status).to_contain_text("to look at")
    deeds.select_option(index=names.index("cut off from here on"))
    expect(status).to_contain_text("all holds")  # what is left is whole
    widget.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(status).to_contain_text("to look at")
    assert barriers(".aatu-ledger-bench") == []


def test_what_a_rung_still_needs_is_said_until_nothing_is_missing(page, desk, barriers):
    desk.open(LADDER)
    desk.run_all()
    widget = desk.show(".aatu-search-ladder")
    status = widget.get_by_role("status")
    expect(status).to_contain_text("Not yet: paper, x-ray come first")
    widget.get_by_role("combobox", name="Done so far").select_option(label="x-ray")
    expect(status).to_contain_text("Not yet: no ground is written down; a second person")
    widget.get_by_role("textbox", name="Ground:").focus()
    page.keyboard.type("the scale shows 4 kg more")
    expect(status).to_have_text(re.compile("Not yet: a second person is missing$"))
    widget.get_by_role("checkbox").focus()
    page.keyboard.press("Space")
    expect(status).to_contain_text("It may be taken. Write it down.")
    assert barriers(".aatu-search-ladder") == []


def test_a_passport_is_opened_and_judged_by_keyboard(page, desk, barriers):
    desk.open(DOCUMENTS)
    desk.run_all()
    widget = desk.show(".aatu-document-bench")
    expect(widget.get_by_role("status")).to_have_count(0)  # the check waits for the reader
    passports = widget.get_by_role("combobox", name="Passport:")
    second = passports.locator("option").nth(1).inner_text()
    passports.focus()
    page.keyboard.press("Home")
    page.keyboard.press("ArrowDown")
    expect(widget.locator("p b", has_text=f"Passport {second}")).to_be_visible()
    widget.get_by_role("combobox", name="I see:").focus()
    page.keyboard.press("End")
    expect(widget.get_by_role("status")).to_contain_text("The check says:")
    expect(widget).to_contain_text(re.compile(r"[01] of 1 right"))
    assert barriers(".aatu-document-bench") == []


def test_a_web_of_links_is_walked_by_keys_and_cut_by_mouse(page, desk, barriers):
    desk.open(LINKS)
    desk.run_all()
    chart = desk.show(".aatu-link-chart")
    status, points = chart.get_by_role("status"), chart.locator("g[role=button]:visible")
    said = re.compile(r"(\d+) records? and (\d+) shared things?, (\d+) lines?")

    def numbers():
        records, things, lines = map(int, said.search(status.inner_text()).groups())
        assert points.count() == records + things
        assert chart.locator(".aatu-link-chart-web line:visible").count() == lines
        return records, things, lines

    everything = numbers()
    first = points.first
    first.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Chosen: ")
    chosen = chart.locator("g[aria-pressed=true]")
    assert chosen.get_attribute("data-node") != first.get_attribute("data-node")
    linked = chart.locator("tbody tr").count()
    assert f", {linked} line" in chosen.get_attribute("aria-label")
    assert barriers(".aatu-link-chart") == []
    page.keyboard.press("Escape")
    expect(status).to_contain_text("No node is chosen")

    card = chart.locator("g[aria-label^=card]").first
    card.click()
    expect(status).to_contain_text("Chosen: card")
    chart.get_by_label("cards").uncheck()  # what is hidden is chosen no more
    expect(status).to_contain_text("No node is chosen")
    assert numbers()[1] < everything[1]
    chart.get_by_label("cards").check()
    assert numbers() == everything

    until = chart.get_by_role("slider", name="Until")
    until.focus()
    for _ in range(8):
        page.keyboard.press("ArrowLeft")
    assert numbers()[2] < everything[2]
    box = chart.locator(".aatu-link-chart-time").bounding_box()
    middle = box["y"] + box["height"] * 0.3
    page.mouse.move(box["x"] + box["width"] * 0.3, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.05, middle, steps=4)
    page.mouse.up()
    assert numbers()[2] < everything[2] / 2
    chart.get_by_role("button", name="All days").click()
    assert numbers() == everything


def test_pairs_are_judged_by_keys_and_counted_against_the_truth(page, desk, barriers):
    desk.open(PAIRS)
    desk.run_all()
    widget = desk.show(".aatu-pair-judge")
    status = widget.get_by_role("status")
    expect(status).to_contain_text("12 pairs to judge")
    widget.get_by_role("button", name="one person").focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("1 of 12 judged")
    widget.get_by_role("button", name="two people").click()
    expect(status).to_contain_text("2 of 12 judged")
    expect(widget.get_by_role("combobox")).to_contain_text("3 of 12: not judged yet")
    slider = widget.get_by_role("slider", name=re.compile("Merge from"))
    slider.focus()
    page.keyboard.press("End")
    expect(status).to_contain_text(re.compile(r": \d+ right, 0 false merges"))
    widget.get_by_role("combobox").focus()
    page.keyboard.press("Home")
    expect(widget).to_contain_text("You said: one person. The drill knows:")
    assert barriers(".aatu-pair-judge") == []


def test_a_guess_uncovers_a_thousand_marks_and_rarity_changes_them(page, desk, barriers):
    desk.open(THRESHOLD)
    desk.run_all()
    widget = desk.show(".aatu-thousand")
    status = widget.get_by_role("status")
    expect(status).to_contain_text("Set your guess; then the picture opens.")
    expect(widget.locator("svg")).to_have_count(0)
    widget.get_by_role("slider", name=re.compile("My guess")).focus()
    page.keyboard.press("ArrowRight")
    widget.get_by_role("button", name="That is my guess").click()
    expect(status).to_contain_text("Your guess was 51 of 100.")
    expect(status).to_contain_text(re.compile(r"^\s*20 of 1,000 carry something"))
    widget.get_by_role("slider", name=re.compile("Of 1,000 bookings")).focus()
    page.keyboard.press("Home")
    expect(status).to_contain_text(re.compile(r"^\s*\d of 1,000 carry something"))
    assert barriers(".aatu-thousand") == []


def test_an_agreement_answers_by_keyboard(page, desk, barriers):
    desk.open(DECISIONS)
    desk.run_all()
    widget = desk.show(".aatu-decision-bench")
    status = widget.get_by_role("status")
    expect(status).to_contain_text("The decision is that of customs")
    widget.get_by_role("combobox", name="In what matter:").focus()
    page.keyboard.press("End")
    expect(status).to_contain_text("Tell at once: victim service")
    assert barriers(".aatu-decision-bench") == []


def test_a_unit_that_goes_by_rates_and_lots_leaves_its_lucky_route(page, desk, barriers):
    desk.open(AFTER)
    desk.run_all()
    widget = desk.show(".aatu-feedback")
    status = widget.get_by_role("status")
    expect(status).to_contain_text("but most is on D")
    widget.get_by_role("combobox", name="The unit goes by:").select_option("hit rate")
    widget.get_by_role("slider", name=re.compile("by lot")).focus()
    for _ in range(3):
        page.keyboard.press("PageUp")
    expect(status).to_contain_text("and that is where most is")
    assert barriers(".aatu-feedback") == []


def test_a_desk_of_the_joint_exercise_lets_time_pass_and_tells(page, desk, barriers):
    desk.open(ACROSS)
    desk.run_all()
    widget = desk.show(".aatu-joint-desk")
    status = widget.get_by_role("status")
    expect(status).to_contain_text("12 minutes later")
    widget.get_by_role("button", name="15 min on").click()
    expect(status).to_contain_text("15 minutes later")
    expect(widget.get_by_role("cell", name="helpline", exact=True)).to_be_visible()
    widget.get_by_role("listbox", name="To:").select_option("police:LIS")
    widget.get_by_role("listbox", name="Facts:").select_option("helpline")
    widget.get_by_role("button", name="Do it").focus()
    page.keyboard.press("Enter")
    expect(status).to_contain_text("Sent to police:LIS.")
    assert barriers(".aatu-joint-desk") == []
