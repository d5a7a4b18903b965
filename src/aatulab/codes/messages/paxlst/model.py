"""What a passenger list says: flight, reporting party, travellers, documents, bags.

Sources: UN directory, message PAXLST D.02B and D.05B (service.unece.org/trade/untdid); WCO, IATA
and ICAO, guidelines on advance passenger information, PAXLST implementation guide, version 3 of
2010.  Only facts were taken from them.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Final

from aatulab.codes.messages.address import NO_ADDRESS, Address
from aatulab.codes.messages.envelope import Envelope

TYPE: Final = "PAXLST"
VERSION: Final = ("D", "02B", "UN", "IATA")

# BGM: what is listed
KINDS = {
    "745": "passenger list",
    "250": "crew list",
    "266": "flight status",
    "336": "master crew list",
}
# NAD of a traveller
ROLES = {
    "FL": "passenger",
    "FM": "crew member",
    "DDU": "passenger in transit",
    "DDT": "crew member in transit",
}
# LOC of the flight, and the DTM that may follow
STOPS = {
    "125": "departure",
    "87": "arrival",
    "92": "intermediate",
    "130": "final destination",
}
DEPARTURE_TIME, ARRIVAL_TIME = "189", "232"
# LOC of a traveller, by field
PLACES = {
    "embarks_at": "178",
    "disembarks_at": "179",
    "clears_at": "22",
    "residence": "174",
    "birth_place": "180",
}
# RFF of a traveller, by field
REFERENCES = {
    "locator": "AVF",
    "unique_reference": "ABO",
    "seat": "SEA",
    "government_reference": "AEA",
    "customer_reference": "CR",
}
CONTACTS = {"TE": "phone", "FX": "fax", "EM": "e-mail"}
SEXES = ("F", "M", "U", "X")
WEIGHT_UNITS = ("KGM", "LBR")
PASSENGER_ROLES = ("FL",)
PASSENGERS_TOTAL, CREW_TOTAL = "42", "41"


@dataclass(frozen=True)
class Contact:
    """A number or address of the reporting party; `kind` is a key of `CONTACTS`."""

    value: str
    kind: str


@dataclass(frozen=True)
class ReportingParty:
    """Who answers for the message."""

    name: str
    contacts: tuple[Contact, ...] = ()


@dataclass(frozen=True)
class Stop:
    """An airport of the flight, with local times of that airport; `role` is a key of `STOPS`."""

    role: str
    airport: str
    arrives_at: datetime | None = None
    departs_at: datetime | None = None


@dataclass(frozen=True)
class Flight:
    """The flight, such as 0Q204, and its airports in order."""

    number: str
    stops: tuple[Stop, ...]
    overflight: bool = False
    segment: int = field(default=0, compare=False)

    def airport(self, role: str) -> Stop | None:
        """Return the first airport with a role."""
        return next((stop for stop in self.stops if stop.role == role), None)


@dataclass(frozen=True)
class TravelDocument:
    """A travel document; `kind` is P (passport), V (visa), I (identity card) or another letter."""

    kind: str
    number: str
    expires_on: date | None = None
    issuing_state: str = ""
    segment: int = field(default=0, compare=False)


@dataclass(frozen=True)
class BagTags:
    """One bag tag, or the first of several tags in a row."""

    first: str
    count: int = 1


@dataclass(frozen=True)
class Traveller:
    """One traveller with documents and bags; `role` is a key of `ROLES`, `segment` its NAD."""

    surname: str
    given_names: str = ""
    middle_names: str = ""
    role: str = "FL"
    address: Address = NO_ADDRESS
    sex: str = ""
    birth_date: date | None = None
    bag_count: int | None = None
    bag_weight: Decimal | None = None
    bag_weight_unit: str = "KGM"
    verified: bool | None = None
    bag_tags: tuple[BagTags, ...] = ()
    embarks_at: str = ""
    disembarks_at: str = ""
    clears_at: str = ""
    residence: str = ""
    birth_place: str = ""
    nationality: str = ""
    locator: str = ""
    unique_reference: str = ""
    seat: str = ""
    government_reference: str = ""
    customer_reference: str = ""
    documents: tuple[TravelDocument, ...] = ()
    segment: int = field(default=0, compare=False)


@dataclass(frozen=True)
class PassengerList:
    """A whole message.

    `stated_total` is what the message says it holds; nothing means that it does not say.
    """

    envelope: Envelope
    flight: Flight
    travellers: tuple[Traveller, ...]
    reporting_party: ReportingParty | None = None
    kind: str = "745"
    modifier: str = ""
    transaction: str = ""
    stated_total: int | None = None
    total_segment: int = field(default=0, compare=False)

    def counted(self) -> int:
        """Return how many travellers the total of this kind of list counts."""
        crew = self.kind in ("250", "336")
        roles = ("FM",) if crew else PASSENGER_ROLES
        return sum(each.role in roles for each in self.travellers)
