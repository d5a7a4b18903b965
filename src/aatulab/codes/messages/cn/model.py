"""What the forms CN 22 and CN 23 say about a postal item.

Sources: UPU form CN 23 with its instructions (OECD 2018, Misuse of Small Parcels for Trade in
Counterfeit Goods, annex A); form CN 22 of India Post (indiacustomercare.com).  Only the fields were
taken from them.
"""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Final

from aatulab.codes.messages.party import NOBODY, Party

KIND: Final = "CN"
FORMS = ("CN22", "CN23")
CN22_LIMIT_SDR = Decimal(300)
MOST_LINES = 100


class Category(StrEnum):
    """What the sender ticks."""

    GIFT = "gift"
    DOCUMENTS = "documents"
    SAMPLE = "commercial sample"
    SALE = "sale of goods"
    RETURNED = "returned goods"
    OTHER = "other"


# goods in a course of business: the forms ask for HS code and origin of each line
COMMERCIAL = (Category.SALE, Category.SAMPLE, Category.RETURNED)


@dataclass(frozen=True)
class ContentLine:
    """One kind of article: weight and value are those of all pieces of the line."""

    description: str
    quantity: int
    net_kg: Decimal
    value: Decimal
    currency: str
    hs_code: str = ""
    origin: str = ""


@dataclass(frozen=True)
class PostalDeclaration:
    """A declaration; weights in kilograms, what is not filled in is empty or nothing."""

    form: str
    item: str
    category: Category
    lines: tuple[ContentLine, ...]
    sender: Party = NOBODY
    addressee: Party = NOBODY
    explanation: str = ""
    gross_kg: Decimal | None = None
    total_value: Decimal | None = None
    currency: str = ""
    postage: Decimal | None = None
    office: str = ""
    posted_on: date | None = None
    importer_reference: str = ""
    licences: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    invoices: tuple[str, ...] = ()
    comments: str = ""
    signed_by: str = ""
    signed_on: date | None = None
