from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from aatulab.errors import InspectionError
from aatulab.inspection.products import open_register, write_register
from aatulab.inspection.products.register import article_of

DAY = date(2026, 9, 13)


def rows(product_tables, name, count=40):
    return product_tables[name].slice(0, count).to_pylist()


def test_every_article_is_found_by_its_number(register, product_tables):
    for row in rows(product_tables, "products"):
        record = register.by_gtin(row["gtin"])
        assert record is not None
        assert record.product["name"] == row["name"]
        assert record.product["email"].endswith("@example.org")


def test_a_register_answers_in_another_thread_than_it_was_opened_in(register, product_tables):
    """Does a widget, which JupyterLab answers in a thread of its own, get an answer?"""
    gtin = rows(product_tables, "products", 1)[0]["gtin"]
    with ThreadPoolExecutor(1) as other:
        record = other.submit(register.by_gtin, gtin).result()
    assert record.product["gtin"] == gtin


def test_a_number_is_found_however_it_is_written(register, product_tables):
    gtin = rows(product_tables, "products", 1)[0]["gtin"]
    for written in (f"0{gtin}", f"{gtin[0]} {gtin[1:7]} {gtin[7:]}"):
        assert register.by_gtin(written).product["gtin"] == gtin


def test_a_case_leads_to_the_article_in_it():
    assert article_of("19520000000018") == "9520000000011"


def test_an_unknown_or_malformed_number_finds_nothing(register):
    for text in ("9520000000011", "", "abc", "' OR 1=1 --"):
        assert register.by_gtin(text) is None


def test_a_record_holds_all_designs_the_newest_first(register, product_tables):
    for row in rows(product_tables, "products"):
        record = register.by_gtin(row["gtin"])
        since = record.features["since"]
        assert since.is_monotonic_decreasing
        assert record.features["genuine_words"].str.len().min() > 3
        expected = [d for d in product_tables["product_designs"].to_pylist()
                    if d["line_id"] == row["line_id"]]  # fmt: skip
        assert record.features["design_id"].nunique() == len(expected)


def test_units_are_found_by_their_number(register, product_tables):
    unit = rows(product_tables, "logistic_units", 1)[0]
    assert register.by_sscc(unit["sscc"])["gtin"] == unit["gtin"]
    assert register.by_sscc("095200000000000073") is None


def test_a_name_is_found_first_by_its_own_words(register, product_tables):
    for row in rows(product_tables, "products"):
        assert register.search(row["name"]).name[0] == row["name"]


@pytest.mark.parametrize("slip", ["wrong", "missing", "doubled", "swapped", "shouted", "begun"])
def test_a_slip_of_the_pen_is_forgiven(register, product_tables, slip):
    for row in rows(product_tables, "products"):
        brand = row["brand"]
        written = {
            "wrong": brand[:3] + "x" + brand[4:],
            "missing": brand[:3] + brand[4:],
            "doubled": brand[:3] + brand[3] + brand[3:],
            "swapped": brand[:2] + brand[3] + brand[2] + brand[4:],
            "shouted": brand.upper(),
            "begun": brand[:-2],
        }[slip]
        assert brand in set(register.search(written).brand), (brand, written)


def test_the_number_of_tablets_is_not_corrected(register):
    found = register.search("paracetamol 500 mg tablets")
    assert len(found)
    assert found.name.str.contains("Paracetamol 500 mg").all()


@pytest.mark.parametrize("words", ["", "  ", "qqqqqqqqqqqq", "'; -- ;", '"', "*"])
def test_words_that_are_none_find_nothing_and_break_nothing(register, words):
    assert register.search(words).empty
    assert register.products == 4_000


def test_a_word_that_resembles_nothing_does_not_spoil_the_others(register):
    assert len(register.search("qqqqqqqqqqqq paracetamol"))


def test_goods_codes_find_all_that_begin_with_them(register):
    assert set(register.by_hs("6404", limit=500).hs_code) == {"640411"}
    assert register.by_hs("9706").empty
    for wrong in ("6", "64.04", "6404110", ""):
        with pytest.raises(InspectionError, match="2 to 6 digits"):
            register.by_hs(wrong)


def test_the_file_says_which_edition_it_is(register):
    assert (register.version, register.issued_on, register.products) == (3, DAY, 4_000)


def test_the_same_tables_give_the_same_file(product_tables, register_file, tmp_path):
    again = tmp_path / "again.db"
    write_register(product_tables, again, version=3, issued_on=DAY).close()
    assert again.read_bytes() == register_file.read_bytes()
    with pytest.raises(InspectionError, match="there is a file already"):
        write_register(product_tables, again, version=3, issued_on=DAY)


@pytest.mark.parametrize(
    "content", [b"", b"no database at all", b"SQLite format 3\0" + b"x" * 4_000]
)
def test_a_file_that_is_no_register_is_refused_with_the_next_step(tmp_path, content):
    path = tmp_path / "products.db"
    path.write_bytes(content)
    with pytest.raises(InspectionError, match="sync it again from a bundle"):
        open_register(path)


def test_a_missing_register_says_how_to_get_one(tmp_path):
    with pytest.raises(InspectionError, match="aatulab product sync"):
        open_register(tmp_path / "none.db")
