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
MANIFEST = "courses/targeting/air-cargo-targeting.ipynb"
DECISIONS = "courses/operations/who-decides.ipynb"
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
    said = status.inner_text()
    widget.get_by_role("slider", name=re.compile("Of 1,000 bookings")).focus()
    page.keyboard.press("Home")
    expect(status).to_contain_text("0 of 1,000 carry something")
    assert status.inner_text() != said
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
