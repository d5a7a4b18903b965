"""A learner's answers stay on this machine; what was gained shows at the end, not before."""

import ipywidgets
import pytest

from aatulab.authoring.card import Card
from aatulab.authoring.quiz import self_check
from aatulab.authoring.quiz.store import Gain, answers_path, read_answers, write_answers

QUIZ = """\
quiz-for: small
pairs:
  - id: one
    skill: line
    before: {ask: "A < B?", choices: [it is, not so, who knows], right: 1, because: Since A.}
    after: {ask: C or D?, choices: [the former, the latter, neither], right: 2, because: Since D.}
  - id: two
    skill: line
    before: {ask: E?, choices: [e1, e2, e3], right: 3, because: Since E.}
    after: {ask: F?, choices: [f1, f2, f3], right: 1, because: Since F.}
"""


@pytest.fixture
def folder(tmp_path):
    (tmp_path / ".small.quiz.yml").write_text(QUIZ, encoding="utf-8")
    return tmp_path


def hand_in(folder, when, *choices):
    check = self_check("small", when, folder)
    for pair, choice in zip(("one", "two"), choices, strict=False):
        check.choose(pair, choice)
    check.hand_in()
    return check


def test_before_the_lesson_nothing_is_given_away(folder):
    check = hand_in(folder, "before", 0, 0)
    assert "Kept." in check.says
    assert "Since" not in check.says
    assert "Not yet" not in check.says


def test_afterwards_each_answer_has_its_reason_and_the_gain_is_counted(folder):
    hand_in(folder, "before", 0, 0)
    check = hand_in(folder, "after", 1, 2)
    assert "Since D." in check.says
    assert "It is “f1”: Since F." in check.says
    assert "1 of 2 right now, 1 before the lesson" in check.says
    assert "2 of 2 right now, 1 before the lesson: 1 more." in hand_in(folder, "after", 1, 0).says


def test_without_answers_before_there_is_nothing_to_compare(folder):
    assert "nothing to compare" in hand_in(folder, "after", 1, 0).says


def test_open_questions_are_named_and_nothing_is_kept(folder):
    check = hand_in(folder, "before", 0)
    assert "Question 2 has no answer yet" in check.says
    assert not answers_path(folder, "small").exists()


def test_answers_come_back_with_the_notebook(folder):
    hand_in(folder, "before", 2, 1)
    again = self_check("small", "before", folder)
    radios = [c for c in again.children if isinstance(c, ipywidgets.RadioButtons)]
    assert [radio.index for radio in radios] == [2, 1]


def test_reader_without_a_kernel_sees_questions_and_no_answers(folder):
    bundle = self_check("small", "after", folder)._repr_mimebundle_()
    assert "C or D?" in bundle["text/html"]
    assert "the latter" in bundle["text/html"]
    assert "Since" not in bundle["text/html"]
    assert "A &lt; B?" in self_check("small", "before", folder).static_html()


@pytest.mark.parametrize("text", [None, "pairs: ["])
def test_missing_or_damaged_questions_do_not_stop_the_lesson(tmp_path, text):
    if text:
        (tmp_path / "small.quiz.yml").write_text(text, encoding="utf-8")
    card = self_check("small", "before", tmp_path)
    assert isinstance(card, Card)
    assert "go on without" in str(card)


@pytest.mark.parametrize("text", ["", "[]", "{", '{"before": 3}', '{"before": {"one": "x"}}'])
def test_damaged_answers_count_as_none(tmp_path, text):
    path = answers_path(tmp_path, "small")
    path.write_text(text, encoding="utf-8")
    assert read_answers(path) == {"before": {}, "after": {}}
    write_answers(path, "after", {"one": 1})
    assert read_answers(path)["after"] == {"one": 1}


@pytest.mark.parametrize(
    ("gain", "share"),
    [
        (Gain(4, before=1, after=4), 1.0),
        (Gain(4, before=2, after=1), -0.5),
        (Gain(4, before=4, after=4), None),
        (Gain(4, before=None, after=4), None),
    ],
)
def test_gain_is_a_share_of_what_was_not_known(gain, share):
    assert gain.normalised == share
