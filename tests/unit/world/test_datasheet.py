"""The datasheet speaks of the data as they are: it is held against schemas, spec and content."""

import re

import pytest

from aatulab.cli.world import world_app
from aatulab.content import datasets_dir
from aatulab.errors import WorldError
from aatulab.world import WorldSpec
from aatulab.world.build import FLOWS
from aatulab.world.passengers.signals import PASSENGER
from aatulab.world.samples import SAMPLE
from aatulab.world.schemas import read_schema, table_names
from aatulab.world.store.export import FORMATS

PATH = datasets_dir() / "datasheet.md"
SHEET = PATH.read_text(encoding="utf-8")


def test_every_table_stands_once_in_the_composition_and_no_other_does():
    listed = [
        name
        for line in SHEET.splitlines()
        if line.startswith("| ")
        for name in re.findall(r"`(\w+)`", line)
    ]
    made = [name for name in table_names() if not read_schema(name).view_of]
    assert sorted(listed) == sorted(made)


def test_every_part_of_a_datasheet_is_there():
    parts = re.findall(r"(?m)^## (.+)$", SHEET)
    assert parts == [
        "Purpose", "Composition", "Making", "Limits", "Uses",
        "Misuse: what it must never be used for", "Fairness", "Distribution and maintenance",
    ]  # fmt: skip


def test_every_flow_is_named():
    for flow in (PASSENGER, *(flow for flow, _, _ in FLOWS)):
        assert re.search(rf"(?m)^\| {flow.name}s? \|", SHEET), flow.name


def test_what_never_scores_is_in_the_misuse():
    misuse = SHEET.split("## Misuse")[1].split("\n## ")[0]
    assert misuse.count("**Never**") >= 6
    for attribute in ("nationality", "sex", "age", "name", "religion", "ethnicity", "health"):
        assert re.search(rf"\b{attribute}\b", misuse)


ALONE = {"days": 9, "waybills": 0, "items": 0, "crossings": 0}


@pytest.mark.parametrize(
    ("said", "least", "most"),
    [
        ("0.5 to 20 % are illicit", {"prevalence": 0.005}, {"prevalence": 0.2}),
        ("100 to 20 million bookings", {"bookings": 100}, {"bookings": 20_000_000, **ALONE}),
        ("up to 366 days", {"days": 1}, {"days": 366}),
    ],
)
def test_the_limits_that_it_states_are_those_of_an_order(said, least, most):
    assert said in SHEET
    WorldSpec(seed=1, **least)
    WorldSpec(seed=1, **most)
    for ends, way in ((least, -1), (most, 1)):
        key = next(iter(ends))
        step = 0.0001 if key == "prevalence" else 1
        with pytest.raises(WorldError, match=f"{key}: found"):
            WorldSpec(seed=1, **{**ends, key: ends[key] + way * step})


def test_defaults_sample_and_formats_are_as_it_says():
    assert f"in live practice {WorldSpec(seed=1).prevalence * 100:g} %" in SHEET
    assert f"The committed sample has {SAMPLE.bookings} bookings" in SHEET
    formats = SHEET.split("Formats: ")[1].split("(`aatulab")[0].lower()
    assert set(re.findall(r"csv|duckdb|sqlite", formats)) == set(FORMATS)


def test_the_commands_that_it_names_exist():
    known = {command.name for command in world_app.registered_commands}
    named = set(re.findall(r"`aatulab world (\w+)", SHEET))
    assert {"build", "check", "export", "report"} <= named <= known


def test_its_links_lead_somewhere():
    for target in re.findall(r"\]\(([^)]+)\)", SHEET):
        assert (PATH.parent / target).exists(), target
