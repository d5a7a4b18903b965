import pytest

from aatulab.codes.carriers import carrier_of, carriers, parse_carrier, read_carriers
from aatulab.errors import ContentError


def test_no_two_airlines_share_a_code():
    for key in ("designator", "name", "icao", "awb_prefix"):
        values = [getattr(carrier, key) for carrier in carriers()]
        assert len(set(values)) == len(values), key


def test_the_three_letters_are_xz_and_the_name_s_first():
    assert [carrier.icao for carrier in carriers()] == [f"XZ{c.name[0]}" for c in carriers()]


@pytest.mark.parametrize("code", ["0Q", "XZQ", "956", "0q"])
def test_an_airline_is_found_under_each_of_its_codes(code):
    reading = parse_carrier(code)
    assert reading.is_valid
    assert reading.facts()["carrier"] == "Quillon Air (0Q)"


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("LH", "designator: found 'LH', expected a code of one of the lab's airlines"),
        ("DLH", "icao: found 'DLH', expected a code of one of the lab's airlines"),
        ("020", "awb prefix: found '020', expected a code of one of the lab's airlines"),
        ("", "two letters or digits, three letters, three digits"),
        ("0Q204", "two letters or digits, three letters, three digits"),
    ],
)
def test_a_code_that_is_none_of_ours_is_named(code, words):
    (problem,) = parse_carrier(code).problems
    assert words in str(problem)
    assert carrier_of(code) is None


@pytest.mark.parametrize(
    ("entry", "words"),
    [
        ("0F: Cirrolane", "carriers.0F: expected name, icao and awb_prefix"),
        ("0F: {name: A, icao: XZA}", "carriers.0F: expected name, icao and awb_prefix"),
        ("0F: {name: A, icao: XZA, awb_prefix: 952}", "awb_prefix: expected three digits in quot"),
        ("0F: {name: A, icao: XZ, awb_prefix: '952'}", "icao: expected three letters"),
        ("123: {name: A, icao: XZA, awb_prefix: '952'}", "designator: expected two letters or dig"),
    ],
)
def test_an_entry_that_is_not_as_it_must_be_is_named(tmp_path, entry, words):
    path = tmp_path / "carriers.yml"
    path.write_text(f"carriers:\n  {entry}\n", encoding="utf-8")
    with pytest.raises(ContentError, match=words):
        read_carriers(path)


def test_a_file_without_airlines_is_refused(tmp_path):
    path = tmp_path / "carriers.yml"
    path.write_text("carriers:\n", encoding="utf-8")
    with pytest.raises(ContentError, match="carriers: expected a mapping, found None"):
        read_carriers(path)
