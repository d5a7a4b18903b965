"""Stages that the tests share: they cost seconds to build and never change."""

import pytest

from aatulab.joint import Session, build_stage, load_scenario

SEED = 3


@pytest.fixture(scope="session")
def scenario():
    return load_scenario("one-phone")


@pytest.fixture(scope="session")
def stage(scenario):
    return build_stage(scenario, SEED)


@pytest.fixture(scope="session")
def names():
    return load_scenario("the-wrong-name")


@pytest.fixture(scope="session")
def names_stage(names):
    return build_stage(names, SEED)


@pytest.fixture
def make_session(scenario, stage):
    """Sessions of one-phone with some roles played by trainees: `make_session("customs:AMS")`."""

    def make(*roles, others="none", log=None):
        players = dict.fromkeys(roles, "trainee")
        return Session(scenario, SEED, players, stage=stage, others=others, log=log)

    return make


@pytest.fixture
def here(stage):
    """Second at which a member of the cast can be met, and its record."""

    def when(member):
        subject = stage.subjects[stage.cast[member]]
        return subject.present_s + 1, subject.ref

    return when
