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
from aatulab.world import WorldSpec, build_world
from aatulab.world.population.pools import streets
from aatulab.world.reference import names
from aatulab.world.schemas import read_schema, table_names

SAMPLES = datasets_dir() / "samples"
NAMES = names()
# free texts: who or what may stand in them
PLACES = {  # real on purpose, and public
    "addresses.city",
    "airports.city",
    "airports.name",
    "seizures.departure",
    "seizures.destination",
    "seizures.transit",
    "seizures_short.departure",
    "seizures_short.destination",
    "seizures_short.transit",
}
OWN_WORDS = {  # of the lab's own files, written by its authors
    "alerts.subject",  # or a phone, firm or consignment that stands in another table as well
    "alerts.text",
    "inspections.measures",
    "inspections.record",
    "seizures.flight",
    "seizures.found_by",
    "seizures.product",
    "seizures_short.product",
    "amendments.before",  # and names that stand in the waybill as well
    "amendments.after",
    "bookings.remarks",
    "carriers.name",
    "declaration_lines.description",
    "firms.activity",
    "house_waybills.goods",
    "networks.typology",
    "postal_items.advance_goods",
    "postal_items.comments",
    "truth.record",
    "truth.role",
    "truth.typology",
    "truth.twin_of",
    "truth.fact",
    "waybills.goods",
    "waybills.remarks",
}
NAMES_OF_SOMEBODY = {
    "agents.name",
    "firms.name",
    "house_waybills.consignee_name",
    "house_waybills.shipper_name",
    "payments.payer_name",
    "postal_items.addressee_name",
    "postal_items.sender_name",
    "vehicles.owner_name",
    "waybills.consignee_name",
    "waybills.shipper_name",
}
PARTS_OF_NAMES = {
    "notices.given_names",
    "notices.surname",
    "passenger_list.given_names",
    "passenger_list.surname",
    "persons.given_names",
    "persons.surname",
}
ADDRESSES = {"addresses.street", "house_waybills.shipper_address", "waybills.shipper_address"}
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
def tables(frames):
    """The tables of a world of all flows and those of the samples, by where they stand."""
    world = frames(build_world(WorldSpec(seed=4, bookings=8_000, items=3_000, crossings=2_000)))
    built = {f"world/{name}": frame for name, frame in vars(world).items()
             if isinstance(frame, pd.DataFrame)}  # fmt: skip
    sampled = {
        f"samples/{path.relative_to(SAMPLES).with_suffix('')}": pd.read_csv(path, dtype=str)
        for path in SAMPLES.rglob("*.csv")
    }
    assert len(built) == len([name for name in table_names() if not read_schema(name).view_of])
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
    return ("@" in value or "email" in name) and not MAIL.fullmatch(value)


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


def test_every_zone_says_utopia(tables):
    for row in tables["world/documents"].sample(300, random_state=2).itertuples():
        assert parse_td3(row.mrz_1, row.mrz_2).issuing_state == "UTO"


def test_every_free_text_is_accounted_for():
    """A column without values, pattern or reference may hold anything: what does it hold?"""
    free = {
        f"{table}.{column.name}"
        for table in table_names()
        for column in read_schema(table).columns
        if column.type == "text" and not (column.values or column.pattern or column.refers_to)
    }
    assert free == PLACES | OWN_WORDS | NAMES_OF_SOMEBODY | PARTS_OF_NAMES | ADDRESSES


def test_names_are_coined_from_the_lab_s_own_syllables(tables):
    surnames, given = set(NAMES.surnames.to_pylist()), set(NAMES.given.to_pylist())
    for place in ("world/persons", "samples/persons", "world/notices"):
        persons = tables[place]
        assert set(persons["surname"]) <= surnames
        assert set(" ".join(persons["given_names"]).split()) <= {
            word for name in given for word in name.split()
        }  # fmt: skip


def columns_of(tables, listed):
    """The different values of the listed columns, wherever they stand."""
    for place, frame in tables.items():
        for name, values in texts_of(frame):
            if f"{place.rpartition('/')[2]}.{name}" in listed:
                yield from values


def test_every_name_is_a_coined_person_s_or_a_coined_firm_s(tables):
    words = {word for pool in (NAMES.surnames, NAMES.given) for name in pool.to_pylist()
             for word in name.split()}  # fmt: skip
    words |= {word[:-1] for word in words}
    stems = tuple(NAMES.firms.to_pylist())

    def is_coined(name):
        """Names on parcels are shortened, turned round and misspelled by a letter."""
        person = all(re.fullmatch(r"[A-ZØÉ]\.", word) or word in words for word in name.split())
        return person or name.startswith(stems)

    checked = list(columns_of(tables, NAMES_OF_SOMEBODY))
    assert len(checked) > 5_000
    assert [name for name in checked if not is_coined(name)] == []
    assert not is_coined("Maria Silva")


def test_every_street_is_an_invented_one(tables):
    known = {*streets().to_pylist(), "Cargo Terminal"}
    written = {address.split(",")[0].lstrip("0123456789 ")
               for address in columns_of(tables, ADDRESSES)}  # fmt: skip
    assert len(written) > 100
    assert written <= known


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


def test_no_coined_name_is_one_that_people_bear(tables):
    """What comes out so is written otherwise: see `instead` in datasets/reference/names.yml."""
    surnames, given = real_names("last_name"), real_names("first_name")
    for pool in (NAMES.surnames, NAMES.given):
        words = {word for name in pool.to_pylist() for word in name.split()}
        assert words & (surnames | given) == set()
    for where in ("world", "samples"):
        persons = tables[f"{where}/persons"]
        some_real = persons["given_names"].str.split().map(lambda words: bool(set(words) & given))
        assert not (some_real & persons["surname"].isin(surnames)).any()
