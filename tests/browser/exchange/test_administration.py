"""An administrator makes an account and a group on the page, and closes one; nobody else can."""

import re

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


def make_account(watch, name, unit):
    watch.fill_in({"name": name, "unit": unit})
    watch.page.get_by_role("button", name="Make the account").click()


def test_an_account_and_a_group_are_made_here_and_members_come_and_go(at_page, exchange):
    ines = at_page("ines.roy")
    ines.page.get_by_role("button", name="Administration").click()
    make_account(ines, "Eva Holm", "Karsund AATU")
    says = ines.page.locator(".form-says", has_text="small letters")
    expect(says).to_contain_text("2 to 32 small letters, digits, dots and hyphens")
    make_account(ines, "eva.holm", "Karsund AATU")
    made = ines.page.locator(".made code")
    expect(made).to_have_text(re.compile(r"^([a-z2-9]{4}-){3}[a-z2-9]{4}$"))
    password = made.inner_text()
    make_account(ines, "ana.berg", "Lindholm AATU")
    expect(ines.page.get_by_text("There is an account 'ana.berg' already")).to_be_visible()

    ines.page.locator("#field-group-name").fill("Post and parcels")
    ines.page.locator("[id='field-in-li.wen']").check()
    ines.page.locator("#field-keeper").select_option("eva.holm")
    assert ines.barriers() == []
    ines.page.get_by_role("button", name="Begin the group").click()
    row = ines.page.locator("tbody tr", has_text="eva.holm")
    expect(row).to_contain_text("keeper")
    expect(ines.page.get_by_text("Key 1 is in use")).to_be_visible()

    # the account works, in French, too; its holder keeps the group and turns its key
    eva = at_page(locale="fr-FR")
    eva.log_in("eva.holm", password)
    eva.is_connected()
    expect(eva.page.locator("[data-key=go-admin]")).to_have_count(0)
    eva.page.get_by_role("button", name="Membres").click()
    eva.page.locator("[data-key='out-li.wen']").click()
    expect(eva.page.get_by_text("La clé 2 est en service")).to_be_visible()
    assert exchange.session("li.wen").groups()[0].name == "Cash couriers north"


def test_a_closed_account_is_out_at_once_and_no_officer_sees_the_room(at_page):
    ines, li = at_page("ines.roy", locale="fr-FR"), at_page("li.wen")
    expect(li.page.locator("[data-key=go-admin]")).to_have_count(0)
    ines.page.get_by_role("button", name="Administration").click()
    ines.page.get_by_role("button", name="Fermer le compte li.wen").click()
    expect(ines.page.locator("tbody tr", has_text="li.wen")).to_have_count(0)
    expect(li.page.locator(".door-says")).to_contain_text("Your log-in is over")
    assert ines.mistakes.pop().startswith("Fermer le compte li.wen ?")  # what was asked
