"""`aatulab message`: a readable table, findings one a line, one clear sentence for bad input."""

import pytest
from typer.testing import CliRunner

from aatulab.cli.message import message_app

RUN = CliRunner()
AWB = """AATU-AWB/1
AWB/952-12345675
RTG/GRU/LIS
SHP/Abralon [bold]Supply[or/4 Elm Road/Utopolis//9000/UT
CNE/Norvexa Trade/1 Quay/Lisbon//1000/PT
QTY/12/345.6
GDS/Valves of steel
END/8
"""
CN = """AATU-CN/1
FRM/CN22
ITM/RB473124829ZZ
CAT/gift
SND/Anna Relmind/4 Elm Road/Utopolis//9000/UT
ADR/Oleris Velmanko/1 Quay/Lisbon//1000/PT
LIN/Silver ring/1/0.05/900.00/EUR
TOT/0.10/900.00/EUR
SIG/Anna Relmind/2026-03-01
END/10
"""


@pytest.fixture
def message(tmp_path):
    def write(content):
        path = tmp_path / "message.txt"
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    return write


def run(*arguments):
    return RUN.invoke(message_app, list(map(str, arguments)), catch_exceptions=False)


def test_show_prints_every_field_as_it_is(message):
    done = run("show", message(AWB))
    assert done.exit_code == 0
    assert "Air waybill 952-12345675 (direct)" in done.output
    assert "Abralon [bold]Supply[or" in done.output


def test_check_says_that_all_holds(message):
    done = run("check", message(AWB))
    assert (done.exit_code, done.output.endswith("message.txt: all holds.\n")) == (0, True)


def test_check_prints_a_line_a_finding_and_exits_with_1(message):
    done = run("check", message(AWB.replace("Valves of steel", "General cargo")))
    assert done.exit_code == 1
    first, last = done.output.splitlines()
    assert "the description 'General cargo'" in first
    assert last.endswith("1 to look at.")


def test_the_limit_of_the_small_form_needs_the_rate(message):
    assert run("check", message(CN)).exit_code == 0
    done = run("check", message(CN), "--sdr", "1.20")
    assert done.exit_code == 1
    assert "expected a CN 23, since more than 300 SDR (360.00)" in done.output


@pytest.mark.parametrize("rate", ["0", "-1", "one", "NaN", "Infinity"])
def test_a_rate_that_is_none_is_wrong_usage(message, rate):
    done = run("check", message(CN), f"--sdr={rate}")
    assert done.exit_code == 2
    assert "a number above 0" in done.output


@pytest.mark.parametrize("verb", ["show", "check"])
@pytest.mark.parametrize(
    ("content", "said"),
    [
        (AWB.replace("QTY/12", "QTY/A DOZEN"), "line 6 (QTY), field 1"),
        (AWB[: -len("END/8\n")], "found GDS as the last line, expected END"),
        (b"", "begins with 'nothing'"),
        (b"\xff\xfe\x00", "is not UTF-8"),
        (b"UNA:+.? 'UNB+UNOA:4+A+B'", "UNH"),
        (b"UNB+\x1b[31m'", "control character"),
        (b"U" * 5_000_001, "more than 5,000,000 bytes"),
    ],
)
def test_bad_input_is_one_clear_sentence_and_exit_code_1(message, verb, content, said):
    done = run(verb, message(content))
    assert done.exit_code == 1
    assert done.stdout == ""
    assert said in done.stderr
    assert done.stderr.count("\n") == 1
    assert done.stderr.startswith("aatulab: ")
    assert "\x1b" not in done.stderr


@pytest.mark.parametrize("verb", ["show", "check"])
def test_a_file_that_is_not_there_is_wrong_usage(tmp_path, verb):
    assert run(verb, tmp_path / "none").exit_code == 2
    assert run(verb, tmp_path).exit_code == 2
