"""The notebook's desk: two units talk through it, hostile texts stay texts, nothing is lost."""

import threading
import time
from datetime import UTC, datetime

import pytest

from aatulab.exchange.client.line import LostError
from aatulab.exchange.client.sealing import File
from aatulab.exchange.client.session import log_in
from aatulab.exchange.notices import PlainMessage
from aatulab.exchange.refusal import RefusedError
from aatulab.widgets import ExchangeDesk

AT = datetime(2026, 5, 10, tzinfo=UTC)
ALERT = {
    "subject": "QX 204: three bags",
    "about": "flight",
    "reference": "QX 204",
    "airport": "Lindholm",
    "expected_at": "2026-05-10 16:30",
    "facts": "Paid in cash by a third person.",
    "asked": "Please see the bags.",
    "grounds": "Customs act of Utopia, section 12.",
    "grade": "B2",
    "handling": "this_group",
}


@pytest.fixture
def desks(ada, ben):
    ada.begin_group("Cash couriers", ["ben"])
    return ExchangeDesk(ada), ExchangeDesk(ben, lang="fr")


def send_alert(desk, **changes):
    desk.fill("alert", urgency="urgent", minutes=30, **(ALERT | changes))
    return desk.post()


def test_an_alert_is_written_read_in_french_acknowledged_and_reported_on(desks):
    ours, theirs = desks
    message = send_alert(ours)
    assert ours.says == "Sent."
    theirs.refresh()
    assert theirs.says == "New: QX 204: three bags."
    theirs.read(message)
    for words in ("Alerte", "Sur quoi porte l&#x27;alerte", "Vol", "Pour ce groupe seulement"):
        assert words in theirs.panel_html
    ours.refresh()
    ours.read(message)
    assert "No receipt yet." in ours.panel_html  # to open is not to acknowledge
    assert "◷ waiting" in ours.panel_html
    theirs.acknowledge()
    theirs.acknowledge("Bags seen, nothing found.")
    ours.refresh()
    assert "✓ read and acknowledged" in ours.panel_html
    assert "Unit South: Bags seen, nothing found." in ours.panel_html
    assert "✓ acknowledged" in ours.panel_html


def test_a_reply_names_what_it_answers_and_brings_its_file(desks):
    ours, theirs = desks
    send_alert(ours)
    theirs.refresh()
    theirs.read(next(iter(theirs.session.inbox.letters)))
    theirs.reply()
    theirs.fill("reply", outcome="given", text="Voir le plan.")
    upload = {"name": "plan.txt", "type": "text/plain", "size": 6, "content": b"belt 3"}
    theirs._files.value = [upload | {"last_modified": AT}]
    answer = theirs.post()
    ours.refresh()
    ours.read(answer)
    assert ours.letter.header.in_reply_to is not None
    assert ours.files() == [File("plan.txt", "text/plain", b"belt 3")]
    # without a deadline to open is to acknowledge
    theirs.refresh()
    assert [one.receipt.what for one in theirs.session.inbox.receipts[answer]] == ["read"]


def test_what_a_form_lacks_is_said_and_what_was_typed_stays(desks):
    ours, _ = desks
    ours.fill("alert", **(ALERT | {"facts": "", "expected_at": "soon"}))
    assert ours.post() is None
    assert "soon" in ours.says
    assert "2026-03-02 14:05" in ours.says
    ours._form.fill(expected_at="2026-05-10 16:30")
    assert ours.post() is None
    assert "facts missing" in ours.says
    ours._form.fill(facts="Now said.")
    assert ours.post() is not None


def test_an_urgent_notice_needs_a_deadline(desks):
    ours, _ = desks
    ours.fill("alert", urgency="urgent", minutes=0, **ALERT)
    assert ours.post() is None
    assert "deadline" in ours.says


def test_a_lost_line_is_said_and_the_notice_goes_out_when_it_is_back(desks, monkeypatch):
    ours, theirs = desks
    call = type(ours.session.line).call

    def lost(line, method, path, body=None):
        if line is ours.session.line and path.endswith(("/messages", "/sync")):
            raise LostError("the cable")
        return call(line, method, path, body)

    with monkeypatch.context() as patch:
        patch.setattr(type(ours.session.line), "call", lost)
        assert send_alert(ours) is not None
        assert "waits for the line" in ours.says
        ours.refresh()
        assert "cannot be reached" in ours.says
    theirs.refresh()
    assert theirs.says.startswith("Nothing new.")
    ours.refresh()
    theirs.refresh()
    assert theirs.says == "New: QX 204: three bags."


def test_overdue_stands_on_top_of_the_watch_log(desks, world):
    ours, _ = desks
    send_alert(ours)
    world.clock.seconds += 31 * 60
    ours.refresh()
    assert "▲ overdue" in ours.panel_html


def test_hostile_texts_are_shown_as_texts(desks, ben):
    ours, _ = desks
    [circle] = ben.groups()
    text = "<script>alert(1)</script> [x](javascript:alert(2)) \u202etxt.exe \x00"
    files = [File("a\u202egpj.exe", "text/plain", b"x")]
    notice = PlainMessage(subject="<img src=x onerror=alert(3)>", text=text)
    message = ben.post(circle.group, notice, files=files)
    ours.refresh()
    ours.read(message)
    shown = ours.panel_html + ours._status.value + ours._fallback()[0]
    assert "<script" not in shown
    assert "<img" not in shown
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "‹U+202E›txt.exe ‹U+0000›" in shown
    assert not set(shown) & set("\u202e\x00")
    assert "agpj.exe" in shown  # the client has cleaned the name


def test_without_a_kernel_messages_and_watch_log_stand_in_tables(desks):
    ours, theirs = desks
    send_alert(ours)
    theirs.refresh()
    bundle = theirs._repr_mimebundle_()
    for words in (
        "Messages, the newest first",
        "QX 204: three bags",
        "The watch log",
        "Unit North",
    ):
        assert words in bundle["text/html"]
    assert bundle["text/plain"] == "New: QX 204: three bags."


def test_nobody_acknowledges_the_own_message_or_none(desks):
    ours, _ = desks
    ours.acknowledge()
    assert ours.says == "Choose a message first."
    ours.read(send_alert(ours))
    assert ours._ack.disabled
    ours.acknowledge()
    assert "your own message" in ours.says


def test_a_field_that_is_not_there_is_named(desks):
    ours, _ = desks
    with pytest.raises(RefusedError, match="nationality: found a field that is not there"):
        ours.fill("alert", nationality="UTO")


class Desk(ExchangeDesk):
    """A desk that remembers what it says; `heard` waits for a sentence."""

    def __init__(self, *given):
        self.sentences, self.said = [], threading.Condition()
        super().__init__(*given)

    def _says(self, sentence):
        super()._says(sentence)
        with self.said:
            self.sentences.append(sentence)
            self.said.notify_all()

    def heard(self, words):
        with self.said:
            assert self.said.wait_for(lambda: any(words in one for one in self.sentences), 60), (
                self.sentences
            )


def live_desk(served, name):
    session = log_in(served.known.line(), name, "four words put together", time.monotonic)
    return Desk(session, served.known)


def test_two_units_talk_and_news_come_by_themselves_also_after_a_lost_server(served, ada, group):
    ours, theirs = live_desk(served, "ada"), live_desk(served, "ben")
    message = send_alert(ours)
    theirs.heard("New: QX 204: three bags.")
    assert message in dict(map(reversed, theirs._list.options))
    theirs.read(message)
    theirs.acknowledge()
    ours.heard("Unit South has read your notice.")

    served.stop()
    theirs.heard("The line is lost. It is tried again by itself")
    assert send_alert(ours, subject="While it was away") is not None
    assert len(ours.session.mail.outbox) == 1
    served.start()
    ours.heard("The line is back; nothing was missed.")
    theirs.heard("The line is back")
    ours.refresh()
    theirs.heard("New: While it was away.")

    ours.close()
    ours.live._thread.join(10)
    assert not ours.live.is_listening
    ours.session.line.close()
    theirs.session.log_out()
    theirs.heard("News do not come by themselves any more")
    theirs.live._thread.join(10)
    assert not theirs.live.is_listening
