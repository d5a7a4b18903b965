import shutil

import pytest
import yaml

from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.cargo.signals import CARGO
from aatulab.world.land.signals import LAND
from aatulab.world.passengers.signals import PASSENGER
from aatulab.world.post.signals import POST
from aatulab.world.roles.typologies import read_cast

FOLDER = datasets_dir() / "typologies"
FLOWS = {flow.name: flow for flow in (PASSENGER, CARGO, POST, LAND)}
TYPOLOGIES = sorted(
    path.stem for path in FOLDER.glob("*.yml") if not path.stem.startswith("background-")
)


def described(name):
    """A typology's file, and the flow that it is of."""
    content = yaml.safe_load((FOLDER / f"{name}.yml").read_text(encoding="utf-8"))
    return content, FLOWS[content["flow"]]


@pytest.fixture
def folder(tmp_path):
    return shutil.copytree(FOLDER, tmp_path / "typologies")


def test_the_typologies_of_travellers_are_there():
    assert {role.name for role in read_cast(FOLDER, PASSENGER).of_kind("typology")} == {
        "drug-courier",
        "body-packer",
        "false-bottom-suitcase",
        "cash-courier",
        "falsified-medicines-baggage",
        "trafficking-in-persons",
        "ftf-travel",
    }


@pytest.mark.parametrize("name", TYPOLOGIES)
def test_a_twin_has_exactly_the_signals_that_it_shares(name):
    content, flow = described(name)
    cast = read_cast(FOLDER, flow)
    (typology,) = (role for role in cast.of_kind("typology") if role.name == name)
    twins = {role.name: role for role in cast.of_kind("twin") if role.typology == name}
    assert len(twins) >= 3
    for entry in content["twins"]:
        twin = twins[entry["name"]]
        for signal in set(entry["shares"]) - set(entry.get("signals", {})):
            assert twin.signals[signal] == typology.signals[signal]


@pytest.mark.parametrize("name", TYPOLOGIES)
def test_a_typology_says_what_it_never_uses_and_where_it_comes_from(name):
    content, flow = described(name)
    assert set(content["never_uses"]) >= flow.never_used
    assert len(content["sources"]) >= 2
    assert not set(content["signals"]) & set(content["never_uses"])
    for entry in content["twins"]:
        assert entry["told_apart_by"]


def test_a_typology_that_harms_its_traveller_puts_the_victim_first():
    for role in read_cast(FOLDER, PASSENGER).of_kind("typology"):
        assert role.of_victims == (role.name == "trafficking-in-persons")
        if role.of_victims:
            assert "R17" in dict(role.safeguards)
            assert role.value_eur is None


def test_no_signal_stands_for_faith_descent_or_health():
    forbidden = ("meal", "religio", "ethnic", "nation", "sex", "age_", "name", "health", "visa")
    for signal in PASSENGER.signals:
        assert not any(word in signal for word in forbidden), signal


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_no_two_roles_have_one_name(flow):
    names = [role.name for role in read_cast(FOLDER, flow).roles]
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("flow", FLOWS.values(), ids=FLOWS)
def test_who_shares_contacts_has_a_circle_to_share_them_with(flow):
    for role in read_cast(FOLDER, flow).roles:
        shares = any(role.signals[signal].low > 0 for signal in flow.of_circle)
        assert not shares or role.circle.size[1] > 1, role.name


@pytest.mark.parametrize(
    ("name", "at", "changes", "said"),
    [
        ("drug-courier", (), {"purpose": "border control"}, "passenger data may be used for"),
        ("drug-courier", (), {"never_uses": ["sex"]}, "must hold at least"),
        ("drug-courier", (), {"sources": []}, "at least one public source"),
        (
            "drug-courier",
            (),
            {"share_of_illicit": 0.5},
            "typology roles of the flow passenger sum to 1.29",
        ),
        ("drug-courier", (), {"proven_by": []}, "expected a list of `check` and `shows`"),
        ("drug-courier", (), {"summary": ""}, "needs `name` and `summary`"),
        ("drug-courier", (), {"share_of_illicit": "most"}, "expected a positive number"),
        ("drug-courier", (), {"twins": "many"}, "expected a list of mappings"),
        ("drug-courier", (), {"signals": ["late"]}, "expected a mapping"),
        ("drug-courier", ("signals",), {"party_size": {"choices": {1: 1.0}}}, "age stays no"),
        ("drug-courier", ("signals", "lead_time_h"), {"shift": "higher"}, "is lower than the"),
        ("drug-courier", ("circle",), {"size": [8, 3]}, r"size: found \[8, 3\]"),
        ("drug-courier", ("circle",), {"size": 3}, "size: found 3"),
        ("drug-courier", ("circle",), {"same_traveller": True}, "days_apart of at least 1"),
        ("drug-courier", ("twins", 0), {"shares": ["lead_time_h"]}, "expected at least 2 of"),
        ("drug-courier", ("twins", 0), {"shares": ["age", "sex"]}, "expected at least 2 of"),
        ("drug-courier", ("twins", 0), {"like": "pilot"}, "like: found 'pilot'"),
        ("drug-courier", ("twins", 0), {"per_positive": 0.05}, "for each illicit one"),
        ("drug-courier", (), {"safeguards": None}, "safeguards: expected a list of mappings"),
        ("drug-courier", (), {"safeguards": [{"R1": "Drugs."}]}, "and R4 among them"),
        ("drug-courier", (), {"safeguards": [{"R4": "A."}, {"R4": "B."}]}, "each rule once"),
        ("drug-courier", (), {"safeguards": [{"R25": "Love."}]}, "found R25: 'Love.', expected a"),
        ("drug-courier", (), {"safeguards": [{"R4": "no full stop"}]}, "R1 to R24 and a sentence"),
        ("drug-courier", (), {"of_victims": "some"}, "of_victims: found 'some', expected true or"),
        ("drug-courier", (), {"linked": 0.5}, "every circle of passengers is a network's"),
        ("drug-courier", (), {"value_eur": 900}, "value_eur: expected a mapping"),
        ("drug-courier", (), {"value_eur": {"average": 900}}, "expected a mapping with `typical`"),
        ("drug-courier", (), {"value_eur": {"typical": [9, 2]}}, "the first must be the smaller"),
        ("drug-courier", (), {"adapts": [{"to": "cash_payment"}]}, r"adapts\[0\]: found \['to'\]"),
        ("drug-courier", ("adapts", 0), {"to": "horoscope"}, "no such signal 'horoscope'"),
        ("drug-courier", ("adapts", 0), {"after_days": -1}, "after_days: found -1"),
        ("drug-courier", ("adapts", 0), {"after_days": 2.5}, "after_days: found 2.5"),
        ("drug-courier", ("adapts", 0), {"signals": {}}, "at least one signal that changes"),
        (
            "drug-courier",
            ("adapts", 1),
            {"signals": {"cash_payment": 1}},
            r"adapts\[1\].signals.cash",
        ),
        (
            "drug-courier",
            ("adapts", 0, "signals"),
            {"party_size": {"choices": {1: 1.0}}},
            "age stays no signal",
        ),
        ("background-passenger", ("ordinary",), {"one_way": None}, r"missing: \['one_way'\]"),
        (
            "background-passenger",
            ("profiles", 0),
            {"share": 0.9},
            "background roles of the flow passenger sum to",
        ),
        ("background-passenger", ("remarks",), {"HELLO": 2.0}, "found 2.0, expected 0 to 1"),
    ],
)
def test_a_file_that_breaks_a_rule_is_refused_by_name(change_yaml, folder, name, at, changes, said):
    change_yaml(folder / f"{name}.yml", at, changes)
    with pytest.raises(ContentError, match=said) as refused:
        read_cast(folder, PASSENGER)
    assert str(folder) in str(refused.value)


def test_a_cast_without_typologies_is_refused(folder):
    for name in TYPOLOGIES:
        (folder / f"{name}.yml").unlink()
    with pytest.raises(ContentError, match="at least one typology"):
        read_cast(folder, PASSENGER)
