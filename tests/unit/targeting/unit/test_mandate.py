"""Powers stay with their services; a second person is another one; data go where they may."""

import numpy as np
import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.targeting.unit import (
    RECEIVERS,
    SERVICES,
    Stage,
    flight_stages,
    mandate_table,
    may_get,
    outside_mandate,
    sharing_table,
    without_approval,
)


def log(*rows):
    ordinary = {"service": "customs", "act": "question", "officer": "customs 1"}
    ordinary["approved_by"] = None
    return pd.DataFrame([ordinary | row for row in rows])


def test_no_service_may_do_everything_and_every_service_may_do_something():
    acts = mandate_table().groupby("service")["act"].nunique()
    assert set(acts.index) == set(SERVICES)
    assert acts.max() < mandate_table()["act"].nunique()


def test_only_the_pair_of_service_and_act_gives_a_power():
    rows = log({}, {"service": "airport security"}, {"act": "arrest"}, {"act": "open bag"})
    assert outside_mandate(rows).tolist() == [False, True, True, False]


@pytest.mark.parametrize(
    ("act", "approved_by", "lacks"),
    [
        ("search person", None, True),
        ("search person", np.nan, True),
        ("search person", "customs 1", True),
        ("search person", "head of unit", False),
        ("tell partner", None, True),
        ("question", None, False),
    ],
)
def test_who_approves_the_own_act_is_no_second_person(act, approved_by, lacks):
    rows = log({"act": act, "approved_by": approved_by})
    assert without_approval(rows).tolist() == [lacks]


def test_table_and_question_agree_for_every_pair():
    allowed = set(sharing_table().itertuples(index=False, name=None))
    for data in sharing_table()["data"].unique():
        for receiver in RECEIVERS:
            assert may_get(data, receiver) is ((data, receiver) in allowed)


def test_stages_follow_time_pass_on_only_what_may_be_got_and_say_what_stays():
    stages = flight_stages()
    assert [stage.hours for stage in stages] == sorted(stage.hours for stage in stages)
    assert stages[0].hours < 0 < stages[-1].hours
    for stage in stages:
        assert all(may_get(data, receiver) for receiver, data in stage.gets.items()), stage.id
        assert stage.stays


@pytest.mark.parametrize(
    ("call", "named"),
    [
        (lambda: may_get("gossip", "customs"), "data: found 'gossip'"),
        (lambda: may_get("task", "airline"), "receiver: found 'airline'"),
        (lambda: outside_mandate(pd.DataFrame({"act": []})), "there is no column 'service'"),
        (
            lambda: Stage("x", "t", 1, ("porter",), "d", "g", {}, "s"),
            "stage 'x': acts: found 'porter'",
        ),
    ],
)
def test_bad_input_gets_one_sentence_that_names_it(call, named):
    with pytest.raises(TargetingError, match=named):
        call()
