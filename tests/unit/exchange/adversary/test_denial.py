"""Somebody floods, blocks or breaks the exchange for others."""

import json

import pytest
from starlette.websockets import WebSocketDisconnect

from aatulab.exchange.client.sealing import File, seal_file
from aatulab.exchange.server.live_hub import MOST_QUEUED, Hub, Line
from aatulab.exchange.store.files import MOST_WAITING
from aatulab.web.limits import MOST_REMEMBERED, RateLimit


def asked(world, who, **given):
    headers = {"Authorization": f"Bearer {who.line.token}"}
    return world.http.request(headers=headers, **given)


def test_a_flood_of_messages_is_refused_and_others_go_on(make_world, sealed, hand_in, refused):
    world = make_world(posts_a_minute=5)
    ada, ben = world.log_in("ada"), world.log_in("ben")
    group = ada.begin_group("Freight", ["ben"])
    for counter in range(1, 6):
        hand_in(ada, group, sealed(ada, group, counter))
    with refused("too_many") as no:
        hand_in(ada, group, sealed(ada, group, 6))
    assert 0 < no.error.details["wait_s"] <= 61
    assert hand_in(ben, group, sealed(ben, group))["again"] is False
    world.clock.seconds += 61
    assert hand_in(ada, group, sealed(ada, group, 6))["again"] is False


def test_a_flood_of_requests_is_refused_with_the_time_to_wait(make_world):
    world = make_world(requests_a_minute=8)
    ada = world.log_in("ada")
    answers = [asked(world, ada, method="GET", url="/api/me") for _ in range(9)]
    assert [one.status_code for one in answers] == [200] * 8 + [429]
    assert int(answers[-1].headers["retry-after"]) == answers[-1].json()["wait_s"]


def test_one_address_cannot_try_all_accounts(make_world):
    world = make_world(logins_an_address=6)
    answers = [
        world.http.post("/api/login", json={"account": f"a{n}", "login": 43 * "A"})
        for n in range(7)
    ]
    assert [one.status_code for one in answers] == [401] * 6 + [429]


@pytest.mark.parametrize("says_length", [True, False])
def test_an_oversize_body_is_refused_before_it_is_read(world, ada, says_length):
    def pieces():
        for _ in range(100):
            yield b'"' * 1_000

    content = b'"' * 100_000 if says_length else pieces()
    answer = asked(world, ada, method="POST", url="/api/sync", content=content)
    assert (answer.status_code, answer.json()["code"]) == (413, "too_large")
    assert answer.json()["most_bytes"] == 65_536


def test_an_oversize_attachment_is_refused(make_world, refused):
    world = make_world(most_attachment=10_000)
    ada = world.log_in("ada")
    group = ada.begin_group("Freight", ["ben"])
    for size, code in ((9_000, None), (10_000, "too_large")):
        file = seal_file(ada.circles.epoch(group), File("a", "a/b", b"a" * size))
        path = f"/groups/{group}/attachments/{file.id}?epoch=1"
        if code is None:
            assert ada.line.put_bytes(path, file.sealed)["bytes"] == size + 28
        else:
            with refused(code):
                ada.line.put_bytes(path, file.sealed)


def test_attachments_that_no_message_names_do_not_pile_up(ada, group, refused):
    epoch = ada.circles.epoch(group)
    for n in range(MOST_WAITING + 1):
        file = seal_file(epoch, File("a", "a/b", b"a"))
        path = f"/groups/{group}/attachments/{file.id}?epoch=1"
        if n < MOST_WAITING:
            ada.line.put_bytes(path, file.sealed)
        else:
            with refused("too_many"):
                ada.line.put_bytes(path, file.sealed)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"null",
        b"[" * 60_000,
        b'{"after": ' + b'{"a":' * 9_000 + b"1" + b"}" * 9_001,
        b"\xff\xfe",
        b'{"after": {"x": 1e999}}',
        b'{"after": {"x": ' + b"9" * 5_000 + b"}}",
        b'{"after": "\\ud800"}',
        b'{"after": {"\\u0000": 1, "\\ud800": 2}}',
    ],
)
def test_a_broken_body_is_refused_in_words(world, ada, content):
    answer = asked(world, ada, method="POST", url="/api/sync", content=content)
    if answer.status_code != 200:  # the last one is odd, but in form: groups that are not there
        assert (answer.status_code, answer.json()["code"]) == (422, "malformed")
    assert asked(world, ada, method="GET", url="/api/me").status_code == 200


@pytest.mark.parametrize(
    ("frame", "code"),
    [
        (b"\x00\x01", 4400),
        ("not json", 4400),
        ("[" * 50_000, 4400),
        ("x" * 70_000, 4413),
        (json.dumps({"type": "hello", "token": "x" * 43}), 4401),
        (json.dumps({"type": "send"}), 4401),
    ],
)
def test_a_bad_first_frame_closes_the_live_line_with_a_reason(world, frame, code):
    with world.http.websocket_connect("/api/live") as socket:
        (socket.send_bytes if isinstance(frame, bytes) else socket.send_text)(frame)
        with pytest.raises(WebSocketDisconnect) as end:
            socket.receive_json()
    assert end.value.code == code


def test_who_says_no_hello_is_closed(make_world):
    world = make_world(hello_s=0.05)
    with (
        world.http.websocket_connect("/api/live") as socket,
        pytest.raises(WebSocketDisconnect) as end,
    ):
        socket.receive_json()
    assert end.value.code == 4408


def test_one_account_has_so_many_live_lines(make_world):
    world = make_world(most_connections=2)
    ada = world.log_in("ada")
    hello = {"type": "hello", "token": ada.line.token}
    with (
        world.http.websocket_connect("/api/live") as first,
        world.http.websocket_connect("/api/live") as second,
        world.http.websocket_connect("/api/live") as third,
    ):
        for socket in (first, second):
            socket.send_json(hello)
            assert socket.receive_json()["type"] == "welcome"
        third.send_json(hello)
        with pytest.raises(WebSocketDisconnect) as end:
            third.receive_json()
    assert end.value.code == 4429


def test_names_that_somebody_makes_up_do_not_fill_the_memory():
    seconds = [0.0]
    limit = RateLimit(5, lambda: seconds[0])
    for n in range(3 * MOST_REMEMBERED):
        seconds[0] += 0.01
        assert limit.wait_s(f"name-{n}") == 0
    assert len(limit._asked) <= MOST_REMEMBERED


def test_a_slow_reader_is_cut_off_and_holds_up_nobody():
    hub, slow, quick = Hub(), Line("slow"), Line("quick")
    for line in (slow, quick):
        assert hub.join(line, most=8)
    for n in range(MOST_QUEUED + 1):
        hub.tell(("slow", "quick"), {"n": n})
        quick.queue.get_nowait()
    assert (slow.close_code, quick.close_code) == (4503, 1000)
    assert slow.queue.get_nowait() is None
    assert slow.queue.empty()


def test_a_wrong_frame_is_answered_and_the_line_goes_on(world, ada):
    with world.http.websocket_connect("/api/live") as socket:
        socket.send_json({"type": "hello", "token": ada.line.token})
        assert socket.receive_json()["type"] == "welcome"
        for frame in (
            {"type": "dance", "ref": "a"},
            {"ref": "b"},
            {"type": "send", "ref": "c"},
            {"type": "send", "ref": "d", "message": {"header": {}}},
            {"type": "receipt", "ref": "e", "receipt": []},
            ["a list"],
        ):
            socket.send_json(frame)
            answer = socket.receive_json()
            assert (answer["type"], answer["code"]) == ("refused", "malformed")
            assert answer["ref"] == (frame.get("ref", "") if isinstance(frame, dict) else "")
        socket.send_json({"type": "ping"})
        assert socket.receive_json()["type"] == "pong"
