"""What the officer on duty sees, and finds again."""

from datetime import timedelta

import pytest

from aatulab.exchange.client.sealing import File
from aatulab.exchange.notices import Reply


@pytest.fixture
def three(ada):
    return ada.begin_group("Three units", ["ben", "cleo", "dan"])


def urgent(who, group, note, minutes=30, **about):
    by = who.clock.now() + timedelta(minutes=minutes)
    return who.post(group, note(), urgency="urgent", ack_by=by, **about)


def test_a_message_is_owed_by_each_unit_until_one_of_its_members_answers(
    world, ada, ben, three, note
):
    id_ = urgent(ada, three, note)
    cleo = world.log_in("cleo")
    ada.sync()
    (row,) = ada.watch_log()
    assert (row.state, row.missing) == ("waiting", ("Unit East", "Unit South"))
    cleo.sync()
    cleo.acknowledge(id_)
    ada.sync()
    assert ada.watch_log()[0].missing == ("Unit East",)
    world.clock.seconds += 31 * 60
    (row,) = ada.watch_log()
    assert (row.state, row.missing) == ("overdue", ("Unit East",))


def test_an_answer_after_the_deadline_counts_and_is_marked_late(world, ada, three, note):
    id_ = urgent(ada, three, note)
    ben, dan = world.log_in("ben"), world.log_in("dan")
    for one in (ben, dan):
        one.sync()
    ben.acknowledge(id_)
    world.clock.seconds += 31 * 60
    dan.acknowledge(id_, "Opened; nothing found.")
    ada.sync()
    (row,) = ada.watch_log()
    assert (row.state, row.late) == ("acknowledged", ("Unit East",))
    assert row.actions == ("Unit East: Opened; nothing found.",)


def test_the_log_shows_a_day_and_whatever_is_still_owed(world, ada, group, note):
    urgent(ada, group, note)
    ada.post(group, note("old"))
    world.clock.seconds += 25 * 3600
    ada = world.log_in("ada")
    ada.post(group, note("new"))
    ada.sync()
    rows = [(row.state, row.subject) for row in ada.watch_log()]
    assert rows == [("overdue", "Handover"), ("no deadline", "Handover")]


def test_the_worst_comes_first(world, ada, group, note):
    ada.post(group, note("x", "routine"))
    for urgency in ("priority", "flash", "urgent"):
        by = ada.clock.now() + timedelta(minutes=5)
        ada.post(group, note("x", urgency), urgency=urgency, ack_by=by)
    ada.sync()
    subjects = [row.subject for row in ada.watch_log()]
    assert subjects == ["flash", "urgent", "priority", "routine"]


def test_search_looks_into_what_only_members_can_read(world, ada, ben, group, note):
    ada.post(group, note("Item RR 7781 behind the lining"), lang="fr")
    ada.post(group, note("Shift report"), files=[File("Lining-photo.png", "image/png", b"x")])
    ben.sync()
    assert len(ben.inbox.search("LINING")) == 2
    assert [one.notice.text for one in ben.inbox.search("lining 7781")] == [
        "Item RR 7781 behind the lining"
    ]
    assert len(ben.inbox.search("texte")) == 2  # the French heading
    assert ben.inbox.search("gold") == []
    assert ben.inbox.search(where=lambda one: one.lang == "fr")[0].lang == "fr"


def test_the_server_searches_header_fields_only(world, ada, ben, group, note):
    by = ada.clock.now() + timedelta(minutes=5)
    ada.post(group, note("one"), urgency="flash", ack_by=by)
    world.clock.seconds += 60
    ben.post(group, note("two"))
    path = f"/groups/{group}/messages"
    assert len(ada.line.call("GET", path)["entries"]) == 2
    for query, senders in (
        ("urgency=flash", ["ada"]),
        ("sender=ben", ["ben"]),
        ("kind=alert", []),
        ("since=2026-05-10T12:00:30.000Z", ["ben"]),
        ("until=2026-05-10T12:00:30.000Z", ["ada"]),
        ("limit=1", ["ada"]),
        ("after=2", ["ben"]),
    ):
        entries = ada.line.call("GET", f"{path}?{query}")["entries"]
        assert [one["body"]["header"]["sender"] for one in entries] == senders, query


@pytest.mark.parametrize("query", ["text=lining", "limit=-1", "limit=x", "kind=love", "since=now"])
def test_a_wrong_search_is_refused(ada, group, refused, query):
    with refused("malformed"):
        ada.line.call("GET", f"/groups/{group}/messages?{query}")


def test_a_thread_holds_question_and_answers(world, ada, ben, group, note):
    asked = ada.post(group, note("Who knows this number?"))
    ada.post(group, note("Something else"))
    ben.sync()
    reply = Reply("Number", "nothing_held", "Not in our files.")
    answered = ben.post(group, reply, in_reply_to=asked)
    ada.sync()
    further = ada.post(group, note("Thank you."), in_reply_to=answered)
    ada.sync()
    assert [one.id for one in ada.inbox.thread(asked)] == [asked, answered, further]


@pytest.mark.parametrize(
    "about",
    [
        {"urgency": "urgent"},
        {"urgency": "flash"},
        {"urgency": "loud"},
        {"ack_by": "before"},
        {"in_reply_to": "AAAAAAAAAAAAAAAAAAAAAA"},
    ],
)
def test_a_message_that_contradicts_itself_is_not_sent(ada, group, note, about):
    from aatulab.exchange.refusal import RefusedError

    if about.get("ack_by"):
        about = {"ack_by": ada.clock.now() - timedelta(minutes=1)}
    with pytest.raises(RefusedError):
        ada.post(group, note(), **about)
    assert len(ada.mail.outbox) == 0


def test_a_reply_answers_something(ada, group, refused):
    with refused("malformed"):
        ada.post(group, Reply("Number", "nothing_held", "Not in our files."))
