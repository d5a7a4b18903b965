"""Read one flight of an itinerary (TVL) with its status, services, seats and bags."""

from dataclasses import replace

from aatulab.codes.messages.cursor import Cursor
from aatulab.codes.messages.fields import Century, amount, local_time, matching, one_of, whole
from aatulab.codes.messages.pnrgov.model import (
    KILOGRAMS,
    NO_FLIGHT,
    POUNDS,
    BagTags,
    CheckIn,
    Leg,
    Remark,
)
from aatulab.codes.messages.pnrgov.read_service import read_remark, read_service
from aatulab.codes.messages.segment import Segment
from aatulab.codes.messages.sensitive import Sieve

_AIRPORT = "[A-Z]{3}"
_CARRIER = "[0-9A-Z]{2,3}"
_MOST_BAGS = 99


def read_travel(travel: Segment, century: Century) -> Leg:
    """Return the flight that a TVL names, with local times.

    Of a flight the day, the airports and the carrier must be there; of OPEN and ARNK they may
    be missing.
    """
    number = matching(travel, 5, "[0-9]{1,4}[A-Z]?|OPEN|ARNK", "a flight number, OPEN or ARNK")
    or_nothing = "|" if number in NO_FLIGHT else ""
    departs = local_time(travel, 1, 1, century)
    if departs is None and not or_nothing:
        raise travel.error(1, "the local day of departure (DDMMYY)")
    return Leg(
        number=number,
        carrier=matching(travel, 4, _CARRIER + or_nothing, "a carrier such as 0Q"),
        origin=matching(travel, 2, _AIRPORT + or_nothing, "the airport of departure"),
        destination=matching(travel, 3, _AIRPORT + or_nothing, "the airport of arrival"),
        departs=departs,
        arrives=local_time(travel, 1, 3, century),
        booking_class=travel.value(5, 2),
        operating_carrier=matching(travel, 4, _CARRIER + "|", "the operating carrier", 2),
        segment=travel.number,
    )


def read_leg(cursor: Cursor, century: Century, sieve: Sieve) -> tuple[Leg, list[Remark]]:
    """Return a flight of the itinerary with all that hangs on it, and its remarks."""
    leg = read_travel(cursor.take("TVL"), century)
    operating = cursor.take("TVL") if _names_who_flies(cursor.here) else None
    rest = cursor.take_while("RPI", "APD", "SSR", "RCI", "IFT")
    status = next((each for each in rest if each.tag == "RPI"), None)
    check_ins = []
    while cursor.at("DAT") or cursor.at("TRI"):
        cursor.take_while("DAT", "ORG")
        while cursor.at("TRI"):
            check_ins.append(_check_in(cursor))
    services = [read_service(each, sieve) for each in rest if each.tag == "SSR"]
    remarks = [read_remark(each, sieve) for each in rest if each.tag == "IFT"]
    party = status is not None and status.value(1) != ""
    complete = replace(
        leg,
        operating_number=operating.value(5) if operating else "",
        party=whole(status, 1, "the number of travellers") if status and party else None,
        status=status.value(2) if status else "",
        services=tuple(service for service in services if service),
        check_ins=tuple(check_ins),
    )
    return complete, [remark for remark in remarks if remark]


def _names_who_flies(travel: Segment) -> bool:
    """Whether this is the second TVL of a codeshare: nothing in it but the flight's number."""
    empty = not any(travel.value(element) for element in range(1, 5))
    return travel.tag == "TVL" and empty and travel.value(5)[:1].isdecimal()


def _check_in(cursor: Cursor) -> CheckIn:
    reference = cursor.take("TRI")
    cursor.take_while("TIF")
    seat = cursor.take_if("SSD")
    bags = cursor.take_if("TBD") or Segment("TBD")
    said = bags.value(2) != ""
    weighed = bags.value(2, 2) != ""
    pool = bags.value(4) or bags.value(3)
    return CheckIn(
        traveller=reference.value(2, 4),
        sequence=reference.value(2),
        seat=seat.value(1) if seat else "",
        cabin=seat.value(5) if seat else "",
        bag_count=whole(bags, 2, "the number of bags", most=_MOST_BAGS) if said else None,
        bag_weight=amount(bags, 2, "the weight of the bags", 2) if weighed else None,
        bag_weight_unit=one_of(bags, 2, (KILOGRAMS, POUNDS), 3) if weighed else KILOGRAMS,
        pool=one_of(bags, 4 if bags.value(4) else 3, ("HP", "MP", "")) if pool else "",
        bags=tuple(_bag_tags(bags, element) for element in range(5, len(bags.elements) + 1)),
        segment=reference.number,
    )


def _bag_tags(bags: Segment, element: int) -> BagTags:
    return BagTags(
        carrier=bags.value(element),
        first=matching(bags, element, "[0-9]{6,10}", "a bag tag of six to ten digits", 2),
        count=whole(bags, element, "the number of tags in a row", 3, _MOST_BAGS),
        destination=matching(bags, element, _AIRPORT, "the airport on the tag", 4),
    )
