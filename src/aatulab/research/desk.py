"""The look-up desk: one place to ask every database, under the rules, with a log.

Rules first, then the line, then the search; the entry in the log is written before the answer is
given.  A hit is where work begins: `verify` asks the owner of the record.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from threading import Lock

import pandas as pd

from aatulab.cases import Case
from aatulab.errors import ResearchError, shown
from aatulab.research.faults import line_of, owners_answer
from aatulab.research.holdings import Tables, frames_of, holdings
from aatulab.research.kinds import KINDS, Kind
from aatulab.research.log import Entry, RequestLog, digest_of
from aatulab.research.names.spelling import joined, words_of
from aatulab.research.request import Answer, Checked, Match, Outcome, Request, Status
from aatulab.research.rules import refusal
from aatulab.research.scenario import Database, Scenario, load_scenario
from aatulab.research.shelf import Found, Shelf
from aatulab.research.words import CHECKED_WORDS, next_step, says
from aatulab.world import World

MOST_SCREENED = 1_000


class Desk:
    """Databases of one scenario over the rows of one case or world, and one log.

    `log` may be one that others write to as well.  Every method may be called by several threads.
    """

    def __init__(
        self, scenario: Scenario, shelves: Mapping[str, Shelf], log: RequestLog | None = None
    ) -> None:
        self.scenario, self.log = scenario, RequestLog() if log is None else log
        self._shelves = {name: shelves[name] for name in scenario.databases if name in shelves}
        self._answers: dict[int, tuple[Request, Answer]] = {}
        self._lock = Lock()

    @property
    def databases(self) -> dict[str, Database]:
        """Return the databases that are connected, by name."""
        return {name: self.scenario.databases[name] for name in self._shelves}

    def register(self) -> pd.DataFrame:
        """Return what an officer should know of each database before asking."""
        return pd.DataFrame(
            [
                {
                    "database": name,
                    "title": base.title,
                    "owner": base.owner,
                    "asked by": ", ".join(KINDS[name].keys),
                    "for": ", ".join(base.purposes),
                    "about": base.about,
                }
                for name, base in self.databases.items()
            ]
        ).set_index("database")

    def ask(self, request: Request) -> Answer:
        """Return what a database answers; the request is logged, also when it is refused."""
        return self._ask([request], "ask")[0]

    def screen(self, requests: Sequence[Request]) -> list[Answer]:
        """Return the answers to many requests to one database, such as a flight's passengers.

        Each is logged by itself.  The line is opened once: it works for all of them or for none.
        """
        if len(requests) > MOST_SCREENED or len({r.database for r in requests}) > 1:
            raise ResearchError(
                f"screen: found {len(requests)} requests to "
                f"{len({r.database for r in requests})} databases, expected {MOST_SCREENED} at "
                "most, all to the same one."
            )
        return self._ask(requests, "screen")

    def verify(
        self, entry: int, record: str, *, officer: str, at: datetime, second: str = ""
    ) -> Checked:
        """Ask the owner of a record that an answer held; `entry` is that answer's number.

        `second` is a second thing by which the owner can tell (a date of birth, another document,
        an inventory number): without it an owner cannot answer.  The owner may answer late or not
        at all; `answered_at` says when.
        """
        request, match = self._match_of(entry, record, officer)
        number, checked = self._verified(request, match, at, second.strip())
        return replace(checked, entry=number)

    def _ask(self, requests: Sequence[Request], action: str) -> list[Answer]:
        refused = [_why_not(request, self.scenario, self._shelves) for request in requests]
        asked = [request for request, why in zip(requests, refused, strict=True) if not why]
        line = found = None
        if asked:
            database = self.scenario.databases[asked[0].database]
            line = line_of(self.scenario, database, self.log.next_number, asked[0].at)
            if line.state == "open":
                found = iter(self._search(asked, database))
        answers = []
        for request, why in zip(requests, refused, strict=True):
            if why:
                answers.append(self._answered(request, action, "refused", why, 0.0))
            elif found is None:
                assert line is not None
                state: Outcome = "error" if line.state == "error" else "time-out"
                answers.append(self._answered(request, action, state, line.says, line.waited_s))
            else:
                assert line is not None
                one = next(found)
                outcome = _outcome(one.matches)
                text = says(outcome, self.scenario.databases[request.database], one)
                answers.append(
                    self._answered(request, action, outcome, text, line.waited_s, one.matches)
                )
        return answers

    def _search(self, requests: Sequence[Request], database: Database) -> list[Found]:
        shelf = self._shelves[database.name]
        queries = [_written(request.query) for request in requests]
        if len(queries) == 1 or len({request.at for request in requests}) > 1:
            pairs = zip(queries, requests, strict=True)
            return [shelf.search(query, request.at, database.most) for query, request in pairs]
        return shelf.screen(queries, requests[0].at, database.most)

    def _answered(
        self,
        request: Request,
        action: str,
        outcome: Outcome,
        text: str,
        waited_s: float,
        matches: tuple[Match, ...] = (),
    ) -> Answer:
        detail = text if outcome == "refused" else " ".join(match.record for match in matches)
        number = self.log.append(_entry(request, action, outcome, detail))
        database = None if outcome == "refused" else self.scenario.databases[request.database]
        step = next_step(outcome, database)
        answer = Answer(number, request.database, outcome, text, step, waited_s, matches)
        with self._lock:
            if matches:
                self._answers[number] = (request, answer)
        return answer

    def _match_of(self, entry: int, record: str, officer: str) -> tuple[Request, Match]:
        with self._lock:
            held = self._answers.get(entry)
        if held is None or held[0].officer != officer:
            raise ResearchError(
                f"verify: entry {shown(entry)} holds no record that {officer} was given; ask first."
            )
        for match in held[1].matches:
            if match.record == record:
                return held[0], match
        records = ", ".join(match.record for match in held[1].matches)
        raise ResearchError(
            f"verify: record {shown(record)} is not in entry {entry}; it holds {records}."
        )

    def _verified(
        self, request: Request, match: Match, at: datetime, second: str
    ) -> tuple[int, Checked]:
        database = self.scenario.databases[request.database]
        status, came = _owner_says(self, database, match, request, at, second)
        text, step = CHECKED_WORDS[status]
        entry = replace(
            _entry(request, "verify", status, match.record), at=at.isoformat(timespec="seconds")
        )
        number = self.log.append(entry)
        told = Checked(number, match.record, status, text.format(owner=database.owner), step, came)
        return number, told


def desk_of_case(case: Case, scenario: str = "ordinary-day", log: Path | None = None) -> Desk:
    """Return the desk of a unit: what its case's tables hold, and the lists that everybody has."""
    return desk_of_tables(case.tables(), load_scenario(scenario), RequestLog(log))


def desk_of_world(world: World, scenario: str = "ordinary-day", log: Path | None = None) -> Desk:
    """Return a desk with everything that a world holds, register of firms and cargo included."""
    return desk_of_tables(frames_of(world.tables), load_scenario(scenario), RequestLog(log))


def desk_of_tables(tables: Tables, scenario: Scenario, log: RequestLog | None = None) -> Desk:
    """Return a desk over the tables that there are; the other databases are not connected."""
    return Desk(scenario, shelves_of(tables, scenario), log)


def shelves_of(tables: Tables, scenario: Scenario) -> dict[str, Shelf]:
    """Return the filled databases, which several desks may share."""
    return {
        name: Shelf(KINDS[name], rows, scenario.databases[name].possible_from)
        for name, rows in holdings(tables, scenario.seed).items()
        if name in scenario.databases
    }


def subject_of(kind: Kind, query: Mapping[str, str]) -> str:
    """Return the digest of whom or what a query is about, whatever else it says; empty for nobody.

    Names count as a passport writes them, so that accents and order of letters' case do not.
    """
    about = {key: query[key] for key in kind.subject if query.get(key)}
    return (
        digest_of({key: joined(words_of(value)) for key, value in about.items()}) if about else ""
    )


def subjects_of(case: Case) -> set[str]:
    """Return the digests of the travellers and documents on a case's list, for an audit."""
    tables = case.tables()
    found: set[str] = set()
    if "passengers" in tables:
        rows = tables["passengers"][["surname", "given_names", "document_number"]]
        for surname, given, number in rows.itertuples(index=False):
            found.add(subject_of(KINDS["notices"], {"surname": surname, "given_names": given}))
            found.add(subject_of(KINDS["documents"], {"document_number": number}))
    return found


def _why_not(request: Request, scenario: Scenario, shelves: Mapping[str, Shelf]) -> str:
    if request.at.tzinfo is None:
        raise ResearchError(
            f"at: found {request.at}, expected a moment with its zone, such as case.as_of."
        )
    return refusal(request, scenario, shelves)


def _written(query: Mapping[str, str]) -> dict[str, str]:
    """Return a query without blanks around and without what is empty."""
    return {key: value.strip() for key, value in query.items() if value.strip()}


def _outcome(matches: Sequence[Match]) -> Outcome:
    if any(match.is_hit for match in matches):
        return "hit"
    return "possible" if matches else "no hit"


def _entry(request: Request, action: str, outcome: str, detail: str) -> Entry:
    query = {str(key): str(value) for key, value in request.query.items()}
    kind = KINDS.get(request.database)
    return Entry(
        entry="",
        at=request.at.isoformat(timespec="seconds"),
        officer=request.officer,
        role=request.role,
        action=action,
        purpose=request.purpose.strip(),
        legal_ground=request.legal_ground,
        case=request.case,
        database=request.database,
        query=digest_of(query),
        subject=subject_of(kind, query) if kind else "",
        outcome=outcome,
        detail=detail,
    )


def _owner_says(
    desk: Desk, database: Database, match: Match, request: Request, at: datetime, second: str
) -> tuple[Status, datetime | None]:
    """Return what the owner answers, and when."""
    if not second:
        return "refused", at + timedelta(minutes=database.verification.minutes[0])
    status, came = owners_answer(desk.scenario, database, desk.log.next_number, at)
    if came is None:
        return status, came
    kind = KINDS[database.name]
    held = match.fields.get(kind.birth_column, "") if kind.birth_column else ""
    asked = request.query.get("birth_date", "") or second
    if not match.is_hit and (kind.mistyped or (held and asked != held)):
        return "another person", came
    return status, came
