"""Check digits by hand agree with those that the lab computes; blind spots are named."""

import random

import pytest

from aatulab.codes.awb import parse_awb
from aatulab.codes.mrz import check_digit
from aatulab.codes.s10 import parse_item
from aatulab.errors import TargetingError
from aatulab.widgets import CheckDigitBench
from aatulab.widgets.digit_rules import AIR_WAYBILL, PASSPORT, POSTAL_ITEM, RULES

ZONE = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789<"


def texts(length, alphabet="0123456789", count=200):
    draw = random.Random(7)
    return ["".join(draw.choices(alphabet, k=length)) for _ in range(count)]


def test_passport_rule_is_that_of_the_zone():
    for text in texts(9, ZONE) + texts(6) + texts(39, ZONE, 20):
        assert PASSPORT.digit(text) == str(check_digit(text))


def test_air_waybill_rule_is_that_of_the_code():
    for serial in texts(7):
        assert AIR_WAYBILL.digit(serial) == str(int(serial) % 7)
        assert parse_awb(f"959{serial}{AIR_WAYBILL.digit(serial)}").is_valid


def test_postal_rule_is_that_of_the_code():
    for serial in texts(8):
        assert parse_item(f"RR{serial}{POSTAL_ITEM.digit(serial)}ZZ").is_valid


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_steps_add_up_to_the_digit(rule):
    steps = rule.steps("12345678"[: rule.length])
    assert rule.ending(int(steps["product"].sum())) == rule.digit("12345678"[: rule.length])


def test_blind_spots_are_found():
    slips = PASSPORT.slips("L898902C3").set_index("becomes")["shows"]
    assert not slips["L89890C23"]  # 2 and C, worth 12, differ by ten
    assert slips["L898902C8"]
    waybill = AIR_WAYBILL.slips("1234567").set_index("becomes")["shows"]
    assert not waybill["8234567"]
    assert waybill["2134567"]


def test_one_digit_for_another_always_shows_in_a_passport():
    for text in texts(9, "0123456789", 30):
        slips = PASSPORT.slips(text)
        assert slips.loc[slips["kind"] == "one digit for another", "shows"].all()


@pytest.mark.parametrize(
    ("rule", "text", "message"),
    [
        (PASSPORT, "", "found nothing"),
        (PASSPORT, "AB-1", "found -"),
        (AIR_WAYBILL, "12345", "found 5 characters, expected the seven digits"),
        (POSTAL_ITEM, "RR123456785ZZ", "found R, Z"),
    ],
)
def test_text_that_does_not_fit_is_named(rule, text, message):
    with pytest.raises(TargetingError, match=message):
        rule.digit(text)


def test_bench_follows_what_is_typed_and_never_breaks():
    bench = CheckDigitBench("L898902C3")
    assert bench.digit == "6"
    assert ">6<" in bench.panel_html
    bench.text = "L898902C<script>"
    assert bench.digit is None
    assert "expected a field of the zone" in bench.panel_html
    assert "<script" not in bench.panel_html
    bench.text, bench.rule = "8114074", AIR_WAYBILL
    assert bench.digit == "3"


def test_reader_without_a_kernel_sees_the_sum():
    bundle = CheckDigitBench("740812")._repr_mimebundle_()
    assert "The check digit of 740812 (passport) is 2." in bundle["text/plain"]
    assert "<table" in bundle["text/html"]
