"""The connection breaks at any moment: nothing is lost, nothing arrives twice."""

import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from aatulab.exchange.client.line import HttpLine, LostError
from aatulab.exchange.client.outbox import Outbox
from aatulab.exchange.client.sealing import File


class Brittle(HttpLine):
    """A line that breaks before or after the server has heard, as `plan` says."""

    def __init__(self, http):
        super().__init__(http)
        self.plan = []

    def call(self, method, path, body=None):
        if not path.endswith("/messages"):
            return super().call(method, path, body)
        fate = self.plan.pop(0) if self.plan else "good"
        if fate == "before":
            raise LostError("cut")
        answer = super().call(method, path, body)
        if fate == "after":
            raise LostError("cut")
        return answer

    def close(self):
        pass


@pytest.fixture
def brittle(world, group):
    line = Brittle(world.http)
    return world.log_in("ada", line=line)


def texts(session):
    return [one.notice.text for one in session.sync()]


@pytest.mark.parametrize("fate", ["before", "after"])
def test_what_was_not_acknowledged_waits_and_is_sent_once(brittle, ben, group, note, fate):
    brittle.line.plan = [fate, fate]
    brittle.post(group, note("one"))
    brittle.post(group, note("two"))
    assert len(brittle.mail.outbox) == 2
    brittle.sync()
    assert len(brittle.mail.outbox) == 0
    assert texts(ben) == ["one", "two"]


def test_any_pattern_of_breaks_loses_and_doubles_nothing(make_world, note):
    world = make_world(posts_a_minute=10**9, requests_a_minute=10**9)
    ada, ben = world.log_in("ada", line=Brittle(world.http)), world.log_in("ben")
    group = ada.begin_group("Freight", ["ben"])
    number = iter(range(10**6))

    @settings(max_examples=25)
    @given(st.lists(st.sampled_from(["before", "after", "good"]), max_size=8))
    def broken(plan):
        ada.line.plan = list(plan)
        sent = [f"message {next(number)}" for _ in range(4)]
        for text in sent:
            ada.post(group, note(text))
        while len(ada.mail.outbox):
            ada.mail.flush()
        assert texts(ben) == sent

    broken()


def test_an_old_message_is_sealed_anew_with_its_id_when_the_line_comes_back(
    world, brittle, ben, group, note
):
    brittle.line.plan = ["before"]
    id_ = brittle.post(group, note(), files=[File("a.txt", "text/plain", b"kept")])
    world.clock.seconds += 3600
    brittle.clock.set("2026-05-10T12:00:00.000Z")  # a clock that stood still meanwhile
    brittle.sync()
    (letter,) = ben.sync()
    assert letter.id == id_
    assert ben.mail.file(letter, letter.attached[0]).content == b"kept"


def test_a_message_waits_through_a_change_of_members(brittle, ada, ben, group, note):
    brittle.line.plan = ["before"]
    brittle.post(group, note("for those who are in"))
    ada.circles.change(group, add=["cleo"])
    brittle.sync()
    letters = ben.sync()
    assert [(one.notice.text, one.header.epoch) for one in letters] == [("for those who are in", 2)]


def test_an_answer_that_was_lost_before_sealing_anew_is_found_again(
    world, brittle, ben, group, note
):
    """The server has the first sealing: the second is refused as a replay, and counts as sent."""
    brittle.line.plan = ["after"]
    id_ = brittle.post(group, note())
    raw = brittle.mail.outbox.waiting()[0]
    brittle.mail.outbox.put(brittle.mail._sealed(brittle.mail._draft(raw)))
    assert brittle.mail.flush()[id_]["again"] is True
    assert len(ben.sync()) == 1


def test_the_outbox_outlasts_the_program(world, ada, ben, group, note, tmp_path):
    line = Brittle(world.http)
    first = world.log_in("ada", tmp_path, line)
    line.plan = ["before"]
    first.post(group, note("written before the power went"))
    kept = list((tmp_path / "ada.outbox").glob("*"))
    assert len(kept) == 1
    assert "power" not in kept[0].read_text()
    second = world.log_in("ada", tmp_path)
    second.sync()
    assert texts(ben) == ["written before the power went"]
    assert list((tmp_path / "ada.outbox").glob("*")) == []


def test_an_unreadable_file_in_the_outbox_is_named_and_stays(tmp_path, refused):
    (tmp_path / "x.json").write_text(json.dumps({"header": {}}))
    with refused("malformed") as no:
        Outbox.at(tmp_path)
    assert "x.json" in no.says
    assert (tmp_path / "x.json").exists()


def test_what_is_refused_for_good_leaves_the_outbox_and_is_told(brittle, ada, group, note, refused):
    ada.circles.change(group, add=["cleo"], keepers={"ada", "cleo"})
    brittle.circles.epoch(group)
    ada.circles.leave(group)
    with refused("no_group"):
        brittle.post(group, note())
    assert len(brittle.mail.outbox) == 0


def test_two_windows_of_one_account_number_their_messages_together(world, ada, ben, group, note):
    other = world.log_in("ada")
    ada.post(group, note("one"))
    other.post(group, note("two"))
    ada.post(group, note("three"))
    assert texts(ben) == ["one", "two", "three"]


def test_keys_that_were_seen_outlast_the_program(world, ada, tmp_path, refused):
    first = world.log_in("ada", tmp_path)
    first.directory()
    path = tmp_path / "ada.known.json"
    content = json.loads(path.read_text())
    assert set(content) == {"ada", "ben", "cleo", "dan", "root"}
    content["ben"] = content["cleo"]
    path.write_text(json.dumps(content))
    with refused("bad_signature"):
        world.log_in("ada", tmp_path).directory()
    path.write_text("{")
    with refused("malformed"):
        world.log_in("ada", tmp_path)
