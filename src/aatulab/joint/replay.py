"""Play a log again: same scenario, same seed, same inputs, and so the same log, byte for byte.

The inputs of trainees and of the instructor are taken from the log; partners decide anew, and
come to the same, since they see the same.
"""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path

from aatulab.errors import JointError
from aatulab.joint.log import PEOPLE, Entry, line_of, read_log
from aatulab.joint.partners import TRAINEE
from aatulab.joint.reading import load_scenario
from aatulab.joint.scenario import Scenario
from aatulab.joint.session import FORMAT, Session
from aatulab.joint.stage import Stage


def replay(
    entries: Sequence[Entry], scenario: Scenario | None = None, stage: Stage | None = None
) -> Session:
    """Return the session of a log, at the second at which the log ends.

    `JointError` if the log does not come out again: another version of the scenario or of the lab.
    """
    begun = _begun(entries)
    played = load_scenario(str(begun["scenario"])) if scenario is None else scenario
    if played.digest != begun["digest"]:
        raise JointError(
            f"{played.name}: the scenario has been changed since this log was written; replay it "
            "with the version of the lab that wrote it."
        )
    roles, seed = begun["roles"], begun["seed"]
    assert isinstance(roles, dict)
    assert isinstance(seed, int)
    session = Session(played, seed, roles, stage=stage)
    for entry in entries:
        if entry["by"] in PEOPLE:
            session.advance(_second(entry))
            _again(session, entry)
    _to_the_end(session, entries)
    _compare(session, entries)
    return session


def replay_file(path: Path) -> Session:
    """Return the session of a log in a file."""
    return replay(read_log(path))


def resume(
    path: Path,
    to: Path,
    *,
    scenario: str = "",
    seed: int | None = None,
    trainees: Collection[str] = (),
) -> Session:
    """Return a session that goes on from where a log ends, writing to a new file.

    The old file stays as it is.  What is named of scenario, seed and trainees' roles must be the
    log's: `JointError` says what differs, or that the exercise is over.
    """
    entries = read_log(path)
    _need_same(path, _begun(entries), scenario, seed, trainees)
    if any(entry["what"] == "end" for entry in entries):
        raise JointError(
            f"{path}: the exercise of this log is over; look back on it with `aatulab exercise "
            "score` and `debrief`, or begin a new one."
        )
    session = replay(entries)
    session.log.keep_in(to)
    return session


def _need_same(
    path: Path,
    begun: Mapping[str, object],
    scenario: str,
    seed: int | None,
    trainees: Collection[str],
) -> None:
    roles = begun["roles"]
    assert isinstance(roles, Mapping)
    played = sorted(role for role, player in roles.items() if player == TRAINEE)
    for key, found, wanted, is_named in (
        ("scenario", begun["scenario"], scenario, bool(scenario)),
        ("seed", begun["seed"], seed, seed is not None),
        ("trainees", ", ".join(played), ", ".join(sorted(set(trainees))), bool(trainees)),
    ):
        if is_named and found != wanted:
            raise JointError(
                f"{path}: {key}: found {found or 'none'}, expected {wanted} as you named it; leave "
                f"{key} out to go on as the log does, or continue another log."
            )


def _begun(entries: Sequence[Entry]) -> Mapping[str, object]:
    first = entries[0]
    data = first["data"]
    known = {"format", "scenario", "digest", "seed", "roles", "begins"}
    if first["what"] != "begin" or not isinstance(data, Mapping) or set(data) != known:
        raise JointError("log: the first line is not `begin`, so nothing can be played again.")
    if data["format"] != FORMAT:
        raise JointError(f"log: format {data['format']}, this version reads {FORMAT}.")
    return data


def _again(session: Session, entry: Entry) -> None:
    data = entry["data"]
    assert isinstance(data, Mapping)
    if entry["what"] == "decision" or (
        entry["what"] == "turned away" and data["asked"] is not None
    ):
        session.decide(str(entry["who"]), data["asked"])
    elif entry["what"] == "turned away":
        session.repeat_turned_away(str(entry["who"]), str(data["says"]))
    elif entry["what"] == "inject":
        session.inject(dict(data))
    elif entry["what"] == "speed":
        rate = data["rate"]
        assert isinstance(rate, int | float)
        session.speed(rate)
    elif entry["what"] == "pause":
        session.pause()
    else:
        session.resume()


def _to_the_end(session: Session, entries: Sequence[Entry]) -> None:
    """Advance just far enough for the log's last entries to come."""
    last_s = _second(entries[-1])
    session.advance(last_s)
    if len(session.log) < len(entries):
        session.advance(last_s + 1)


def _compare(session: Session, entries: Sequence[Entry]) -> None:
    for old, new in zip(entries, session.log.entries, strict=False):
        if line_of(old) != line_of(new):
            raise JointError(
                f"log: entry {old['n']} ({old['what']}) comes out differently in the replay; it "
                "was written by another version of the lab."
            )
    if len(session.log) < len(entries):
        missing = entries[len(session.log)]
        raise JointError(f"log: entry {missing['n']} ({missing['what']}) does not come again.")


def _second(entry: Entry) -> int:
    second = entry["s"]
    assert isinstance(second, int)
    return second
