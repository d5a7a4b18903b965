"""Check that each seal is the one that was put on, and that every opening is written down.

Each break is said once: what follows is judged as if it had been explained.
"""

from collections.abc import Iterator, Mapping, Sequence

from aatulab.inspection.evidence.entry import Entry
from aatulab.inspection.evidence.finding import Finding


def check_seals(history: Sequence[Entry]) -> Iterator[Finding]:
    """Give each break in the continuity of one exhibit's seals."""
    seal = ""  # none
    for entry in history:
        act, facts = entry.record.act, entry.record.facts
        if act == "seal-applied":
            if seal:
                yield _found(entry, f"seal {facts['seal']} put on, but {seal} was not taken off")
            seal = str(facts["seal"])
        elif act == "seal-checked":
            yield from _same(entry, seal, str(facts["seal"]))
            seal = str(facts["seal"])  # a wrong one is said once
            if not facts["intact"]:
                yield _found(entry, f"seal {seal} was found broken: report it at once")
                seal = ""
        elif act == "seal-broken":
            yield from _same(entry, seal, str(facts["seal"]))
            seal = ""
        elif act == "seal-renewed":
            yield from _same(entry, seal, str(facts["old"]))
            seal = str(facts["seal"])
        else:
            found = list(_open_or_closed(entry, seal))
            yield from found
            seal = "" if found else seal  # opened by somebody, somehow: said once


def check_seal_numbers(entries: Sequence[Entry]) -> Iterator[Finding]:
    """Give each seal number that was put on twice: a number is used once, on one exhibit."""
    used: dict[str, Entry] = {}
    for entry in entries:
        if entry.record.act not in {"seal-applied", "seal-renewed"}:
            continue
        number = entry.record.text("seal")
        if number in used:
            first = used[number]
            yield _found(
                entry,
                f"seal {number} was put on before, by entry {first.number}"
                f" ({first.record.exhibit}); a number is used once",
            )
        used.setdefault(number, entry)


def _same(entry: Entry, seal: str, named: str) -> Iterator[Finding]:
    if not seal:
        yield _found(entry, f"seal {named} is named, but no seal was on it")
    elif named != seal:
        yield _found(
            entry, f"seal {named} is named, but {seal} was on it: nothing says who changed it"
        )


def _open_or_closed(entry: Entry, seal: str) -> Iterator[Finding]:
    act = entry.record.act
    if seal and (act == "sampled" or (act == "weighed" and _is_unpacked(entry.record.facts))):
        yield _found(entry, f"the contents were reached under seal {seal}: who opened it?")
    if not seal and act in {"handed-over", "stored"}:
        yield _found(entry, f"{entry.record.title} without a seal")


def _is_unpacked(facts: Mapping[str, object]) -> bool:
    return "net_g" in facts


def _found(entry: Entry, words: str) -> Finding:
    return Finding("seal", words, entry.number, entry.record.exhibit)
