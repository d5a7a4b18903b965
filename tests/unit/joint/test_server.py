"""The class server: who sits where, what each gets, and hostile requests that change nothing."""

import json
import warnings

import pytest
from starlette.websockets import WebSocketDisconnect

from aatulab.joint.server import INSTRUCTOR, Seats, Settings, build_app

CUSTOMS, POLICE = "customs:AMS", "police:AMS"
TOKENS = {CUSTOMS: "token-c", POLICE: "token-p", INSTRUCTOR: "token-i"}


@pytest.fixture
def session(make_session):
    return make_session(CUSTOMS, POLICE)


@pytest.fixture
def hands():
    """The clock of the wall: its one number is the second that it shows."""
    return [0.0]


@pytest.fixture
def client(session, hands):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # starlette's own, about httpx
        from fastapi.testclient import TestClient
    settings = Settings(clock=lambda: hands[0], tick_s=0.01, requests_a_minute=60)
    with TestClient(build_app(session, Seats.of(TOKENS), settings)) as client:
        yield client


def by(seat):
    return {"Authorization": f"Bearer {TOKENS[seat]}"}


def test_each_seat_gets_its_own_desk(client, session):
    session.advance(400)
    mine = client.get("/view", headers=by(CUSTOMS)).json()
    theirs = client.get("/view", headers=by(POLICE)).json()
    assert (mine["role"], theirs["role"]) == (CUSTOMS, POLICE)
    assert "late-booking" not in json.dumps(mine)
    assert "late-booking" in json.dumps(theirs)
    assert client.get("/events", headers=by(CUSTOMS)).json()
    rows = client.get("/records/baggage", headers=by(CUSTOMS)).json()
    assert "bag_tag" in rows[0]
    refused = client.get("/records/bookings", headers=by(CUSTOMS))
    assert refused.status_code == 422
    assert "has no list 'bookings'" in refused.json()["detail"]


@pytest.mark.parametrize("path", ["/view", "/events", "/records/flights", "/panel"])
@pytest.mark.parametrize("token", ["", "Bearer", "Bearer token-x", "Basic token-c"])
def test_without_a_token_nothing_is_told(client, path, token):
    assert client.get(path, headers={"Authorization": token}).status_code == 401


def test_truth_is_for_the_instructor_only(client, session):
    session.advance(600)
    assert client.get("/panel", headers=by(CUSTOMS)).status_code == 403
    assert client.post("/panel/pause", headers=by(CUSTOMS)).status_code == 403
    assert client.get("/view", headers=by(INSTRUCTOR)).status_code == 403
    assert client.post("/decide", headers=by(INSTRUCTOR), json={}).status_code == 403
    panel = client.get("/panel", headers=by(INSTRUCTOR)).json()
    assert {row["truth"] for row in panel["cast"]} == {"offender", "innocent"}


@pytest.mark.parametrize(
    "body",
    [b"", b"{", b"[" * 9_000, b"\xff\xfe", b'"hold"', b'{"do": "hold"}', b'{"do": NaN}', b"null"],
)
def test_malformed_decision_is_answered_and_the_exercise_goes_on(client, session, body):
    answer = client.post("/decide", headers=by(CUSTOMS), content=body)
    assert answer.status_code == 200
    assert answer.json()["accepted"] is False
    assert answer.json()["says"]
    assert session.log.entries[-1]["what"] == "turned away"
    ok = {"do": "message", "to": [POLICE], "text": "hello"}
    assert client.post("/decide", headers=by(CUSTOMS), json=ok).json()["accepted"] is True


def test_large_and_many_requests_are_refused(client):
    assert client.post("/decide", headers=by(CUSTOMS), content=b"x" * 20_000).status_code == 413
    codes = [client.get("/events", headers=by(CUSTOMS)).status_code for _ in range(61)]
    assert codes[-1] == 429
    assert client.get("/events", headers=by(POLICE)).status_code == 200


def test_instructor_runs_the_clock(client, session):
    head = by(INSTRUCTOR)
    assert client.post("/panel/pause", headers=head).json()["is_paused"] is True
    assert client.post("/panel/resume", headers=head).json()["is_paused"] is False
    assert client.post("/panel/speed", headers=head, json=30).status_code == 200
    for wrong in ("fast", 0, True, None):
        answer = client.post("/panel/speed", headers=head, json=wrong)
        assert answer.status_code == 422, wrong
        assert "speed" in answer.json()["detail"]
    note = {"kind": "message", "to": [CUSTOMS], "text": "The head of the airport calls."}
    assert client.post("/panel/inject", headers=head, json=note).status_code == 200
    assert client.post("/panel/inject", headers=head, json={"kind": "storm"}).status_code == 422
    assert client.post("/panel/explode", headers=head).status_code == 404
    assert any(event["what"] == "inject" for event in session.events(0, CUSTOMS))


def test_live_line_tells_what_is_new_and_goes_on_after_a_break(client, session):
    with client.websocket_connect("/live") as socket:
        socket.send_text(json.dumps({"token": TOKENS[CUSTOMS], "since": 0}))
        first = socket.receive_json()
        assert first["view"]["role"] == CUSTOMS
        assert [event["what"] for event in first["events"]] == ["begin"]
    client.post("/decide", headers=by(POLICE), json={"do": "no"})
    session.advance(500)
    with client.websocket_connect("/live") as socket:
        socket.send_text(json.dumps({"token": TOKENS[CUSTOMS], "since": first["since"]}))
        news = socket.receive_json()["events"]
    assert news
    assert all(event["n"] > first["since"] for event in news)
    assert "seat-and-bag" in json.dumps(news)
    assert "turned away" not in json.dumps(news)  # that was the other seat's


def test_a_machine_that_slept_for_half_a_day_goes_on_where_it_was(client, session, hands):
    """Is the line still there, and has the exercise not run to its end meanwhile?"""
    with client.websocket_connect("/live") as socket:
        socket.send_text(json.dumps({"token": TOKENS[CUSTOMS], "since": 0}))
        socket.receive_json()
        hands[0] += 13 * 3_600
        while not session.now_s:
            socket.receive_json()
        assert socket.receive_json()["view"]["now_s"] == 5
    assert client.get("/view", headers=by(CUSTOMS)).status_code == 200
    hands[0] += 2
    with client.websocket_connect("/live") as socket:
        socket.send_text(json.dumps({"token": TOKENS[POLICE], "since": 0}))
        while session.now_s < 7:
            socket.receive_json()
    assert session.now_s == 7


def test_line_goes_on_after_the_end_and_says_that_it_is_over(client, session, hands):
    session.advance(session.scenario.end_s - 3)
    with client.websocket_connect("/live") as socket:
        socket.send_text(json.dumps({"token": TOKENS[CUSTOMS], "since": 0}))
        hands[0] += 4
        news = [socket.receive_json()]
        while not news[-1]["view"]["is_over"]:
            news.append(socket.receive_json())
        assert socket.receive_json()["view"]["is_over"] is True
    assert [each["what"] for each in session.log.entries].count("end") == 1
    late = {"do": "message", "to": [POLICE], "text": "hello"}
    says = client.post("/decide", headers=by(CUSTOMS), json=late).json()["says"]
    assert "the exercise is over" in says
    assert client.get("/panel", headers=by(INSTRUCTOR)).json()["is_over"] is True


@pytest.mark.parametrize("hello", ["", "{", "[]", '{"token": "x"}', '{"token": 7, "since": []}'])
def test_live_line_without_a_token_is_closed(client, hello):
    with client.websocket_connect("/live") as socket:
        socket.send_text(hello)
        with pytest.raises(WebSocketDisconnect) as caught:
            socket.receive_json()
    assert caught.value.code == 4401


def test_page_is_served_with_its_fences_and_nothing_beside_it(client):
    page = client.get("/")
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert client.get("/page/page.js").status_code == 200
    for name in ("page.html", "..%2fapp.py", "%2e%2e/app.py"):
        assert client.get(f"/page/{name}").status_code == 404
    script = client.get("/page/page.js").text
    assert "innerHTML" not in script
    assert "http://" not in script
