"""An officer who works by the book, and shares everything or nothing.

Looks up what a clue leads to, asks the owner of a record, goes up the ladder one rung at a time,
lets go when something speaks for the person, talks in private where there are signs of a victim,
and acts on proof.  It knows nothing but its view.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np

from aatulab.joint.partners.desk import Lister, View, Wanted
from aatulab.joint.partners.files import File, files_of
from aatulab.joint.partners.inquiries import Inquiries
from aatulab.joint.services import (
    ARREST,
    HOLD,
    PERSON,
    PROTECT,
    RELEASE,
    SEIZE,
    TALK,
)

_THINK_S = 420  # partners' answers get so long before anybody is touched
_QUIET_S = 420  # no new fact for so long: time to conclude
_ENOUGH_SHARED, _ENOUGH_ALONE = 2, 1  # proofs before an act
_LADDER = ("record", "question", "paper", "x-ray", "bag", "pat-down")


class Officer:
    """One officer; `shares` says whether its neighbours hear of what it knows."""

    def __init__(self, *, shares: bool) -> None:
        self._shares = shares
        self._told: set[str] = set()
        self._inquiries = Inquiries()

    def decide(
        self, view: View, news: Sequence[Mapping[str, Any]], rng: np.random.Generator, lists: Lister
    ) -> list[Wanted]:
        """Return what to do now."""
        del rng, lists
        wanted: list[Wanted] = list(self._messages(view)) if self._shares else []
        wanted += self._inquiries.next(view, news)
        for file in files_of(view):
            if file.subject.get("airport") == view["airport"]:
                step = self._on(file, view)
                wanted += [step] if step else []
        return wanted

    def _messages(self, view: View) -> Iterator[Wanted]:
        for fact in view["facts"]:
            if fact["id"] in self._told or fact["via"] == "message":
                continue
            self._told.add(fact["id"])
            to = [
                role
                for role in view["roles"]
                if role != view["role"] and role.split(":")[0] in fact["may_go_to"]
            ]
            if to:
                yield {"do": "message", "to": to, "facts": [fact["id"]], "urgent": True}

    def _on(self, file: File, view: View) -> Wanted | None:
        """Return what to do with one subject now, or None."""
        subject = file.subject
        if subject["phase"] != "here":
            return None
        if subject["busy_with"]:
            return _shield(file)  # all else waits
        is_mine = subject["held_by"] == view["role"]
        if file.weighing("against"):
            return (
                {"do": RELEASE, "subject": file.ref, "ground": _words(file, "against")}
                if (is_mine)
                else None
            )
        if file.weighing("protect"):
            return _protect(file, view)
        return self._suspect(file, view, is_mine=is_mine)

    def _suspect(self, file: File, view: View, *, is_mine: bool) -> Wanted | None:
        if not file.weighing("for") and not file.weighing("proof"):
            return None
        now_s, quiet = int(view["now_s"]), int(view["now_s"]) - file.newest_s
        leaves_soon = now_s - int(file.subject["lands_s"]) > _SOON_S
        if not (file.subject["held_by"] or leaves_soon) and now_s - file.oldest_s < _THINK_S:
            return None
        if not file.subject["held_by"] and HOLD in view["powers"]["acts"]:
            return {"do": HOLD, "subject": file.ref, "ground": _words(file, "for")}
        if step := _next_step(file, view):
            return {"do": "check", "subject": file.ref, "step": step, "ground": _words(file, "for"),
                    "approved_by": "supervisor" if step == "pat-down" else ""}  # fmt: skip
        if quiet < _QUIET_S:
            return None
        return self._conclude(file, view, is_mine=is_mine)

    def _conclude(self, file: File, view: View, *, is_mine: bool) -> Wanted | None:
        proofs = [str(fact["id"]) for fact in file.weighing("proof")]
        enough = _ENOUGH_SHARED if self._shares else _ENOUGH_ALONE
        act = ARREST if file.subject["kind"] == PERSON else SEIZE
        if len(proofs) >= enough and act in view["powers"]["acts"]:
            return {"do": act, "subject": file.ref, "ground": _words(file, "proof"),
                    "facts": proofs}  # fmt: skip
        if proofs:
            return None  # kept for who may act on it
        waited = int(view["now_s"]) - file.newest_s
        last = max(file.steps().values(), default=0)
        if is_mine and waited > 3 * _QUIET_S and int(view["now_s"]) - last > _QUIET_S:
            return {"do": RELEASE, "subject": file.ref, "ground": "nothing more was found"}
        return None


_SOON_S = 1_500  # after landing, a traveller is near the exit


def _protect(file: File, view: View) -> Wanted | None:
    """Return the next step towards somebody who may be a victim."""
    if TALK not in file.steps() and TALK in view["powers"]["persons"]:
        return {"do": "check", "subject": file.ref, "step": TALK, "apart": True,
                "ground": _words(file, "protect")}  # fmt: skip
    return _shield(file)


def _shield(file: File) -> Wanted | None:
    """Return the protection of somebody whose own words ask for it, or None."""
    told = any(TALK in str(fact["via"]) for fact in file.facts)
    signs = file.weighing("protect")
    if TALK in file.steps() and signs and (told or len(signs) > 1):
        return {"do": PROTECT, "subject": file.ref, "ground": _words(file, "protect"),
                "facts": [str(fact["id"]) for fact in signs]}  # fmt: skip
    return None


def _next_step(file: File, view: View) -> str:
    """Return the next rung that this service may take, or one to take again with new knowledge."""
    is_person = file.subject["kind"] == PERSON
    able = view["powers"]["persons" if is_person else "goods"]
    done = file.steps()
    for step in _LADDER:
        if not is_person and step in {"question", "pat-down"}:
            continue
        if step == "pat-down" and not file.weighing("proof"):
            return ""
        if step not in done:
            return step if step in able else ""
        looks_again = step in {"x-ray", "bag"} and done[step] < _newest_for(file)
        if looks_again and step in able:
            return step
    return ""


def _newest_for(file: File) -> int:
    """Return when the last fact came that tells what to look for."""
    told = [*file.weighing("for"), *file.weighing("context")]
    return max((int(fact["since_s"]) for fact in told), default=0)


def _words(file: File, weight: str) -> str:
    facts = file.weighing(weight) or list(file.facts)
    return " ".join(str(fact["says"]) for fact in facts)[:1_000]
