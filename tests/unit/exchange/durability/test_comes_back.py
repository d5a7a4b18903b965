"""A listener whose server dies comes back by himself, and has missed nothing."""

import threading
import time

from aatulab.exchange.client.live import listen

LONG_S = 120


def test_what_is_sent_comes_by_itself_also_after_the_server_has_died(server, note):
    server.start()
    ada, ben = server.log_in("ada"), server.log_in("ben")
    group = ada.begin_group("Freight", ["ben"])
    over, heard, texts = threading.Event(), threading.Semaphore(0), []

    def hear():
        for item in listen(ben, server.server, over.is_set, time.sleep):
            texts.append(item.notice.text)
            heard.release()

    thread = threading.Thread(target=hear)
    thread.start()
    ada.post(group, note("one"))
    assert heard.acquire(timeout=LONG_S)
    server.kill()
    ada.post(group, note("while nobody was there"))
    assert len(ada.mail.outbox) == 1
    server.start()
    ada.sync()
    assert heard.acquire(timeout=LONG_S)
    ada.post(group, note("three"))
    assert heard.acquire(timeout=LONG_S)
    over.set()
    thread.join(LONG_S)
    assert not thread.is_alive()
    assert texts == ["one", "while nobody was there", "three"]
    for one in (ada, ben):
        one.line.close()
