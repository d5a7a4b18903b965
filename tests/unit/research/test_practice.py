"""A practice night is the same for everybody, and holds what a trainee is to find."""

from datetime import UTC, datetime

import numpy as np
import pandas as pd
import pytest

from aatulab.errors import ResearchError
from aatulab.research import audit
from aatulab.research.hearsay import origins_of, practice_reports, practice_sources
from aatulab.research.practice import practice_night, practice_records, practice_register

NOW = datetime(2026, 4, 13, 6, 0, tzinfo=UTC)


@pytest.fixture(params=range(4))
def rng(request):
    return np.random.default_rng(request.param)


def test_same_seed_same_night():
    one, other = (practice_night(NOW, np.random.default_rng(5)) for _ in range(2))
    pd.testing.assert_frame_equal(one.log, other.log)
    assert (one.head, one.listed) == (other.head, other.listed)


def test_one_entry_was_touched_and_the_kept_digest_is_the_true_one(rng):
    night = practice_night(NOW, rng)
    found = audit(night.log, night.listed, head=night.head)
    assert (found["finding"] == "tampering").sum() == 1
    assert "gap" not in set(found["finding"])
    assert (found["finding"] == "curiosity").sum() >= 1


def test_a_night_ends_before_the_morning(rng):
    log = practice_night(NOW, rng).log
    at = pd.to_datetime(log["at"], utc=True)
    assert at.is_monotonic_increasing
    assert at.iloc[0] > pd.Timestamp(NOW) - pd.Timedelta("10h")


def test_some_answers_were_forbidden_and_some_questions_never_answered(rng):
    log, register = practice_night(NOW, rng).log, practice_register()
    allowed = set(register.itertuples(index=False, name=None))
    answered = log[log["outcome"] != "refused"]
    asked = zip(answered["database"], answered["purpose"], answered["role"], strict=True)
    assert sum(row not in allowed for row in asked) >= 3
    failed = log["outcome"].isin(["error", "time-out"])
    tries = failed.groupby(log["query"]).agg(["all", "any", "size"])
    assert tries["all"].any()
    assert (tries["any"] & ~tries["all"]).any()  # asked again, and answered


def test_owners_answer_late_and_correct_themselves(rng):
    records = practice_records(NOW, rng)
    late = records["answered_at"] > NOW
    assert records["record"].nunique() == 40
    assert late.sum() >= 1
    assert (records["status"] == "refused").sum() >= 1
    assert (records.groupby("record")["status"].agg(set).str.len() > 1).any()
    assert ((records["second"] == "") == (records["status"] == "refused")).all()


def test_reports_lead_to_sources_or_out_of_the_file(rng):
    sources = practice_sources(rng)
    reports = practice_reports(rng, sources)
    origin = origins_of(reports)
    assert origin.index.is_unique
    assert reports["statement"].nunique() == 12
    assert set(origin.dropna()) <= set(sources["source"])
    assert origin.isna().any()
    passed_on = reports[reports["told_by"].isin(reports["report"])]
    again = reports[reports["report"].isin(passed_on["told_by"])]["told_by"]
    assert (again != "").any()  # at least one is of the third hand


def test_a_chain_of_three_leads_to_its_source():
    reports = pd.DataFrame(
        {"report": ["c", "b", "a"], "told_by": ["b", "a", ""], "source": ["", "", "Q1"]}
    )
    assert origins_of(reports).to_dict() == {"c": "Q1", "b": "Q1", "a": "Q1"}


def test_a_ring_of_reports_is_refused_and_a_wrong_table_named():
    ring = pd.DataFrame({"report": ["a", "b"], "told_by": ["b", "a"], "source": ["", ""]})
    with pytest.raises(ResearchError, match="cannot be its own origin"):
        origins_of(ring)
    with pytest.raises(ResearchError, match="no column 'told_by'"):
        origins_of(ring.drop(columns="told_by"))
