"""Words, checks and handling: what is marked, what is not, and what nobody may pass on."""

import itertools

import numpy as np
import pandas as pd
import pytest

from aatulab.errors import ResearchError
from aatulab.research import product

GOOD = """\
Bottom line: It is likely that two of the four travellers carry for one sender.
Fact (B2, P-07): Two bookings were paid from one account on 3 March.
Inference: It is very likely that the same person bought both tickets.
Alternative: A firm pays the tickets of its staff; a pay slip would show it.
Assumption: The account belongs to whom the bank names.
Gap: Nobody has looked at the post.
Do: Ask both for the purpose of the journey; hold nobody on this alone.
"""


def whats(text, names=()):
    return [finding.what for finding in product.check_text(text, names)]


def test_the_yardstick_has_no_hole_and_leaves_out_certainty():
    for below, above in itertools.pairwise(product.YARDSTICK):
        assert below.high == above.low
    assert product.YARDSTICK[0].low == 0.01
    assert product.YARDSTICK[-1].high == 0.99


@pytest.mark.parametrize(
    ("chance", "word"),
    [(0.001, "almost no chance"), (0.05, "almost no chance"), (0.06, "very unlikely"),
     (0.2, "very unlikely"), (0.45, "unlikely"), (0.46, "roughly even chance"),
     (0.5, "roughly even chance"), (0.55, "likely"), (0.79, "likely"), (0.8, "very likely"),
     (0.95, "almost certain"), (0.999, "almost certain")],
)  # fmt: skip
def test_every_chance_has_one_word(chance, word):
    assert product.word_for(chance).name == word


@pytest.mark.parametrize("chance", [0, 1, -0.1, 70])
def test_what_is_certain_has_no_word(chance):
    with pytest.raises(ResearchError, match="what is certain is a fact"):
        product.word_for(chance)


def test_words_lead_back_to_their_ranges():
    for word in product.YARDSTICK:
        assert product.range_of(word.name) == product.range_of(word.other.upper())
        middle = (word.low + word.high) / 2
        assert product.word_for(middle) == word
    with pytest.raises(ResearchError, match="found 'maybe'"):
        product.range_of("maybe")


def test_kents_probable_begins_higher_than_the_yardsticks():
    middle, margin = product.KENT["probable"]
    assert middle - margin > product.range_of("probable")[0]


def test_a_careful_product_is_left_alone():
    assert product.check_text(GOOD, ["Ana Orn"]) == []


@pytest.mark.parametrize(
    ("old", "new", "what"),
    [
        ("It is likely that two", "Two certainly", "too big"),
        ("It is likely that two", "It is likely that this proves that two", "too big"),
        ("very likely that", "very likely, perhaps, that", "too vague"),
        ("Fact (B2, P-07)", "Fact", "no grade"),
        ("Fact (B2, P-07)", "Fact (P-07)", "no grade"),
        ("Fact (B2, P-07)", "Fact (B2)", "no grade"),
        ("were paid from one", "were likely paid from one", "not a fact"),
        ("It is very likely that the", "The", "no word"),
        ("Gap: Nobody", "Nobody", "no label"),
        ("Gap: Nobody has looked at the post.\n", "", "missing"),
        ("It is likely that two", "It is likely (high confidence) that two", "two measures"),
        ("the same person", "Ana Orn", "name"),
    ],
)
def test_each_slip_is_marked(old, new, what):
    assert GOOD.count(old) == 1
    assert what in whats(GOOD.replace(old, new), ["Ana Orn"])


def test_order_counts_and_words_are_whole():
    lines = GOOD.splitlines()
    assert whats("\n".join([*lines[1:], lines[0]])) == ["order"]
    assert "too big" not in whats(GOOD.replace("Nobody", "Nobody in the gangway"))
    assert "too vague" not in whats(GOOD.replace("3 March", "3 May").replace("May", "Mayfair"))


def test_unlikely_is_not_likely():
    found = product.check_text("Fact (B2, P-1): It is very unlikely.")
    assert [f.found for f in found if f.what == "not a fact"] == ["very unlikely"]


def test_an_empty_text_lacks_everything():
    assert whats("\n") == ["order", "missing", "missing", "missing"]


@pytest.mark.parametrize(
    ("code", "use", "permitted", "verdict"),
    [
        ("H0", "service", False, "pass"),
        ("H0", "court", False, "pass"),
        ("H1", "service", False, "pass"),
        ("H1", "court", False, "ask the owner"),
        ("H1", "court", True, "pass"),
        ("H2", "service", False, "ask the owner"),
        ("H2", "service", True, "pass"),
        ("H3", "service", False, "ask the owner"),
        ("H3", "court", True, "pass"),
    ],
)
def test_handling_codes_bind(code, use, permitted, verdict):
    assert product.may_pass(code, use, is_permitted=permitted) == verdict


def test_unknown_codes_and_uses_are_refused():
    with pytest.raises(ResearchError, match="code: found 'H4'"):
        product.may_pass("H4", "court")
    with pytest.raises(ResearchError, match="use: found 'press'"):
        product.may_pass("H0", "press")


def test_a_longer_name_goes_before_a_shorter_one_in_it():
    text = "Ana Orn-Ek met Ana Orn, and ANA ORN left; Anatole stayed."
    assert product.redact(text, ["Ana Orn", "Ana Orn-Ek"]) == (
        "[person 1] met [person 2], and [person 2] left; Anatole stayed."
    )
    assert product.redact(text, ["", " "]) == text


def test_practice_is_the_same_for_everybody():
    for make in (product.practice_judgments, product.practice_hits, product.practice_pieces):
        one, other = (make(np.random.default_rng(2)) for _ in range(2))
        pd.testing.assert_frame_equal(one, other)


@pytest.mark.parametrize("seed", range(4))
def test_one_analyst_says_too_much_one_too_little(seed):
    table = product.practice_judgments(np.random.default_rng(seed), of_each=1_500)
    high = table[table["chance"] >= 0.8].groupby("analyst")["came"].mean()
    assert high["Tomas"] < 0.8 < high["Ilse"] < high["Perrin"]


@pytest.mark.parametrize("seed", range(4))
def test_claims_hold_and_fail_for_every_reason(seed):
    rng = np.random.default_rng(seed)
    pieces = product.practice_pieces(rng)
    claims = product.practice_claims(pieces, rng)
    joined = claims.merge(pieces, left_on="cites", right_on="piece", how="left",
                          suffixes=("", "_held"))  # fmt: skip
    ours, theirs = (joined[[f"{name}{end}" for name in ("grade", "person", "euros")]].to_numpy()
                    for end in ("", "_held"))  # fmt: skip
    holds = (ours == theirs).all(axis=1)
    assert 1 <= (~holds).sum() <= 13
    assert all(
        person in says and f"{euros:,}" in says
        for person, euros, says in zip(
            pieces["person"], pieces["euros"], pieces["says"], strict=True
        )
    )
    with pytest.raises(ResearchError, match="no column 'piece'"):
        product.practice_claims(claims, rng)
