import pandas as pd
import pytest

from aatulab.errors import WorldError
from aatulab.world.validation import broken_references, validate


@pytest.fixture
def bookings(world):
    return world.bookings.head(50).copy()


def test_a_sound_table_comes_back(bookings):
    assert validate("bookings", bookings) is not None


@pytest.mark.parametrize(
    ("column", "value", "rule"),
    [
        ("fare", -1.0, "in_range"),
        ("pnr", "abc", "str_matches"),
        ("pnr", None, "not_nullable"),
        ("fare_type", "cheap", "isin"),
        ("party_size", 1.5, "type integer"),
        ("nights", float("inf"), "type integer"),
        ("currency", 3, "type text"),
    ],
)
def test_a_broken_rule_is_named_with_column_and_value(bookings, column, value, rule):
    broken = bookings.astype({column: object}) if column == "currency" else bookings
    if column == "party_size":
        broken = bookings.astype({column: float})
    broken.loc[3, column] = value
    with pytest.raises(WorldError, match=f"{column}: .*{rule}"):
        validate("bookings", broken)


@pytest.mark.parametrize(
    ("name", "column", "changed"),
    [
        ("bookings", "booked_at", lambda s: s.dt.tz_localize(None)),
        ("bookings", "one_way", lambda s: s.astype(int)),
        ("persons", "birth_date", lambda s: s.astype(str)),
        ("bookings", "fare", lambda s: s.astype(str)),
    ],
)
def test_a_column_of_another_type_is_refused(world, name, column, changed):
    frame = getattr(world, name).head(20)
    with pytest.raises(WorldError, match=f"{column}: is a column of type"):
        validate(name, frame.assign(**{column: changed(frame[column])}))


def test_a_column_too_many_or_too_few_is_refused(bookings):
    with pytest.raises(WorldError, match="column_in_schema"):
        validate("bookings", bookings.assign(illicit=True))
    with pytest.raises(WorldError, match="column_in_dataframe"):
        validate("bookings", bookings.drop(columns="fare"))


def test_a_key_that_comes_twice_is_refused(bookings):
    with pytest.raises(WorldError, match="unique"):
        validate("bookings", pd.concat([bookings, bookings.head(1)]))


def test_a_reference_that_leads_nowhere_is_named(world):
    tables = {"bookings": world.bookings.head(10), "passengers": world.passengers}
    (found,) = broken_references(tables)
    assert found.startswith("passengers.pnr: ")
    assert "not in bookings.pnr" in found
