"""Read a PNRGOV strictly, booking by booking; sensitive data are dropped and counted."""

from aatulab.codes.messages.cursor import Cursor
from aatulab.codes.messages.envelope import Interchange, only_message, read_interchange
from aatulab.codes.messages.fields import near_year, one_of, required, whole
from aatulab.codes.messages.pnrgov.model import FUNCTIONS, TYPE, PnrGov
from aatulab.codes.messages.pnrgov.read_leg import read_travel
from aatulab.codes.messages.pnrgov.read_record import read_record
from aatulab.codes.messages.segment import Segment
from aatulab.codes.messages.sensitive import Sieve


def parse_pnrgov(text: str) -> PnrGov:
    """Return the bookings in an interchange with one PNRGOV message.

    Raises `FormatError` (a `MessageError`), for wrong totals of the envelope too.
    """
    return read_pnrgov(read_interchange(text))


def read_pnrgov(interchange: Interchange) -> PnrGov:
    """Return the bookings of an interchange that was opened already."""
    cursor = Cursor(only_message(interchange, TYPE))
    century = near_year(interchange.envelope.day)
    purpose = cursor.take("MSG")
    function = one_of(purpose, 1, tuple(FUNCTIONS), 2)
    origin = cursor.take("ORG")
    flight = read_travel(cursor.take("TVL"), century)
    total: Segment = cursor.take("EQN")
    sieve = Sieve()
    records = []
    while cursor.at("SRC"):
        records.append(read_record(cursor, century, sieve))
    cursor.end("SRC, the next booking, or UNT")
    return PnrGov(
        envelope=interchange.envelope,
        flight=flight,
        records=tuple(records),
        carrier=required(origin, 1, "the carrier that sends"),
        office=origin.value(1, 2),
        function=function,
        stated_records=whole(total, 1, "the number of bookings"),
        total_segment=total.number,
        dropped=sieve.dropped,
    )
