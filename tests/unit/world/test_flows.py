"""A small further flow, to show how one is added and what it may lean on."""

import shutil

import numpy as np
import pyarrow as pa
import pytest
import yaml

from aatulab.content import datasets_dir
from aatulab.errors import WorldError
from aatulab.world import WorldSpec, build_world
from aatulab.world import build as module
from aatulab.world.frames import to_frame
from aatulab.world.networks import attach_cells, memberships_table
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import draw_plan
from aatulab.world.roles.signals import Flow, SignalRow
from aatulab.world.roles.truth import truth_table
from aatulab.world.scene import FlowPart

KINDS = ("card", "catalogue")
LETTERS = Flow(
    "post",
    {
        "weight_g": SignalRow("typical", "grams of one letter", "letters.weight_g"),
        "shared_phone": SignalRow("probability", "the circle's", "letters.phone", of_circle=True),
        "kind": SignalRow("choices", "kind of letter", "letters.kind", labels=KINDS),
    },
)
CHECKS = [{"check": "opening", "shows": "It holds a card."}]
SIGNALS = {
    "weight_g": {"typical": [20, 90]},
    "shared_phone": {"probability": 0.0},
    "kind": {"choices": {"card": 0.8, "catalogue": 0.2}},
}
BACKGROUND = {
    "name": "background",
    "ordinary": SIGNALS,
    "profiles": [
        {"name": "greeting", "summary": "A card.", "share": 1.0, "explained_by": CHECKS,
         "circle": {"size": [1, 3], "days_apart": [0, 2]}},
    ],
}  # fmt: skip
TYPOLOGY = {
    "name": "forged-stamps",
    "summary": "Sends forged stamps.",
    "purpose": "listed serious crime",
    "flow": "post",
    "share_of_illicit": 1.0,
    "linked": 0.5,
    "value_eur": {"typical": [50, 500]},
    "signals": {"weight_g": {"typical": [60, 200]}, "shared_phone": {"probability": 0.9}},
    "circle": {"size": [3, 5], "days_apart": [0, 2]},
    "proven_by": [{"check": "ink", "shows": "The ink is wrong."}],
    "twins": [
        {"name": f"collector-{n}", "summary": "Collects.", "per_positive": 1.0, "like": "greeting",
         "shares": ["weight_g", "shared_phone"], "told_apart_by": CHECKS}
        for n in range(3)
    ],
    "safeguards": [{"R4": "A person opens the letter and says why."}],
    "never_uses": ["nationality", "sex", "age", "name"],
    "sources": ["invented for this test"],
}  # fmt: skip


def build_letters(scene, cast):
    gateway, people = scene.gateway, scene.population
    plan = draw_plan(gateway, cast, gateway.items, (1, 1, 1, 1, 1, 0.5, 0.1), scene.streams)
    plan = plan.listed(np.argsort(plan.day, kind="stable"))
    draws = Draws(plan.cast)

    def rng(column):
        return scene.streams.of("letters", column)

    # the consignee: somebody at the hub; in a circle, the phone of its first or of its cell
    homes = np.flatnonzero(people.households.residence == people.hub)
    home = homes[rng("consignee").integers(0, len(homes), plan.size)]
    cell = attach_cells(scene.networks, plan, scene.streams)
    host = home[plan.first_of_circle]
    host = np.where(cell >= 0, scene.networks.host[cell], host)
    shares = draws.happens(rng("shared_phone"), "shared_phone", plan.role)
    phone_of = np.where(shares, host[plan.circle], home)
    # the sender: a firm of a given trade, the larger the more often
    sender = people.firms.draw(rng("sender"), plan.size, people.firms.trading_in("49"))
    kind = draws.label(rng("kind"), "kind", plan.role)
    letter = pa.array([f"L{number:06}" for number in gateway.numbers(plan.size).tolist()])
    head = people.households.head[home]
    tables = {
        "letters": pa.table(
            {
                "letter": letter,
                "day": plan.day,
                "weight_g": draws.typical(rng("weight_g"), "weight_g", plan.role),
                "kind": pa.array([KINDS[place] for place in kind.tolist()]),
                "firm_id": people.firms.ids(sender),
                "person_id": people.persons.ids(head),
                "phone": people.households.points.phone.take(pa.array(phone_of)),
            }
        )
    }
    of_letter = cell[plan.circle]
    persons = people.persons.ids(head)
    return FlowPart(
        tables,
        truth_table(plan, letter, scene.networks.ids(of_letter), scene.streams),
        memberships_table(scene.networks, "post", of_letter, letter, persons),
        travellers=np.empty(0, dtype=np.int64),
    )


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The typologies of the lab with those of the letters beside them."""
    folder = tmp_path_factory.mktemp("datasets") / "typologies"
    folder.mkdir()
    for path in (datasets_dir() / "typologies").glob("*.yml"):
        flow = yaml.safe_load(path.read_text(encoding="utf-8"))["flow"]
        if flow == "passenger":
            shutil.copy(path, folder)
    for name, content in (("background-post", BACKGROUND), ("forged-stamps", TYPOLOGY)):
        (folder / f"{name}.yml").write_text(yaml.safe_dump(content), encoding="utf-8")
    return folder


@pytest.fixture
def letters(folder, monkeypatch):
    """A lab with one more flow."""
    monkeypatch.setattr(module, "datasets_dir", lambda: folder.parent)
    monkeypatch.setattr(module, "FLOWS", ((LETTERS, "items", build_letters),))


SPEC = {"seed": 5, "bookings": 4_000, "days": 20, "prevalence": 0.05, "crossings": 0}


@pytest.mark.usefixtures("letters")
def test_a_flow_adds_its_tables_and_its_truth():
    world = build_world(WorldSpec(**SPEC, items=3_000))
    truth = to_frame(world.truth)
    assert world.tables["letters"].num_rows == 3_000
    assert truth["flow"].value_counts().to_dict() == {"passenger": 4_000, "post": 3_000}
    post = truth[truth["flow"] == "post"]
    assert post["illicit"].sum() == 150
    assert (post["twin_of"] == "forged-stamps").sum() == 450
    assert (post["value_eur"] > 0).equals(post["illicit"])


@pytest.mark.usefixtures("letters")
def test_the_phone_of_a_letter_is_that_of_travellers():
    """Does a link analysis over two flows find real links, and only where there are any?"""
    world = build_world(WorldSpec(**SPEC, items=3_000))
    truth = to_frame(world.truth).set_index("record")
    letters = to_frame(world.tables["letters"]).set_index("letter")
    contacts = to_frame(world.tables["contacts"])
    linked = truth.index[(truth["flow"] == "post") & truth["network"].notna()]
    assert 0.25 < len(linked) / 150 < 0.75
    used = contacts[contacts["kind"] == "phone"].merge(
        letters.loc[linked].reset_index(), left_on="value", right_on="phone"
    )
    same = used["pnr"].map(truth["network"]) == used["letter"].map(truth["network"])
    assert used["letter"].nunique() > 0.6 * len(linked)
    assert same[used["pnr"].map(truth["illicit"])].mean() > 0.9
    assert 0.3 < same.mean() < 0.9  # a number is given out again, a shop books for others
    members = to_frame(world.hidden["memberships"])
    assert set(members["record"]) == set(truth.index[truth["network"].notna()])
    assert members.groupby(["network", "cell"])["flow"].nunique().max() == 2


@pytest.mark.usefixtures("letters")
def test_a_flow_changes_nothing_in_the_tables_of_the_passengers():
    alone, both = (build_world(WorldSpec(**SPEC, items=items)) for items in (0, 3_000))
    for name in ("flights", "bookings", "passengers", "baggage"):
        assert alone.tables[name].equals(both.tables[name]), name
    assert "letters" not in alone.tables


@pytest.mark.usefixtures("letters")
def test_most_people_of_another_flow_do_not_fly():
    world = build_world(WorldSpec(**{**SPEC, "bookings": 2_000}, items=6_000))
    flies = set(world.tables["passengers"]["person_id"].to_pylist())
    consignees = world.tables["letters"]["person_id"].to_pylist()
    assert np.mean([person in flies for person in consignees]) < 0.4


def test_a_rule_that_is_no_signal_is_refused_with_the_known_ones():
    from datetime import date

    spec = WorldSpec(**SPEC, rules_in_use={"horoscope": date(2026, 3, 2)})
    with pytest.raises(WorldError, match=r"'horoscope' is no signal; known are .*bag_kg"):
        build_world(spec)
