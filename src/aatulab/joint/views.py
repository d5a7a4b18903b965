"""What a role may know at this moment, and nothing else: its desk, as plain JSON."""

from collections.abc import Mapping

import pandas as pd

from aatulab.errors import JointError, shown
from aatulab.joint.knowledge import shown_fact
from aatulab.joint.play import Play
from aatulab.joint.services import SERVICES, Role
from aatulab.joint.subjects import State

_UNTIL_NOW = {"postal_items": "arrived_at", "cargo_events": "at"}


def view_of(
    play: Play, role: Role, databases: list[str], *, is_paused: bool = False
) -> dict[str, object]:
    """Return a role's desk."""
    scenario, service, now_s = play.stage.scenario, SERVICES[role.service], play.now_s
    facts = [
        shown_fact(play.stage.facts[key], known, play.stage.ref_of(key))
        for key, known in play.knowledge.of(role).items()
    ]
    return {
        "scenario": scenario.name,
        "title": scenario.title,
        "story": scenario.story,
        "role": str(role),
        "service": role.service,
        "airport": role.airport,
        "now_s": now_s,
        "now": play.moment(now_s).isoformat(),
        "ends_s": scenario.end_s,
        "is_over": now_s >= scenario.end_s,
        "is_paused": is_paused,
        "powers": {
            "persons": list(service.on_persons),
            "goods": list(service.on_goods),
            "acts": list(service.acts),
        },
        "roles": [str(each) for each in play.roles],
        "staff": scenario.staff[role.service],
        "staff_free": int(play.staff[role].level),
        "x_ray_waiting": len(play.machines[role.airport].queue),
        "databases": databases,
        "lists": [name for name in service.sees if name in play.stage.lists[role.airport]],
        "flights": _flights(play, role.airport),
        "facts": facts,
        "subjects": _subjects(play, role, facts),
    }


def records_of(play: Play, role: Role, table: str, flight: str = "") -> list[dict[str, object]]:
    """Return the rows of a list that a role has, up to now; `flight` keeps one flight's."""
    sees = SERVICES[role.service].sees
    lists = play.stage.lists[role.airport]
    if table not in sees or table not in lists:
        raise JointError(f"{role} has no list {shown(table)}; its lists are {', '.join(sees)}.")
    rows = lists[table]
    if table in _UNTIL_NOW:
        rows = rows[rows[_UNTIL_NOW[table]] <= pd.Timestamp(play.moment(play.now_s))]
    if flight:
        rows = _of_flight(lists, rows, flight)
    return [
        {str(name): _plain(value) for name, value in row.items()} for row in rows.to_dict("records")
    ]


def _of_flight(lists: Mapping[str, pd.DataFrame], rows: pd.DataFrame, flight: str) -> pd.DataFrame:
    if "flight_id" in rows.columns:
        return rows[rows["flight_id"] == flight]
    for key, table in (("pnr", "bookings"), ("awb", "waybills")):
        if key in rows.columns:
            owners = lists[table]
            return rows[rows[key].isin(owners.loc[owners["flight_id"] == flight, key])]
    return rows


def _flights(play: Play, airport: str) -> list[dict[str, object]]:
    return [
        {
            "flight_id": flight,
            "origin": origin,
            "arrives_at": play.moment(lands_s).isoformat(),
            "status": "landed" if lands_s <= play.now_s else "expected",
        }
        for flight, origin, lands_s in play.flights(airport)
    ]


def _subjects(play: Play, role: Role, facts: list[dict[str, object]]) -> dict[str, object]:
    """Return how it goes with whom the role's facts name, and with whom it is at work."""
    refs = dict.fromkeys(str(fact["about"]) for fact in facts if fact["about"])
    refs |= play.touched[role]
    return {ref: _shown(play, role, play.states[ref]) for ref in refs}


def _shown(play: Play, role: Role, state: State) -> dict[str, object]:
    subject = state.subject
    told: dict[str, object] = {
        "kind": subject.kind,
        "airport": subject.airport,
        "called": subject.called,
        "flight": subject.flight,
    }
    if subject.airport != role.airport:
        return told  # whoever is elsewhere is seen by those who are there
    return told | {
        "lands_s": subject.lands_s,
        "phase": state.phase(play.now_s),
        "held_by": str(state.held[0]) if state.held else None,
        "busy_with": f"{state.busy[0]}: {state.busy[1]}" if state.busy else None,
        "seized": state.seized is not None,
        "steps": [
            {
                "step": each.step,
                "by": str(each.role),
                "done_s": each.done_s,
                "found": bool(each.found) if each.role == role else None,
            }
            for each in state.steps
        ],
    }


def _plain(value: object) -> object:
    if isinstance(value, pd.Timestamp):
        return value.isoformat()
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 - not a number
        return None
    return value.item() if hasattr(value, "item") else value
