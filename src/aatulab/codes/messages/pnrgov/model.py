"""What a push of bookings says: flight, and for each booking who, where, when, how paid, what bags.

Times of flights are local times of the airport; times of systems (created, changed, ticketed) are
UTC.  Sensitive data have no place here: reading drops and counts them.

Sources: IATA, PADIS EDIFACT implementation guide for PNRGOV, versions 11.1 to 16.1 (published);
segment TVL in the UN directory (unece.org); segment facts in the comments of US-CBP/GTAS.  Only
facts were taken from them.
"""

from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Final

from aatulab.codes.messages.address import NO_ADDRESS, Address
from aatulab.codes.messages.envelope import Envelope
from aatulab.codes.messages.fields import LocalTime

TYPE: Final = "PNRGOV"
VERSION: Final = ("13", "1", "IA")

FUNCTIONS = {"22": "push of the bookings of a flight", "141": "update"}
# what stands in the place of a flight number where no flight is booked
NO_FLIGHT = {"OPEN": "open segment", "ARNK": "arrival unknown: the traveller goes by other means"}
AGENCY_KINDS = {"T": "travel agency", "A": "airline", "": "not said"}
FORMS = {
    "CC": "card",
    "CA": "cash",
    "MS": "miscellaneous",
    "GR": "government",
    "CK": "cheque",
}
OTHER_INFORMATION, PAYER = "28", "43"
KILOGRAMS, POUNDS = "700", "701"
CONTACT_SERVICES = {"phone": "CTCM", "email": "CTCE"}


@dataclass(frozen=True)
class Agency:
    """Who made the booking: system and its office, agency number, agent, kind, State."""

    system: str = ""
    office: str = ""
    number: str = ""
    agent: str = ""
    kind: str = ""
    country: str = ""


@dataclass(frozen=True)
class Contact:
    """A contact point: `kind` is phone (E.164) or email."""

    kind: str
    value: str


@dataclass(frozen=True)
class Service:
    """A service request (SSR); `traveller` is a reference inside the booking, or empty."""

    code: str
    status: str = "HK"
    count: int = 1
    carrier: str = ""
    origin: str = ""
    destination: str = ""
    text: str = ""
    traveller: str = ""


@dataclass(frozen=True)
class Remark:
    """Free text; `kind` 28 is other information for the airline."""

    text: str
    kind: str = OTHER_INFORMATION
    carrier: str = ""


@dataclass(frozen=True)
class Payment:
    """One form of payment of a ticket; the payer is named where another person paid."""

    form: str
    amount: Decimal | None = None
    currency: str = ""
    vendor: str = ""
    card: str = ""
    card_expiry: str = ""
    payer: str = ""
    ticket: str = ""


@dataclass(frozen=True)
class PnrTraveller:
    """A traveller of a booking; `reference` ties services and check-in to them.

    `tickets` are those that stand alone; a ticket with what was paid for it is in `payments`.
    """

    reference: str
    surname: str
    given_names: str = ""
    kind: str = ""
    frequent_flyer: str = ""
    services: tuple[Service, ...] = ()
    remarks: tuple[Remark, ...] = ()
    payments: tuple[Payment, ...] = ()
    tickets: tuple[str, ...] = ()
    segment: int = field(default=0, compare=False)


@dataclass(frozen=True)
class BagTags:
    """The first of `count` bag tags in a row, and the airport on them."""

    first: str
    count: int
    destination: str
    carrier: str = ""

    def numbers(self) -> tuple[str, ...]:
        """Return every tag.

        >>> BagTags("0000015814", 2, "LIS").numbers()
        ('0000015814', '0000015815')
        """
        width = len(self.first)
        return tuple(f"{int(self.first) + step:0{width}}" for step in range(self.count))


@dataclass(frozen=True)
class CheckIn:
    """What departure control knows of one traveller on one flight."""

    traveller: str
    sequence: str = ""
    seat: str = ""
    cabin: str = ""
    bag_count: int | None = None
    bag_weight: Decimal | None = None
    bag_weight_unit: str = KILOGRAMS
    pool: str = ""
    bags: tuple[BagTags, ...] = ()
    segment: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Leg:
    """One flight of the itinerary with local times, or a gap (OPEN, ARNK).

    In a codeshare `carrier` and `number` are those on the ticket, the operating ones are who
    flies.
    """

    number: str
    carrier: str = ""
    origin: str = ""
    destination: str = ""
    departs: LocalTime | None = None
    arrives: LocalTime | None = None
    booking_class: str = ""
    operating_carrier: str = ""
    operating_number: str = ""
    party: int | None = None
    status: str = ""
    services: tuple[Service, ...] = ()
    check_ins: tuple[CheckIn, ...] = ()
    segment: int = field(default=0, compare=False)

    @property
    def is_flight(self) -> bool:
        """Whether a flight is booked here, and not a gap."""
        return self.number not in NO_FLIGHT


@dataclass(frozen=True)
class ExcessBaggage:
    """Excess baggage that was paid for."""

    pieces: int
    amount: Decimal | None = None
    currency: str = ""


@dataclass(frozen=True)
class Record:
    """One booking (PNR)."""

    locator: str
    carrier: str
    created_at: datetime | None = None
    changed_at: datetime | None = None
    ticketed_at: datetime | None = None
    agency: Agency | None = None
    address: Address = NO_ADDRESS
    contacts: tuple[Contact, ...] = ()
    services: tuple[Service, ...] = ()
    remarks: tuple[Remark, ...] = ()
    excess: ExcessBaggage | None = None
    travellers: tuple[PnrTraveller, ...] = ()
    legs: tuple[Leg, ...] = ()
    history: tuple[str, ...] = ()
    segment: int = field(default=0, compare=False)


@dataclass(frozen=True)
class PnrGov:
    """A whole message: the flight and its bookings.

    `stated_records` is what the message says it holds; `dropped` counts the sensitive entries
    that reading left behind.
    """

    envelope: Envelope
    flight: Leg
    records: tuple[Record, ...]
    carrier: str = ""
    office: str = ""
    function: str = "22"
    stated_records: int | None = None
    total_segment: int = field(default=0, compare=False)
    dropped: int = field(default=0, compare=False)
