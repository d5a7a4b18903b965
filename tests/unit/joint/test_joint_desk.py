"""The desk in a notebook: time passes by its buttons, and it shows no more than the view.

Stands here, since it needs a stage, which takes long to build and is shared by this folder.
"""

from threading import Thread

import pytest

from aatulab.joint import score
from aatulab.widgets import JointDesk

ROLE = "customs:AMS"


@pytest.fixture
def desk(make_session):
    return JointDesk(make_session(ROLE, others="none"), ROLE)


def press(desk, words):
    """Press the button with these words, as hands would."""
    found = []

    def look(box):
        for child in getattr(box, "children", ()):
            if getattr(child, "description", None) == words and hasattr(child, "click"):
                found.append(child)
            look(child)

    look(desk)
    found[0].click()


def test_time_passes_by_its_buttons_only_and_stops_at_the_end(desk):
    assert desk.view["now_s"] == 0
    press(desk, "5 min on")
    assert desk.view["now_s"] == 300
    desk.wait(10_000)
    assert "The exercise is over." in desk.panel_html
    assert desk.session.is_over
    assert 0 <= score(desk.session.play).total <= 100


def test_it_shows_what_the_role_knows_with_its_marks_and_nothing_else(desk):
    desk.wait(15)
    known = {fact["id"] for fact in desk.view["facts"]}
    assert known
    facts = desk.session.stage.facts
    for name, fact in facts.items():
        assert (f">{name}<" in desk.panel_html) == (name in known)
        if name not in known:
            assert fact.says not in desk.panel_html
    assert "may go to" in desk.panel_html
    assert "05:45 UTC (" in desk.panel_html  # and the clocks of the airports beside it
    assert desk._repr_mimebundle_()["text/html"] == desk.panel_html


def test_a_fact_is_told_and_arrives(desk):
    desk.wait(10)
    name = next(fact["id"] for fact in desk.view["facts"] if "police" in fact["may_go_to"])
    desk.fill("tell", to=("police:AMS",), facts=(name,), text="<b>look</b>")
    assert desk.send() == "Sent to police:AMS."
    desk.wait(5)
    played = desk.session.play
    assert name in played.knowledge.of(played.role("police:AMS"))
    assert desk._facts.value == (name,)  # what was chosen stays


def test_what_cannot_be_done_is_said_in_words(desk):
    desk.fill("tell", to=(), facts=())
    assert "at least one text" in desk.send()
    desk.fill("step", ground="the case is heavy")
    assert "subject: is missing" in desk.send()  # nobody is known yet
    desk.fill("line", line="hurry up")
    assert "found 'hurry'" in desk.send()
    desk.fill("line", line="help")
    assert "look-up DATABASE" in desk.send()
    assert "arrest" not in desk._act.options  # customs have no such power
    assert "accepted" not in desk.panel_html


def test_a_step_is_taken_with_somebody_who_is_here(desk, here):
    second, ref = here("courier")
    desk.wait(second // 60 + 1)
    desk.fill("step", whom=ref, step="record", ground="luggage and stay do not fit")
    assert "begins" in desk.send()
    desk.wait(15)
    assert f"record of {ref}" in desk.panel_html
    desk.fill("decide", act="release", whom=ref, ground="nothing more")
    assert "only they let it go" in desk.send()  # the police hold him


def test_it_answers_in_another_thread(desk):
    desk.wait(5)
    desk.fill("line", line="look-up cargo awb=999-00000000 purpose=x ground=y")
    said = []
    thread = Thread(target=lambda: (said.append(desk.send()), desk.wait(5)))
    thread.start()
    thread.join(timeout=30)
    assert said
    assert desk.view["now_s"] == 600
