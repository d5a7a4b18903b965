"""Somebody does what only others may do."""

import pytest

from aatulab.exchange.client.enrol import new_account
from aatulab.exchange.client.filenames import clean_name
from aatulab.exchange.client.sealing import File, seal_epoch
from aatulab.exchange.crypto.box import new_key
from aatulab.exchange.wire.record import Member

PASSWORD = "four words put together"


@pytest.mark.parametrize(
    ("path", "body"),
    [("/accounts/ben/disable", {}), ("/accounts", None)],
)
def test_an_officer_does_no_administrators_work(ada, refused, path, body):
    given = new_account("eve", "Unit West", "officer", PASSWORD)[1] if body is None else body
    with refused("not_admin"):
        ada.line.call("POST", path, given)


def test_another_site_does_nothing_in_an_administrators_name(world):
    """What a browser adds by itself (cookies, where it comes from) opens nothing."""
    root = world.log_in("root")
    body = new_account("eve", "Unit West", "admin", PASSWORD)[1]
    by_itself = {"Origin": "https://elsewhere.example.org", "Cookie": f"token={root.line.token}"}
    for path, given in (("/accounts", body), ("/accounts/ben/disable", {})):
        answer = world.http.post(f"/api{path}", json=given, headers=by_itself)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_logged_in")
        assert not {"set-cookie", "access-control-allow-origin"} & set(answer.headers)
    asked = {"Origin": by_itself["Origin"], "Access-Control-Request-Method": "POST"}
    assert world.http.options("/api/accounts", headers=asked).status_code == 405
    assert "eve" not in root.directory()
    assert "ben" in root.directory()


def test_an_administrator_makes_accounts_and_closes_them(world, ada, group, refused):
    root = world.log_in("root")
    root.line.call("POST", "/accounts", new_account("eve", "Unit West", "officer", PASSWORD)[1])
    eve = world.log_in("eve")
    assert eve.unit == "Unit West"
    with refused("taken"):
        root.line.call("POST", "/accounts", new_account("eve", "Unit West", "admin", PASSWORD)[1])
    with refused("malformed"):
        root.line.call("POST", "/accounts", new_account("fay", "U", "king", PASSWORD)[1])
    root.line.call("POST", "/accounts/eve/disable", {})
    with refused("not_logged_in"):
        eve.groups()


def test_an_administrator_puts_nobody_into_a_group(world, ada, group, refused):
    root = world.log_in("root")
    before = ada.circles.epoch(group).record
    mine = Member("root", "Help desk", keeper=True, keys=root.identity.public)
    made = seal_epoch(
        root.identity,
        group,
        before.name,
        [*before.members, mine],
        new_key(),
        root.clock.now(),
        before,
    )
    with refused("no_group"):
        root.line.call("POST", f"/groups/{group}/epochs", made)
    assert root.groups() == []


@pytest.mark.parametrize("change", ["adds", "removes", "crowns itself", "renames"])
def test_who_is_no_keeper_changes_no_membership(world, ada, ben, group, refused, change):
    ada.circles.change(group, add=["cleo"])
    before = ben.circles.epoch(group).record
    seats = list(before.members)
    if change == "adds":
        dan = ben.directory()["dan"]
        seats.append(Member("dan", dan.unit, keeper=False, keys=dan.keys))
    elif change == "removes":
        seats = [one for one in seats if one.account != "cleo"]
    elif change == "crowns itself":
        seats = [Member(m.account, m.unit, m.account == "ben", m.keys) for m in seats]
    name = "Mine" if change == "renames" else before.name
    made = seal_epoch(ben.identity, group, name, seats, new_key(), ben.clock.now(), before)
    with refused("not_keeper"):
        ben.line.call("POST", f"/groups/{group}/epochs", made)


def test_a_record_is_handed_in_by_its_maker_only(ada, ben, group, refused):
    before = ada.circles.epoch(group).record
    made = seal_epoch(
        ada.identity, group, before.name, before.members, new_key(), ada.clock.now(), before
    )
    with refused("bad_signature"):
        ben.line.call("POST", f"/groups/{group}/epochs", made)


def test_a_message_under_the_old_key_is_refused(ada, ben, group, sealed, hand_in, refused):
    old = sealed(ben, group)
    ada.circles.change(group, add=["cleo"])
    with refused("stale_epoch") as no:
        hand_in(ben, group, old)
    assert no.error.details == {"epoch": 2}


def test_nothing_is_written_between_leaving_and_the_new_key(
    ada, ben, group, sealed, hand_in, refused
):
    raw = sealed(ada, group)
    ben.circles.leave(group)
    with refused("rotation_due"):
        hand_in(ada, group, raw)


def test_the_last_keeper_cannot_leave(ada, ben, group, refused):
    with refused("not_keeper") as no:
        ada.circles.leave(group)
    assert "another" in no.says
    ada.circles.change(group, keepers={"ada", "ben"})
    ada.circles.leave(group)
    assert ada.groups() == []


def test_a_closed_account_leaves_no_group_without_a_keeper(world, ada, ben, group, note):
    world.log_in("root").line.call("POST", "/accounts/ada/disable", {})
    ben.post(group, note("Alone now."))
    record = ben.circles.epoch(group).record
    assert [(one.account, one.keeper) for one in record.members] == [("ben", True)]


def test_a_password_alone_does_not_change_the_password(ada, refused):
    with refused("refused_login"):
        ada.change_password("not the right words", "four other words together")


@pytest.mark.parametrize("password", ["", "short", "9 letters"])
def test_a_short_password_is_refused(refused, password):
    with refused("malformed"):
        new_account("eve", "Unit West", "officer", password)


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "C:\\windows\\x",
        "photo\u202egpj.exe",
        "a\x00b",
        "<img onerror=x>",
        "x" * 5_000,
        "",
        "..",
        "\u2066\u2069",
    ],
)
def test_the_name_of_an_attachment_does_no_harm(ada, ben, group, note, name):
    ada.post(group, note(), files=[File(name, "text/plain", b"a")])
    shown = ben.sync()[0].attached[0].name
    assert shown == clean_name(name)
    assert 1 <= len(shown) <= 120
    assert not set(shown) & set("/\\\x00\u202e\u2066\u2069")
    assert shown not in {".", ".."}
