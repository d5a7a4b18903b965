"""Many live lines in one thread, cheap enough not to be what is measured.

TLS, the WebSocket handshake and masking are real (`ssl`, `websockets`); what comes in is only noted
with its moment, and read when the measurement is over.  Called by bench_exchange.
"""

import json
import selectors
import socket
import ssl
import time

from websockets.client import ClientProtocol
from websockets.frames import Frame, Opcode
from websockets.uri import parse_uri

READ_BYTES = 65_536


class LiveLine:
    """One connection: `heard` holds what came, each with its moment."""

    def __init__(self, client):
        self.client = client
        self.heard = []
        self.socket, self.protocol = None, None
        self._in, self._out = bytearray(), bytearray()

    def open(self, url, trust):
        """Connect, say who one is, and wait for the welcome."""
        uri = parse_uri(url)
        plain = socket.create_connection((uri.host, uri.port))
        plain.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket = trust.wrap_socket(plain, server_hostname=uri.host)
        self.protocol = ClientProtocol(uri)
        self.protocol.send_request(self.protocol.connect())
        self.socket.sendall(b"".join(self.protocol.data_to_send()))
        while not (events := self.protocol.events_received()):
            self.protocol.receive_data(self.socket.recv(READ_BYTES))
        assert events[0].status_code == 101, events[0]
        self.send(json.dumps({"type": "hello", "token": self.client.token}).encode())
        while not self.heard:
            self._in += self.socket.recv(READ_BYTES)
            self._take_frames(time.perf_counter())
        assert b'"welcome"' in self.heard.pop()[1]
        self.socket.setblocking(False)

    def send(self, text):
        """Send a text as one masked frame; what the socket does not take yet waits."""
        self.protocol.send_text(text)
        self._out += b"".join(self.protocol.data_to_send())
        self._flush()

    def receive(self):
        """Note what has arrived, and return whether it was more than a ping."""
        self._flush()
        before = len(self.heard)
        try:
            while True:
                got = self.socket.recv(READ_BYTES)
                assert got, f"{self.client.name}: the server has closed the line"
                self._in += got
                self._take_frames(time.perf_counter())
        except ssl.SSLWantReadError:
            return len(self.heard) > before

    def _flush(self):
        while self._out:
            try:
                del self._out[: self.socket.send(self._out)]
            except ssl.SSLWantWriteError:
                return

    def _take_frames(self, moment):
        """Cut whole frames off; a server's are not masked, and none of ours reaches 64 KB."""
        held, start = self._in, 0
        while len(held) >= start + 4:
            length, head = held[start + 1] & 0x7F, 2
            if length >= 126:
                assert length == 126
                length, head = int.from_bytes(held[start + 2 : start + 4]), 4
            if len(held) < start + head + length:
                break
            code, text = held[start] & 0x0F, bytes(held[start + head : start + head + length])
            start += head + length
            self._take(code, text, moment)
        del held[:start]

    def _take(self, code, text, moment):
        if code == Opcode.TEXT:
            self.heard.append((moment, text))
        elif code == Opcode.PING:
            self.protocol.send_pong(text)
            self._out += b"".join(self.protocol.data_to_send())
            self._flush()
        else:
            raise AssertionError(Frame(Opcode(code), text))


def all_opened(lines, url, trust):
    """Connect one after the other, answering pings meanwhile; return what waits for them all."""
    selector = selectors.DefaultSelector()
    for line in lines:
        line.open(url, trust)
        selector.register(line.socket, selectors.EVENT_READ, line)
        heard(selector, 0.0)
    return selector


def heard(selector, wait_s):
    """Take in what has arrived, and return whether any of it was more than a ping."""
    text_came = [key.data.receive() for key, _ in selector.select(wait_s)]
    return any(text_came)


def at_a_rate(selector, schedule, rate, quiet_s):
    """Send (line, text) pairs at a fixed rate, and listen until all has been quiet for so long.

    Return when each one was due, when it went out, and how long all took until the last frame.
    """
    begin = last = time.perf_counter()
    due = [begin + n / rate for n in range(len(schedule))]
    left = []
    while len(left) < len(due) or time.perf_counter() - last < quiet_s:
        while len(left) < len(due) and due[len(left)] <= time.perf_counter():
            line, text = schedule[len(left)]
            left.append(time.perf_counter())
            line.send(text)
        wait_s = due[len(left)] - time.perf_counter() if len(left) < len(due) else quiet_s
        if heard(selector, max(0.0, wait_s)):
            last = time.perf_counter()
    return due, left, last - begin
