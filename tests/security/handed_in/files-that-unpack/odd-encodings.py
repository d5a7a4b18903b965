"""Notebooks in other encodings, with half characters and with none at all."""

import json

EXPECT = {"nora": 14}
REFUSED = ("not a notebook", "not a notebook", "is empty")


def hand_in(desk):
    text = json.dumps(desk.solution())
    (desk.inbox / "mallory.ipynb").write_bytes(text.encode("utf-16"))
    (desk.inbox / "eve.ipynb").write_bytes(b"\xff\xfe\x00" * 99)
    (desk.inbox / "oscar.ipynb").write_bytes(b"\r\n \t")
    work = desk.solution()
    desk.insert(work, 1, "# half a pair: \ud800 \udfff \x00 \u2028", kind="markdown")
    desk.put("nora.ipynb", work)
