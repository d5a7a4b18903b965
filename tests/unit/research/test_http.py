"""Over HTTP the desk answers as it does in a notebook, and says no more than it should."""

import json
import warnings

import pytest

from aatulab.errors import ResearchError
from aatulab.research.http.app import Settings, build_app
from aatulab.research.http.officers import Officer, officers_file, read_officers, token_digest

TOKENS = {"officer-01": "one", "officer-02": "two", "ana": "three"}
ROLES = {"officer-01": "targeting officer", "officer-02": "inspecting officer", "ana": "auditor"}
GROUNDS = {"database": "documents", "purpose": "serious crime", "legal_ground": "open case"}
QUERY = {"document_number": "UABCDEF23"}


class Clock:
    seconds = 0.0

    def __call__(self):
        return self.seconds


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def client(calm, ask, clock):
    """A client of a desk whose lines never fail; ten requests a minute."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # starlette's own, about httpx
        from fastapi.testclient import TestClient
    officers = {
        name: Officer(name, ROLES[name], token_digest(token)) for name, token in TOKENS.items()
    }
    settings = Settings(
        now=lambda: ask().at, clock=clock, requests_a_minute=10, most_bytes=4_000, most_screened=20
    )
    return TestClient(build_app(calm, officers, settings), raise_server_exceptions=False)


def post(client, path, officer="officer-01", **form):
    headers = {"Authorization": f"Bearer {TOKENS.get(officer, officer)}"}
    return client.post(path, json=form, headers=headers)


def test_an_answer_is_that_of_the_desk(client, calm, ask):
    answer = post(client, "/ask", **GROUNDS, query=QUERY)
    assert answer.status_code == 200
    in_process = calm.ask(ask()).to_json()
    assert answer.json() | {"entry": 0, "waited_s": 0} == in_process | {"entry": 0, "waited_s": 0}


def test_who_asks_is_read_from_the_token(client, calm):
    post(client, "/ask", "officer-02", **GROUNDS, query=QUERY)
    assert post(client, "/ask", **GROUNDS, query=QUERY, officer_name="x").status_code == 422
    assert calm.log.table()["officer"].tolist() == ["officer-02"]


def test_a_role_that_may_not_ask_is_refused_and_logged(client, calm):
    query = {"surname": "Quedimisk", "given_names": "Adilun"}
    form = {**GROUNDS, "database": "notices", "query": query}
    answer = post(client, "/ask", "officer-02", **form).json()
    assert answer["outcome"] == "refused"
    assert calm.log.table()["outcome"].tolist() == ["refused"]


def test_a_flight_is_screened_and_a_hit_verified(client):
    answers = post(client, "/screen", **GROUNDS, queries=[QUERY, {"document_number": "U2"}]).json()
    assert [each["outcome"] for each in answers] == ["hit", "no hit"]
    checked = post(client, "/verify", entry=answers[0]["entry"], record="D00000001", second="P UTO")
    assert checked.json()["status"] in {"confirmed", "withdrawn", "no answer"}


@pytest.mark.parametrize("header", [None, "Bearer wrong", "Basic one", "Bearer", "one", "Bearer é"])
def test_without_a_valid_token_nothing_is_told(client, calm, header):
    headers = {} if header is None else {b"Authorization": header.encode()}
    for answer in (client.get("/databases", headers=headers), client.get("/log", headers=headers)):
        assert answer.status_code == 401
        assert set(answer.json()) == {"error"}
    assert len(calm.log) == 0


def test_a_minute_has_so_many_requests_for_each_officer(client, clock):
    assert [post(client, "/ask", **GROUNDS, query=QUERY).status_code for _ in range(11)] == [
        *[200] * 10,
        429,
    ]
    assert post(client, "/ask", "officer-02", **GROUNDS, query=QUERY).status_code == 200
    clock.seconds = 61
    assert post(client, "/ask", **GROUNDS, query=QUERY).status_code == 200


@pytest.mark.parametrize(
    ("form", "status"),
    [
        ({**GROUNDS, "query": {"document_number": "U" * 5_000}}, 413),
        ({**GROUNDS, "query": {"document_number": "U" * 200}}, 422),
        ({**GROUNDS, "query": {"document_number": 7}}, 422),
        ({**GROUNDS, "query": [1]}, 422),
        ({**GROUNDS}, 422),
        ({**GROUNDS, "query": QUERY, "officer": "somebody else"}, 422),
    ],
)
def test_what_is_not_in_form_is_refused_without_being_repeated(client, form, status):
    headers = {"Authorization": "Bearer one"}
    answer = client.post("/ask", json=form, headers=headers)
    assert answer.status_code == status
    assert set(answer.json()) <= {"error", "code", "most_bytes"}
    assert "UUUU" not in answer.text
    assert "somebody" not in answer.text


def test_a_body_without_a_length_is_limited_too(client):
    def pieces():
        for _ in range(50):
            yield b'"' * 1_000

    headers = {"Authorization": "Bearer one"}
    assert client.post("/ask", content=pieces(), headers=headers).status_code == 413


def test_no_answer_holds_a_traceback(client, calm, monkeypatch):
    def broken(_request):
        raise RuntimeError("secret place in the code")

    monkeypatch.setattr(calm, "ask", broken)
    answer = post(client, "/ask", **GROUNDS, query=QUERY)
    assert answer.status_code == 500
    assert "secret" not in answer.text
    assert "Traceback" not in answer.text


def test_a_wrong_record_is_one_sentence(client):
    answer = post(client, "/verify", entry=3, record="D1")
    assert answer.status_code == 400
    assert "ask first" in answer.json()["error"]


def test_officers_read_their_own_entries_and_an_auditor_all(client):
    post(client, "/ask", **GROUNDS, query=QUERY)
    post(client, "/ask", "officer-02", **GROUNDS, query=QUERY)
    seen = {
        name: len(
            client.get("/log", headers={"Authorization": f"Bearer {token}"}).json()["entries"]
        )
        for name, token in TOKENS.items()
    }
    assert seen == {"officer-01": 1, "officer-02": 1, "ana": 2}


@pytest.mark.parametrize("path", ["/docs", "/openapi.json", "/redoc", "/officers"])
def test_nothing_else_is_served(client, path):
    assert client.get(path, headers={"Authorization": "Bearer one"}).status_code in {401, 404}


def test_officers_are_kept_without_their_tokens(tmp_path):
    officers = {"ana": Officer("ana", "auditor", token_digest("three"))}
    path = tmp_path / "officers.json"
    path.write_text(officers_file(officers))
    assert read_officers(path) == officers
    assert "three" not in path.read_text()


@pytest.mark.parametrize(
    ("content", "says"),
    [
        ("{", "not readable"),
        ("[]", "expected names"),
        ('{"ana": {"role": "auditor"}}', "ana: expected the keys"),
        ('{"ana": {"role": "auditor", "token_sha256": "x"}}', "ana: token_sha256"),
    ],
)
def test_a_wrong_file_of_officers_says_where(tmp_path, content, says):
    path = tmp_path / "officers.json"
    path.write_text(content)
    with pytest.raises(ResearchError, match=says):
        read_officers(path)


def test_an_outage_reaches_the_class_as_an_outcome(shelves, clock):
    from datetime import UTC, datetime

    from aatulab.research import Desk, load_scenario

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        from fastapi.testclient import TestClient
    night = Settings(now=lambda: datetime(2026, 5, 10, 2, 20, tzinfo=UTC), clock=clock)
    officers = {"officer-01": Officer("officer-01", ROLES["officer-01"], token_digest("one"))}
    client = TestClient(build_app(Desk(load_scenario(), shelves), officers, night))
    answer = post(client, "/ask", **GROUNDS, query=QUERY)
    assert (answer.status_code, answer.json()["outcome"]) == (200, "error")
    assert "nightly exchange" in json.dumps(answer.json())
