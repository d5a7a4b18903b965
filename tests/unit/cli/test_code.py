"""`aatulab code`: what a code says, what is wrong with it, and an exit code for scripts."""

import pytest
from typer.testing import CliRunner

from aatulab.cli.code import code_app
from aatulab.codes.kinds import KINDS

PASSPORT = (
    "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<",
    "L898902C36UTO7408122F1204159ZE184226B<<<<<10",
)


def run(*arguments):
    return CliRunner().invoke(code_app, list(arguments), catch_exceptions=False)


def test_kinds_lists_every_kind_once():
    lines = run("kinds").output.splitlines()
    assert [line.split()[0] for line in lines] == list(KINDS)


def test_a_sound_code_says_what_it_holds_with_exit_code_0():
    result = run("check", "awb", "952-12345675")
    assert result.exit_code == 0
    assert "air waybill: '952-12345675', nothing is wrong with it" in result.output
    assert "carrier                Cirrolane Airways (0F)" in result.output


def test_each_problem_is_a_line_with_exit_code_1():
    result = run("check", "s10", "JB473124828US")
    assert result.exit_code == 1
    assert "2 to mend" in result.output
    assert "  ! service indicator, position 1: found 'JB'" in result.output
    assert "  ! check digit, position 11: found '8', expected 9" in result.output


def test_groups_may_stand_apart():
    assert run("check", "iban", "GB82", "WEST", "1234", "5698", "7654", "32").exit_code == 0


@pytest.mark.parametrize("lines", [PASSPORT, ("\n".join(PASSPORT),), ("".join(PASSPORT),)])
def test_lines_of_a_zone_may_come_one_by_one_or_together(lines):
    result = run("check", "mrz", *lines)
    assert result.exit_code == 0
    assert "surname                ERIKSSON" in result.output


def test_an_unknown_kind_is_wrong_usage_and_names_the_kinds():
    result = run("check", "passport", "X")
    assert result.exit_code == 2
    assert "there is no kind 'passport'" in result.output
    assert "mrz" in result.output


def test_control_characters_of_a_text_do_not_reach_the_terminal():
    result = run("check", "gtin", "\x1b[2J4006381333931")
    assert result.exit_code == 1
    assert "\x1b" not in result.output


@pytest.mark.parametrize("kind", KINDS)
def test_a_text_that_is_no_code_is_answered_with_a_problem(kind):
    result = run("check", kind, "\x1b]0;x\x07", "\u202e\u0663")
    assert result.exit_code == 1
    assert "  ! " in result.output
    assert set("\x1b\x07\u202e") & set(result.output) == set()
