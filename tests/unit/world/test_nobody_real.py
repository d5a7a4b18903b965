"""No real identity is written: every text of every table and of the committed samples is checked.

A new column of free text fails here until it is said what may stand in it.
"""

import importlib
import re
from pathlib import Path

import faker
import pandas as pd
import pytest

from aatulab.codes.iban import parse_iban
from aatulab.codes.imei import parse_imei
from aatulab.codes.luhn import TEST_CARDS, parse_card
from aatulab.codes.mrz import parse_td3
from aatulab.codes.phones import is_reserved
from aatulab.content import datasets_dir
from aatulab.world.population.pools import streets
from aatulab.world.reference import names
from aatulab.world.schemas import read_schema, table_names

SAMPLES = datasets_dir() / "samples"
NAMES = names()
# free texts: who or what may stand in them
PLACES = {"addresses.city", "airports.city", "airports.name"}  # real on purpose, and public
OWN_WORDS = {  # of the lab's own files, written by its authors
    "bookings.remarks",
    "carriers.name",
    "firms.activity",
    "networks.typology",
    "truth.record",
    "truth.role",
    "truth.typology",
    "truth.twin_of",
    "truth.fact",
}
COINED = {
    "addresses.street",
    "persons.surname",
    "persons.given_names",
    "passenger_list.surname",
    "passenger_list.given_names",
    "firms.name",
    "agents.name",
    "payments.payer_name",
}
MAIL = re.compile(r"[a-z0-9.+-]+@example\.(org|net|com)")
NUMBER = re.compile(r"\+[0-9 ()-]{6,20}")
CARD = re.compile(r"[0-9]{15,16}")
ACCOUNT = re.compile(r"[A-Z]{2}[0-9]{2}[A-Z0-9]{11,30}")


def texts_of(frame):
    """Each column of text, with its different values."""
    for name in frame.select_dtypes(["object", "str"]):
        values = frame[name].dropna()
        yield name, values.astype(str).unique()


@pytest.fixture(scope="module")
def tables(world):
    """The tables of a world and those of the samples, by where they stand."""
    built = {f"world/{name}": frame for name, frame in vars(world).items()
             if isinstance(frame, pd.DataFrame)}  # fmt: skip
    sampled = {
        f"samples/{path.relative_to(SAMPLES).with_suffix('')}": pd.read_csv(path, dtype=str)
        for path in SAMPLES.rglob("*.csv")
    }
    assert len(sampled) >= 18
    return {**built, **sampled}


def odd_values(tables, suspect):
    """What `suspect(column, value)` finds wrong, with its place."""
    return [
        f"{place}.{name}: {value}"
        for place, frame in tables.items()
        for name, values in texts_of(frame)
        for value in values
        if suspect(name, value)
    ]


def is_real_mail(name, value):
    return ("@" in value or "mail" in name) and not MAIL.fullmatch(value)


def is_real_phone(name, value):
    return ("phone" in name or NUMBER.fullmatch(value)) and not is_reserved(value)


def is_real_card(name, value):
    if "card" in name.split("_"):
        return parse_card(value).facts()["published for tests"] != "yes"
    whole = CARD.fullmatch(value) and parse_card(value).is_valid
    return whole and value not in TEST_CARDS and not parse_imei(value).is_test


def is_real_account(name, value):
    return bool(ACCOUNT.fullmatch(value)) and parse_iban(value).is_valid and value[:2] != "ZZ"


def is_real_document(name, value):
    if name == "issuing_state":
        return value != "UTO"
    if name == "mrz_1":
        return value[2:5] != "UTO"
    return name == "document_number" and not value.startswith("U")


@pytest.mark.parametrize(
    "suspect", [is_real_mail, is_real_phone, is_real_card, is_real_account, is_real_document]
)
def test_nothing_written_can_be_anybody_s(tables, suspect):
    assert odd_values(tables, suspect) == []


@pytest.mark.parametrize(
    ("suspect", "name", "value"),
    [
        (is_real_mail, "email", "someone@mail.pt"),
        (is_real_mail, "remarks", "WRITE TO someone@mail.pt"),
        (is_real_phone, "phone", "912345678"),
        (is_real_phone, "value", "+351912345678"),
        (is_real_card, "card", "453201******0366"),
        (is_real_card, "remarks", "4532015112830366"),
        (is_real_account, "account", "DE89370400440532013000"),
        (is_real_document, "issuing_state", "PRT"),
        (is_real_document, "mrz_1", "P<PRTSILVA<<MARIA<<<<<<<<<<<<<<<<<<<<<<<<<<<"),
        (is_real_document, "document_number", "L898902C3"),
    ],
)
def test_the_scan_would_see_a_real_one(suspect, name, value):
    assert suspect(name, value)


def test_every_zone_says_utopia(world):
    for row in world.documents.sample(300, random_state=2).itertuples():
        assert parse_td3(row.mrz_1, row.mrz_2).issuing_state == "UTO"


def test_every_free_text_is_accounted_for():
    """A column without values, pattern or reference may hold anything: what does it hold?"""
    free = {
        f"{table}.{column.name}"
        for table in table_names()
        for column in read_schema(table).columns
        if column.type == "text" and not (column.values or column.pattern or column.refers_to)
    }
    assert free == PLACES | OWN_WORDS | COINED


def test_names_are_coined_from_the_lab_s_own_syllables(tables):
    surnames, given = set(NAMES.surnames.to_pylist()), set(NAMES.given.to_pylist())
    for place in ("world/persons", "samples/persons"):
        persons = tables[place]
        assert set(persons["surname"]) <= surnames
        assert set(" ".join(persons["given_names"]).split()) <= {
            word for name in given for word in name.split()
        }  # fmt: skip


def test_payers_are_persons_or_firms_of_the_world(tables):
    for where in ("world", "samples"):
        persons, firms = tables[f"{where}/persons"], tables[f"{where}/firms"]
        known = set(persons["given_names"] + " " + persons["surname"]) | set(firms["name"])
        assert set(tables[f"{where}/payments"]["payer_name"]) <= known


def test_firms_agents_and_streets_are_coined(tables):
    stems = tuple(NAMES.firms.to_pylist())
    for where in ("world", "samples"):
        for table in ("firms", "agents"):
            assert all(name.startswith(stems) for name in tables[f"{where}/{table}"]["name"])
        assert set(tables[f"{where}/addresses"]["street"]) <= set(streets().to_pylist())


def real_names(kind):
    """The names that Faker knows in all its languages: an independent list of real ones."""
    people = Path(faker.__file__).parent / "providers" / "person"
    found = set()
    for folder in people.iterdir():
        if (folder / "__init__.py").is_file():
            provider = importlib.import_module(f"faker.providers.person.{folder.name}").Provider
            for name, value in vars(provider).items():
                if name.startswith(kind) and isinstance(value, tuple | list | dict | set):
                    found |= {str(one) for one in value}
    assert len(found) > 20_000
    return found


def test_a_coined_name_is_a_real_one_by_rare_chance_and_no_person_s_both_names_are(tables):
    surnames, given = real_names("last_name"), real_names("first_name")
    for pool, real in ((NAMES.surnames, surnames), (NAMES.given, given)):
        assert len(set(pool.to_pylist()) & real) < 0.003 * len(pool)
    for where in ("world", "samples"):
        persons = tables[f"{where}/persons"]
        some_real = persons["given_names"].str.split().map(lambda words: bool(set(words) & given))
        assert not (some_real & persons["surname"].isin(surnames)).any()
