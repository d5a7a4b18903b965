import csv
import re

import airportsdata
import phonenumbers
import pytest
from mrz.base.countries_ops import is_code

from aatulab.content import datasets_dir
from aatulab.errors import ContentError, WorldError
from aatulab.world.reference import airports, carriers, compose, names

# designators that the tables named in carriers.yml do not have (looked up in November 2026)
UNUSED = {"0F", "0H", "0K", "0Q", "0S", "0U", "0Z", "X0", "X2", "Z1"}


def test_airports_are_real_and_where_they_should_be():
    known = airportsdata.load("IATA")
    with (datasets_dir() / "reference" / "airports.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) > 100
    for row in rows:
        real = known[row["iata"]]
        assert (real["icao"], real["country"]) == (row["icao"], row["country"])
        assert float(row["latitude"]) == pytest.approx(real["lat"], abs=0.05)
        assert float(row["longitude"]) == pytest.approx(real["lon"], abs=0.05)


def test_countries_are_known_to_independent_libraries():
    places = airports()
    # a passport of Germany says D, which is all that this library knows of it
    assert {code for code in places.country3 if not is_code(code)} == {"DEU"}
    assert set(places.country) <= set(phonenumbers.SUPPORTED_REGIONS)
    pairs = set(zip(places.country, places.country3, strict=True))
    assert len(pairs) == len(set(places.country)) == len(set(places.country3))


def test_an_unknown_airport_is_refused_with_the_known_ones():
    with pytest.raises(WorldError, match="'XXX' is not among"):
        airports().index("XXX")


def test_airlines_are_nobodys():
    assert {code for code, _ in carriers()} == UNUSED
    assert len({name for _, name in carriers()}) == len(UNUSED)


def test_names_are_many_and_different():
    pools = names()
    for pool, least in ((pools.surnames, 8_000), (pools.given, 1_200), (pools.firms, 300)):
        texts = pool.to_pylist()
        assert len(set(texts)) == len(texts) >= least


def test_names_are_composed_for_everybody_from_one_list():
    """A list for each origin would let a name tell where somebody comes from."""
    text = (datasets_dir() / "reference" / "names.yml").read_text(encoding="utf-8")
    assert re.findall(r"(?m)^\w+", text) == ["description", "surnames", "given_names", "firms"]


@pytest.mark.parametrize(
    "instead", [{"Nobody": "Nobodo"}, {"Adel": "Ador"}, ["Adel"]], ids=["unknown", "taken", "list"]
)
def test_a_name_is_written_otherwise_only_as_one_that_is_not_made(tmp_path, instead):
    section = {"starts": ["Ad"], "ends": ["el", "or"], "instead": instead}
    with pytest.raises(ContentError, match=r"names\.yml: given\.instead: found .*, expected a map"):
        compose(tmp_path / "names.yml", {"given": section}, "given", ("starts", "ends"))
