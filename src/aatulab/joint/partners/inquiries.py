"""A partner's look-ups: what a clue leads to, again after a failure, and the owner of each hit."""

from collections.abc import Mapping, Sequence
from typing import Any

from aatulab.joint.partners.desk import View, Wanted

_MOST_TRIES, _PAUSE_S = 12, 180
_BIRTH = "birth_date"
# kind of clue -> database, keys of the query (the clue's parts), purpose
_WAYS: Mapping[str, tuple[str, tuple[str, ...], str]] = {
    "document": ("documents", ("document_number",), "stolen document"),
    "person": ("notices", ("surname", "given_names", _BIRTH), "serious crime"),
    "firm": ("firms", ("name",), "serious crime"),
    "waybill": ("cargo", ("awb",), "serious crime"),
}


class Inquiries:
    """What was asked, what is open, what failed."""

    def __init__(self) -> None:
        self._tries: dict[tuple[str, str], int] = {}
        self._due: dict[tuple[str, str], int] = {}
        self._seconds: dict[str, str] = {}  # record -> what the owner can tell by
        self._verified: set[str] = set()

    def next(self, view: View, news: Sequence[Mapping[str, Any]]) -> list[Wanted]:
        """Return the look-ups and questions to owners of this minute."""
        now_s = int(view["now_s"])
        wanted = [each for event in news if event["what"] == "answer"
                  for each in self._after(event["data"], now_s)]  # fmt: skip
        for event in news:
            if event["what"] == "owner" and event["data"]["status"] == "no answer":
                self._verified.discard(event["data"]["record"])
        for fact in view["facts"]:
            for kind, value in fact["clue"].items():
                if kind in _WAYS and _WAYS[kind][0] in view["databases"]:
                    wanted += self._ask(kind, value, now_s)
        return wanted

    def _ask(self, kind: str, value: str, now_s: int) -> list[Wanted]:
        key = (kind, value)
        if self._due.get(key, 0) > now_s or self._tries.get(key, 0) >= _MOST_TRIES:
            return []
        self._tries[key] = self._tries.get(key, 0) + 1
        self._due[key] = 10**9  # until the answer says that it failed
        database, keys, purpose = _WAYS[kind]
        query = dict(zip(keys, value.split("/"), strict=False))
        self._seconds[_named(database, query)] = query.pop(_BIRTH, "") or "the page with the photo"
        return [{"do": "look-up", "database": database, "query": query, "purpose": purpose,
                 "legal_ground": "open case"}]  # fmt: skip

    def _after(self, answer: Mapping[str, Any], now_s: int) -> list[Wanted]:
        if answer["outcome"] in {"error", "time-out"}:
            for key, due in self._due.items():
                if due == 10**9 and _is_of(key, answer):
                    self._due[key] = now_s + _PAUSE_S
            return []
        wanted: list[Wanted] = []
        second = self._seconds.get(_named(answer["database"], answer["query"]), "")
        for match in answer["matches"]:
            if match["record"] not in self._verified and answer["database"] != "cargo":
                self._verified.add(match["record"])
                wanted.append({"do": "verify", "entry": answer["entry"],
                               "record": match["record"], "second": second})  # fmt: skip
        return wanted


def _is_of(key: tuple[str, str], answer: Mapping[str, Any]) -> bool:
    database, keys, _ = _WAYS[key[0]]
    asked = dict(zip(keys, key[1].split("/"), strict=False))
    asked.pop(_BIRTH, None)
    return bool(database == answer["database"] and asked == answer["query"])


def _named(database: str, query: Mapping[str, str]) -> str:
    return f"{database} {sorted(pair for pair in query.items() if pair[0] != _BIRTH)}"
