"""The look-up desk of each airport, as a role meets it in the exercise.

The databases, their rules, latency, errors and log are those of `aatulab.research`; here an answer
arrives when its time has passed, and what it shows becomes known.
"""

from collections.abc import Generator, Mapping
from dataclasses import replace
from datetime import timedelta
from math import ceil
from typing import Any

from aatulab.errors import JointError, ResearchError, shown
from aatulab.joint.decisions import Decision
from aatulab.joint.play import Play
from aatulab.joint.services import Role
from aatulab.research import Answer, Checked, Desk, Request
from aatulab.research.scenario import Outage

_SHOWN = 5  # records of an answer that the log keeps


class Desks:
    """One desk an airport, over the same databases."""

    def __init__(self, play: Play) -> None:
        stage = play.stage
        self._play = play
        self._desks = {hub: Desk(stage.desks, stage.shelves) for hub in stage.scenario.airports}
        for inject in stage.scenario.injects:
            if inject.kind == "outage":
                self.fail(inject.details, round(inject.at_min * 60))

    def databases(self, role: Role) -> list[str]:
        """Return the databases that a role may ask."""
        desk = self._desks[role.airport]
        return [name for name, base in desk.databases.items() if role.service in base.may_ask]

    def fail(self, details: Mapping[str, object], at_s: int) -> None:
        """Let a database of an airport be out of service for some minutes."""
        airport, name, minutes = details["airport"], details["database"], details["minutes"]
        desk = self._desks[str(airport)]
        if name not in desk.databases:
            raise JointError(
                f"outage: database: found {shown(name)}, expected one of "
                f"{', '.join(desk.databases)}."
            )
        assert isinstance(minutes, float)
        begins = self._play.moment(at_s)
        ends = begins + timedelta(minutes=minutes)
        base = desk.scenario.databases[str(name)]
        outage = Outage(begins.time(), ends.time(), str(details["says"]))
        broken = replace(base, outages=(*base.outages, outage))
        desk.scenario = replace(
            desk.scenario, databases={**desk.scenario.databases, str(name): broken}
        )

    def ask(self, role: Role, decision: Decision) -> str:
        """Send a question and return what the officer hears; the answer comes later."""
        told = decision.told
        answer = self._desks[role.airport].ask(
            Request(
                officer=str(role),
                role=role.service,
                at=self._play.moment(self._play.now_s),
                purpose=told["purpose"],
                legal_ground=told["legal_ground"],
                database=told["database"],
                query=told["query"],
                case=decision.subject,
            )
        )
        if answer.outcome == "refused":
            raise JointError(f"look-up: {answer.says}")
        self._play.env.process(self._answer(role, answer, decision))
        return f"{told['database']} is asked (entry {answer.entry})."

    def verify(self, role: Role, decision: Decision) -> str:
        """Ask the owner of a record, and return what the officer hears."""
        told, desk = decision.told, self._desks[role.airport]
        at = self._play.moment(self._play.now_s)
        try:
            checked = desk.verify(
                told["entry"], told["record"], officer=str(role), at=at, second=told["second"]
            )
        except ResearchError as error:
            raise JointError(str(error)) from None
        row = desk.log.row(told["entry"])
        if checked.answered_at is None:
            self._play.env.process(self._owner(role, checked, row["database"], 3_600))
        else:
            wait_s = round((checked.answered_at - at).total_seconds())
            self._play.env.process(self._owner(role, checked, row["database"], wait_s))
        return "The owner of the record is asked."

    def _answer(self, role: Role, answer: Answer, decision: Decision) -> Generator[Any, Any, None]:
        yield self._play.env.timeout(ceil(answer.waited_s))
        data = {
            "database": answer.database,
            "query": dict(decision.told["query"]),
            "entry": answer.entry,
            "outcome": answer.outcome,
            "says": answer.says,
            "next_step": answer.next_step,
            "matches": [match.to_json() for match in answer.matches[:_SHOWN]],
        }
        self._play.note("answer", role, data, [role])
        for fact in self._play.stage.facts.values():
            learned = fact.learned
            if learned is None or learned.by != "look-up" or learned.database != answer.database:
                continue
            if any(_holds(match.fields, match.record, learned.finds) for match in answer.matches):
                self._play.learn(role, fact.id, "look-up")

    def _owner(
        self, role: Role, checked: Checked, database: str, wait_s: int
    ) -> Generator[Any, Any, None]:
        yield self._play.env.timeout(wait_s)
        data = {
            "database": database,
            "record": checked.record,
            "status": checked.status,
            "says": checked.says,
            "next_step": checked.next_step,
        }
        self._play.note("owner", role, data, [role])
        for fact in self._play.stage.facts.values():
            learned = fact.learned
            if (
                learned is not None
                and learned.by == "verify"
                and learned.status == checked.status
                and _holds({}, checked.record, learned.finds)
            ):
                self._play.learn(role, fact.id, "verify")


def _holds(fields: Mapping[str, str], record: str, finds: Mapping[str, str] | None) -> bool:
    """Return whether a record is the one that a fact waits for."""
    return finds is not None and all(
        value == record or fields.get(key) == value for key, value in finds.items()
    )
