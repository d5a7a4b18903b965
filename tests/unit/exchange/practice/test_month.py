"""A month comes out of the rules: what is acted on could be acted on, in an order that can be."""

import numpy as np
import pandas as pd
import pytest

from aatulab.errors import ExchangeError
from aatulab.exchange.practice import (
    action_chart,
    action_times,
    is_definite,
    practice_line,
    practice_month,
)
from aatulab.exchange.practice.texts import deadline, urgency_of
from aatulab.exchange.server.settings import Settings


@pytest.fixture(scope="module")
def month(small_case):
    return practice_month(small_case, np.random.default_rng(5), 40)


def test_the_same_generator_gives_the_same_month(small_case, month):
    again = practice_month(small_case, np.random.default_rng(5), 40)
    for one, other in zip(month, again, strict=True):
        pd.testing.assert_frame_equal(one, other)


def test_every_notice_has_the_columns_of_its_form_and_a_time_before_landing(month):
    notices, _, _ = month
    assert notices.notice.is_unique
    assert (notices.sent_at < notices.expected_at).all()
    due = notices.dropna(subset="ack_by")
    assert (due.ack_by > due.sent_at).all()
    assert notices.ack_by[notices.urgency.isin(["urgent", "flash"])].notna().all()
    assert set(notices.grade) <= {"A1", "A2", "B2", "B3", "C3", "X4"}


def test_nobody_acts_unread_or_before_reading_and_only_the_airport_that_is_meant(month):
    notices, receipts, _ = month
    acted = receipts[receipts.what == "action"].set_index("notice")
    ours = receipts[(receipts.what == "read") & (receipts.unit == "FRA")].set_index("notice")
    assert set(acted.unit) == {"FRA"}
    assert (acted["at"] > ours["at"].reindex(acted.index)).all()
    lands = notices.set_index("notice").expected_at.reindex(acted.index)
    assert (acted["at"] <= lands + pd.Timedelta(minutes=42)).all()


def test_what_asks_for_nothing_definite_is_acted_on_after_an_answer_only(month):
    notices, receipts, replies = month
    vague = set(notices.notice[~notices.asked.map(is_definite)])
    acted = set(receipts.notice[receipts.what == "action"])
    answered = set(replies.notice[replies.what == "answer"])
    assert vague & acted
    assert vague & acted <= answered
    clear = notices[notices.asked.map(is_definite) & (notices.about == "consignment")]
    assert not set(clear.notice) & answered


def test_outcomes_follow_actions(month):
    _, receipts, replies = month
    told = replies[replies.what == "outcome"].set_index("notice")["at"]
    acted = receipts[receipts.what == "action"].set_index("notice")["at"]
    assert (told > acted.reindex(told.index)).all()


def test_action_times_are_minutes_and_empty_where_nobody_acted(month):
    notices, receipts, _ = month
    minutes = action_times(notices, receipts)
    assert minutes.notna().sum() == receipts[receipts.what == "action"].notice.nunique()
    assert minutes.min() > 10
    with pytest.raises(ExchangeError, match="receipts: there is no column 'unit'"):
        action_times(notices, receipts.drop(columns="unit"))


def test_chart_says_the_share_that_was_acted_on_in_the_end():
    minutes = pd.Series([10.0, 20.0, 30.0, np.nan, np.nan, np.nan], index=list("abcdef"))
    kind = pd.Series(["one act"] * 3 + ["nothing"] * 3, index=minutes.index)
    ax = action_chart(minutes, kind, title="How long")
    assert [text.get_text() for text in ax.texts] == ["nothing (3)", "one act (3)"]
    ends = [line.get_ydata()[-1] for line in ax.lines]
    assert ends == [0, 0, 1, 1]
    said = ax.figure._ipython_display_.args[1]
    assert said.endswith("; one act: 100% in the end, half of all by 20 min.")


@pytest.mark.parametrize(("hours", "word"), [(1.99, "flash"), (2, "urgent"), (6, "priority")])
def test_an_edge_of_urgency_belongs_to_the_quieter_word(hours, word):
    assert urgency_of(pd.Timedelta(hours=hours)) == word


def test_a_deadline_leaves_an_hour_or_half_of_what_is_left():
    sent = pd.Timestamp("2026-10-13 03:00", tz="UTC")
    assert deadline(sent, sent + pd.Timedelta(minutes=200)) == sent + pd.Timedelta(minutes=140)
    assert deadline(sent, sent + pd.Timedelta(minutes=71)) == sent + pd.Timedelta(minutes=35)


def test_the_door_of_a_night_has_replays_old_numbers_and_late_ones(small_case, rng):
    door = practice_line(small_case, rng, 40)
    window = Settings.window.total_seconds()
    late = (door["at"] - door.sent_at).dt.total_seconds() > window
    assert door.message.duplicated().sum() == 3
    fresh = ~door.message.duplicated() & ~late
    before = door.groupby("sender").counter.cummax().groupby(door.sender).shift(fill_value=0)
    assert late.sum() >= 3
    assert (fresh & (door.counter <= before)).any()
    assert door["at"].is_monotonic_increasing
