"""What can happen from outside: by the scenario at a minute, or by the instructor at any time.

outage      {airport, database, minutes, says}     a look-up database is gone
x-ray down  {airport, minutes}                     all machines of an airport stand still
staff ill   {role, count}                          so many officers less until the end
slow line   {minutes, factor}                      messages take so many times as long
message     {to, text}                             words from outside, to some roles
"""

from collections.abc import Mapping

from aatulab.errors import AatuLabError, ContentError, JointError, shown
from aatulab.fields import Fields
from aatulab.joint.scenario import Inject
from aatulab.joint.services import roles_at

KINDS = ("outage", "x-ray down", "staff ill", "slow line", "message")
_LONGEST = 2_000  # letters of a message


def read_inject(fields: Fields, airports: tuple[str, ...]) -> Inject:
    """Return one entry of a scenario's `injects`."""
    at_min = fields.number("at", least=0)
    kind = fields.one_of("kind", KINDS)
    details = _details(kind, fields, airports)
    fields.nothing_else()
    return Inject(at_min, kind, details)


def given_inject(content: object, at_min: float, airports: tuple[str, ...]) -> Inject:
    """Return what an instructor asks for now; `JointError` says what is wrong with it."""
    if not isinstance(content, Mapping):
        raise JointError(f"inject: found {shown(content)}, expected a mapping with `kind`.")
    try:
        return read_inject(Fields("inject", {**content, "at": at_min}), airports)
    except AatuLabError as error:
        raise JointError(str(error)) from None


def _details(kind: str, fields: Fields, airports: tuple[str, ...]) -> dict[str, object]:
    if kind == "outage":
        return {
            "airport": fields.one_of("airport", airports),
            "database": fields.text("database"),
            "minutes": fields.number("minutes", least=1),
            "says": fields.text("says", default="the line is down"),
        }
    if kind == "x-ray down":
        return {
            "airport": fields.one_of("airport", airports),
            "minutes": fields.number("minutes", least=1),
        }
    known = tuple(map(str, roles_at(airports)))
    if kind == "staff ill":
        return {"role": fields.one_of("role", known), "count": fields.whole("count", least=1)}
    if kind == "slow line":
        return {
            "minutes": fields.number("minutes", least=1),
            "factor": fields.number("factor", least=1),
        }
    to, text = fields.texts("to"), fields.text("text")
    if unknown := sorted(set(to) - set(known)) or len(text) > _LONGEST:
        raise ContentError(
            f"{fields.where}: to, text: found {shown(unknown)}, expected roles such as {known[0]} "
            f"and {_LONGEST} letters at most."
        )
    return {"to": list(to), "text": text}
