"""A sender or receiver of goods, in air cargo and in the post."""

from dataclasses import dataclass

from aatulab.codes.messages.address import NO_ADDRESS, Address
from aatulab.codes.messages.plain import Line, line


@dataclass(frozen=True)
class Party:
    """Name, address, contact points and account number; what is not known is empty."""

    name: str = ""
    address: Address = NO_ADDRESS
    phone: str = ""
    email: str = ""
    account: str = ""


NOBODY = Party()


def party_line(tag: str, party: Party) -> Line:
    """Return a party as a line of the plain layout."""
    address = party.address
    return line(
        tag,
        party.name,
        address.street,
        address.city,
        address.region,
        address.postal_code,
        address.country,
        party.phone,
        party.email,
        party.account,
    )


def read_party(one: Line) -> Party:
    """Return the party in a line, empty where the line is."""
    name, street, city, region, code, country, phone, email, account = (
        one.value(field) for field in range(1, 10)
    )
    return Party(name, Address(street, city, region, code, country), phone, email, account)
