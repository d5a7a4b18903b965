import pytest
from typer.testing import CliRunner

from aatulab.cli.research import research_app
from aatulab.research import RequestLog
from aatulab.research.http.officers import read_officers, token_digest

RUN = CliRunner()
GROUNDS = ("--purpose", "serious crime", "--ground", "open case", "--case", "curators-call")


def run(*arguments):
    return RUN.invoke(research_app, list(map(str, arguments)), catch_exceptions=False)


def test_ask_prints_the_answer_and_keeps_the_log(tmp_path):
    log = tmp_path / "log.jsonl"
    done = run("ask", "works", "kind=painting", "material=oil on canvas", *GROUNDS, "--log", log)
    assert done.exit_code in {0, 1}  # the line may fail
    assert "entry 1" in done.output
    assert "Next:" in done.output
    assert len(RequestLog(log)) == 1


def test_a_refused_question_ends_with_one():
    done = run("ask", "works", "kind=painting", "--case", "curators-call")
    assert done.exit_code == 1
    assert "The purpose is missing" in done.output


def test_a_query_without_a_key_is_wrong_usage():
    assert run("ask", "works", "painting").exit_code == 2


def test_tokens_are_printed_once_and_kept_as_digests(tmp_path):
    path = tmp_path / "officers.json"
    done = run("tokens", path, "ana=auditor", "officer-01=targeting officer")
    tokens = {line.split()[0]: line.split()[-1] for line in done.output.splitlines()}
    officers = read_officers(path)
    for name, token in tokens.items():
        assert officers[name].token_sha256 == token_digest(token)
        assert token not in path.read_text()


@pytest.mark.parametrize("verb", ["ask", "tokens", "serve"])
def test_every_verb_explains_itself(verb):
    assert run(verb, "--help").exit_code == 0
