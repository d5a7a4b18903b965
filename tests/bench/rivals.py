"""The tables of the passenger flow as Faker and mimesis make them: the same columns, row by row.

Each library is used as its fast path allows: one locale, bound methods, Faker without weighting
and without its proxy, mimesis' providers and not its slower `Field`.  Where a counter, a choice
from known keys or plain formatting does, that is used, since nobody would generate such values.
Nothing here holds together: a departure may come before its booking, a zone has no check digits.
"""

import itertools
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from functools import partial

from faker import Faker
from mimesis import Address, Datetime, Finance, Payment, Person
from mimesis.locales import Locale

from aatulab.world.schemas import Column, TableSchema

Maker = Callable[[], object]
_PERIOD = (datetime(2026, 3, 2, tzinfo=UTC), datetime(2026, 3, 30, tzinfo=UTC))
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789"
_KEYS = 1_000  # known keys of other tables, of which references take one


def rows_of(schema: TableSchema, library: str) -> Iterator[tuple[object, ...]]:
    """Yield rows of a table for ever, made by `faker` or `mimesis`."""
    makers = [LIBRARIES[library](column) for column in schema.columns]
    while True:
        yield tuple(make() for make in makers)


def _faker_maker(column: Column) -> Maker:
    fake, known = Faker("en_US", use_weighting=False)._factories[0], _known(column)
    phone = partial(fake.numerify, "+############")
    either = _in_turn(phone, fake.ascii_safe_email)
    by_name = {
        "surname": fake.last_name,
        "given_names": fake.first_name,
        "payer_name": fake.name,
        "name": fake.company,
        "street": fake.street_name,
        "city": fake.city,
        "nationality": lambda: fake.country_code(representation="alpha-3"),
        "residence": lambda: fake.country_code(representation="alpha-3"),
        "state": lambda: fake.country_code(representation="alpha-3"),
        "phone": phone,
        "email": fake.ascii_safe_email,
        "card": lambda: fake.numerify("411111******####"),
        "mrz_1": lambda: f"P<UTO{fake.last_name()}<<{fake.first_name()}".upper().ljust(44, "<"),
        "mrz_2": lambda: f"U{fake.random_int(10_000_000, 99_999_999)}8UTO".ljust(44, "<"),
        "value": either,
        "itinerary": lambda: fake.lexify("???-???-LIS", _LETTERS),
        "pnr": lambda: fake.lexify("??????", _LETTERS),
        "document_number": lambda: fake.lexify("U????????", _LETTERS),
        "seat": lambda: fake.bothify("##?"),
    }
    by_type = {
        "integer": lambda: fake.random_int(1, 400),
        "number": lambda: fake.random_int(100, 1_000_000) / 100,
        "flag": fake.pybool,
        "moment": lambda: fake.date_time_between_dates(*_PERIOD, tzinfo=UTC),
        "day": lambda: fake.date_between_dates(date(1936, 1, 1), date(2026, 1, 1)),
        "text": lambda: fake.random_element(known),
    }
    return _chosen(column, by_name, by_type, fake.random_element)


def _mimesis_maker(column: Column) -> Maker:
    person, place, when = Person(Locale.EN), Address(Locale.EN), Datetime(Locale.EN)
    draw, firm, pay, known = person.random, Finance(Locale.EN), Payment(), _known(column)
    phone = partial(person.phone_number, mask="+############")
    either = _in_turn(phone, person.email)
    by_name = {
        "surname": person.surname,
        "given_names": person.first_name,
        "payer_name": person.full_name,
        "name": firm.company,
        "street": place.street_name,
        "city": place.city,
        "nationality": place.country_code,
        "residence": place.country_code,
        "state": place.country_code,
        "phone": phone,
        "email": person.email,
        "card": pay.credit_card_number,
        "mrz_1": lambda: f"P<UTO{person.surname()}<<{person.first_name()}".upper().ljust(44, "<"),
        "mrz_2": lambda: f"U{draw.randint(10_000_000, 99_999_999)}8UTO".ljust(44, "<"),
        "value": either,
        "itinerary": lambda: draw.generate_string_by_mask("@@@-@@@-LIS"),
        "pnr": lambda: "".join(draw.choices(_LETTERS, k=6)),
        "document_number": lambda: "U" + "".join(draw.choices(_LETTERS, k=8)),
        "seat": lambda: draw.generate_string_by_mask("##@"),
    }
    by_type = {
        "integer": lambda: draw.randint(1, 400),
        "number": lambda: draw.randint(100, 1_000_000) / 100,
        "flag": lambda: draw.random() < 0.5,
        "moment": lambda: when.datetime(2026, 2026).replace(tzinfo=UTC),
        "day": lambda: when.date(1936, 2025),
        "text": lambda: draw.choice(known),
    }
    return _chosen(column, by_name, by_type, draw.choice)


def _chosen(
    column: Column,
    by_name: dict[str, Maker],
    by_type: dict[str, Maker],
    choice: Callable[[list[str]], object],
) -> Maker:
    """Return the cheapest maker that gives a column what it holds."""
    if column.values:
        return partial(choice, list(column.values))
    if column.refers_to:
        return partial(choice, _known(column))
    if column.unique and column.name not in by_name:
        counter, letter = itertools.count(1), str(column.example)[0]
        return lambda: f"{letter}{next(counter):08}"
    return by_name.get(column.name) or by_type[column.type]


def _in_turn(one: Maker, other: Maker) -> Maker:
    turns = itertools.cycle([one, other])

    def make() -> object:
        return next(turns)()

    return make


def _known(column: Column) -> list[str]:
    return [f"{column.example}{number}" for number in range(_KEYS)]


LIBRARIES: dict[str, Callable[[Column], Maker]] = {
    "faker": _faker_maker,
    "mimesis": _mimesis_maker,
}
