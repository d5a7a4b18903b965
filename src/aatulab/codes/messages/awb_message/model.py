"""What an air waybill says, and the houses that a consolidation holds.

A master waybill is the airline's contract with a forwarder; a house waybill is the forwarder's
with the shipper.  Without houses the waybill is direct.

Sources: IATA, ONE Record documentation, mapping of XFWB, XFZB and XFHL
(github.com/IATA-Cargo/ONE-Record); e-AWB handling guideline of the Australian working group (IATA).
Only facts were taken from them.
"""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from aatulab.codes.messages.party import NOBODY, Party

KIND: Final = "AWB"
NO_CARRIAGE_VALUE, NO_CUSTOMS_VALUE = "NVD", "NCV"
CHARGE_TERMS = {"PP": "prepaid", "CC": "charges collect"}
PAYMENT_FORMS = {"CA": "cash", "CR": "credit account", "CC": "card", "": "not said"}
MOST_HOUSES = 500


@dataclass(frozen=True)
class Agent:
    """The forwarder or agent who issued the waybill."""

    name: str = ""
    code: str = ""
    city: str = ""


@dataclass(frozen=True)
class Charges:
    """Who pays the freight, how much, and how."""

    terms: str
    amount: Decimal | None = None
    form: str = ""


@dataclass(frozen=True)
class HouseWaybill:
    """One consignment in a consolidation; its number is the forwarder's, without check digit."""

    number: str
    origin: str
    destination: str
    pieces: int
    gross_kg: Decimal
    description: str
    shipper: Party = NOBODY
    consignee: Party = NOBODY
    hs_codes: tuple[str, ...] = ()
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class AirWaybill:
    """A master or direct waybill.

    Weights are in kilograms.  A value of nothing means that none was declared: NVD for carriage,
    NCV for customs.  HS codes belong to `hs_edition`.
    """

    number: str
    airports: tuple[str, ...]
    pieces: int
    gross_kg: Decimal
    description: str
    carriers: tuple[str, ...] = ()
    shipper: Party = NOBODY
    consignee: Party = NOBODY
    agent: Agent = Agent()
    chargeable_kg: Decimal | None = None
    hs_edition: str = ""
    hs_codes: tuple[str, ...] = ()
    handling_codes: tuple[str, ...] = ()
    currency: str = ""
    carriage_value: Decimal | None = None
    customs_value: Decimal | None = None
    charges: Charges | None = None
    houses: tuple[HouseWaybill, ...] = ()

    @property
    def is_consolidation(self) -> bool:
        """Whether the waybill holds house waybills."""
        return bool(self.houses)
