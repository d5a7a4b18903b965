"""A postal address, as several messages carry it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Address:
    """Street with number, city, region, postal code and State; what is not known is empty."""

    street: str = ""
    city: str = ""
    region: str = ""
    postal_code: str = ""
    country: str = ""

    def __bool__(self) -> bool:
        return any((self.street, self.city, self.region, self.postal_code, self.country))

    def __str__(self) -> str:
        """Return one line.

        >>> str(Address("4 Elm Road", "Utopolis", "", "9000", "UTO"))
        '4 Elm Road, 9000 Utopolis, UTO'
        """
        city = f"{self.postal_code} {self.city}".strip()
        return ", ".join(part for part in (self.street, city, self.region, self.country) if part)


NO_ADDRESS = Address()
