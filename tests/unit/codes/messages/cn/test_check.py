"""Findings about a postal declaration, with the rate of the SDR as a parameter."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from aatulab.codes.messages.cn import Category, check_cn_message, check_declaration, parse_cn

RATE = Decimal("1.20")  # EUR for one SDR: then the CN 22 goes to 360.00


def test_a_good_declaration_has_no_findings(cn):
    assert check_cn_message(cn, RATE) == []


@pytest.mark.parametrize(
    ("old", "new", "rule", "found"),
    [
        ("RB473124829ZZ", "RB473124828ZZ", "item-number", "check digit '8'"),
        ("RB473124829ZZ", "PARCEL 7", "item-number", "7 characters"),
        ("EUR/610910/UT", "EUR/770910/UT", "hs-code", "chapter '77'"),
        ("SND/Anna Relmind/4 Elm Road/Utopolis//9000/UT", "SND/Anna Relmind/////", "party",
         "no address"),
        ("ADR/Oleris Velmanko", "ADR/", "party", "no name"),
        ("ADR/Oleris Velmanko", "ADR/UNKNOWN", "party", "'UNKNOWN'"),
        ("CAT/sale of goods", "CAT/other", "category", "without explanation"),
        ("Cotton T-shirts", "Clothes", "vague", "'Clothes'"),
        ("LIN/Cotton T-shirts/2", "LIN/Cotton T-shirts/0", "nothing", "no quantity"),
        ("EUR/610910/UT", "EUR//UT", "hs-code", "no HS code"),
        ("EUR/610910/UT", "EUR/610910", "hs-code", "no origin"),
        ("TOT/0.70", "TOT/0.50", "weight", "0.50 kg"),
        ("TOT/0.70", "TOT/", "weight", "no gross weight"),
        ("0.70/42.50", "0.70/40.00", "value", "40.00"),
        ("0.70/42.50", "0.70/", "value", "no value"),
        ("18.50/EUR", "18.50/CHF", "currency", "CHF and EUR"),
        ("SIG/Anna Relmind/2026-03-01", "SIG/Anna Relmind", "signature", "none"),
        ("2026-03-01", "2026-03-09", "signature", "a signature of 2026-03-09"),
        ("END/15", "END/14", "end-count", "'14'"),
    ],
)  # fmt: skip
def test_each_rule_is_found_once(cn, changed, old, new, rule, found):
    findings = [f for f in check_cn_message(changed(cn, old, new), RATE) if f.rule == rule]
    assert len(findings) == 1
    assert found in findings[0].found
    assert findings[0].remedy


def worth(cn, value):
    declaration = parse_cn(cn)
    line = replace(declaration.lines[0], value=Decimal(value))
    return replace(declaration, lines=(line,), total_value=Decimal(value))


@pytest.mark.parametrize(
    ("value", "rate", "rules"),
    [
        ("360.00", "1.20", []),  # 300 SDR exactly may go on a CN 22
        ("360.01", "1.20", ["form"]),
        ("360.01", "1.21", []),
        ("42.50", "0.10", ["form"]),
    ],
)
def test_the_small_form_goes_to_300_sdr(cn, value, rate, rules):
    found = check_declaration(worth(cn, value), Decimal(rate))
    assert [finding.rule for finding in found] == rules


def test_the_large_form_has_no_limit(cn):
    assert check_declaration(replace(worth(cn, "9000"), form="CN23"), RATE) == []


def test_without_a_rate_the_limit_is_not_checked(cn):
    assert check_declaration(worth(cn, "9000")) == []


def test_a_value_that_is_not_summed_up_counts_all_the_same(cn):
    found = check_declaration(replace(worth(cn, "9000"), total_value=None), RATE)
    assert [finding.rule for finding in found] == ["form", "value"]


@pytest.mark.parametrize("category", [Category.SALE, Category.SAMPLE, Category.RETURNED])
def test_business_needs_hs_code_and_origin(cn, category):
    line = replace(parse_cn(cn).lines[0], hs_code="", origin="")
    said = replace(worth(cn, "10"), lines=(replace(line, value=Decimal(10)),), category=category)
    assert [finding.rule for finding in check_declaration(said)] == ["hs-code"]


@pytest.mark.parametrize("category", [Category.GIFT, Category.DOCUMENTS])
def test_a_private_item_needs_none(cn, category):
    line = replace(parse_cn(cn).lines[0], hs_code="", origin="", value=Decimal(10))
    said = replace(worth(cn, "10"), lines=(line,), category=category)
    assert check_declaration(said) == []


def test_an_empty_declaration_lists_what_is_missing(cn):
    empty = replace(parse_cn(cn), lines=(), total_value=Decimal(0))
    assert [finding.rule for finding in check_declaration(empty, RATE)] == ["contents"]


def test_further_digits_of_a_goods_code_are_a_state_s_own(cn, changed):
    assert check_cn_message(changed(cn, "EUR/610910/UT", "EUR/61091000/UT"), RATE) == []


def test_goods_codes_are_read_in_the_edition_of_the_day_of_posting(cn):
    line = replace(parse_cn(cn).lines[0], hs_code="300790")  # a heading that 2022 does not have
    said = replace(parse_cn(cn), lines=(line,), total_value=line.value)
    assert [finding.rule for finding in check_declaration(said)] == ["hs-code"]
    later = replace(said, posted_on=date(2028, 1, 2), signed_on=date(2028, 1, 1))
    assert check_declaration(later) == []
