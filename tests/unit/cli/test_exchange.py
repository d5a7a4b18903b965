import re
import sqlite3

import pytest
from typer.testing import CliRunner

from aatulab.cli.exchange import exchange_app
from aatulab.errors import ExchangeError
from aatulab.exchange.refusal import RefusedError

RUN = CliRunner()


def run(*arguments):
    return RUN.invoke(exchange_app, list(map(str, arguments)), catch_exceptions=False)


def add(folder, name, *more):
    return run("account", "add", name, "--unit", f"Unit {name}", "--folder", folder, *more)


@pytest.fixture
def folder(tmp_path):
    assert run("init", "--folder", tmp_path / "exchange").exit_code == 0
    return tmp_path / "exchange"


def test_init_makes_database_and_certificate_and_keeps_what_is_there(folder):
    assert {path.name for path in folder.iterdir()} >= {"exchange.sqlite", "tls.pem", "tls.key"}
    assert (folder / "tls.key").stat().st_mode & 0o077 == 0
    before = (folder / "tls.pem").read_bytes()
    add(folder, "ada")
    done = run("init", "--folder", folder)
    assert re.search(r"Fingerprint: ([0-9a-f]{4} ){15}[0-9a-f]{4}", done.output)
    assert (folder / "tls.pem").read_bytes() == before
    assert "ada" in run("account", "list", "--folder", folder).output


def test_a_password_is_printed_once_and_kept_nowhere(folder):
    said = add(folder, "ada").output
    password = re.search(r"password +(\S+)", said)[1]
    assert re.fullmatch(r"([a-z2-9]{4}-){3}[a-z2-9]{4}", password)
    kept = b"".join(path.read_bytes() for path in folder.iterdir())
    assert password.encode() not in kept
    fingerprint = re.search(r"fingerprint +(.+)", said)[1]
    assert fingerprint in run("account", "list", "--folder", folder).output


def test_a_given_password_is_not_printed(folder):
    assert "quite a long" not in add(folder, "ada", "--password", "quite a long one").output


@pytest.mark.parametrize(
    ("name", "more", "says"),
    [
        ("Ada", (), "small letters"),
        ("ada", ("--role", "king"), "one of officer, admin"),
        ("ada", ("--password", "short"), "at least 10"),
        ("ben", (), "already"),
    ],
)
def test_a_wrong_account_is_refused_in_words_and_leaves_the_others(folder, name, more, says):
    add(folder, "ben")
    with pytest.raises(RefusedError, match=says):
        add(folder, name, *more)
    assert len(run("account", "list", "--folder", folder).output.splitlines()) == 1


def test_a_disabled_account_is_gone_from_the_list(folder):
    add(folder, "ada")
    add(folder, "ben")
    assert "ada is closed" in run("account", "disable", "ada", "--folder", folder).output
    assert run("account", "list", "--folder", folder).output.split()[0] == "ben"
    with pytest.raises(RefusedError, match="no account"):
        run("account", "disable", "ada", "--folder", folder)


def test_the_audit_says_what_was_changed_and_ends_with_one(folder):
    for name in ("ada", "ben", "cleo"):
        add(folder, name)
    done = run("audit", "--folder", folder)
    assert done.exit_code == 0
    assert "Nothing was changed" in done.output
    head = re.search(r"head (\S+)", done.output)[1]
    assert run("audit", "--folder", folder, "--expect", head).exit_code == 0
    with sqlite3.connect(folder / "exchange.sqlite") as opened:
        opened.execute("DELETE FROM audit WHERE n = 3")
    opened.close()
    assert run("audit", "--folder", folder).exit_code == 0  # in itself it fits
    done = run("audit", "--folder", folder, "--expect", head)
    assert done.exit_code == 1
    assert "you noted 3" in done.output
    with pytest.raises(RefusedError, match="LINES:DIGEST"):
        run("audit", "--folder", folder, "--expect", "3")


def test_a_certificate_that_is_not_readable_is_not_replaced(folder):
    (folder / "tls.key").write_text("lost")
    with pytest.raises(ExchangeError, match="delete both"):
        run("init", "--folder", folder)
    assert (folder / "tls.key").read_text() == "lost"


def test_a_server_that_is_not_there_is_said_in_words(monkeypatch):
    monkeypatch.setenv("AATULAB_EXCHANGE_PASSWORD", "quite a long one")
    with pytest.raises(RefusedError, match="cannot be reached"):
        run(
            *("group", "create", "Freight", "--members", "ben", "--as", "ada"),
            *("--url", "https://127.0.0.1:9", "--pin", "00"),
        )
