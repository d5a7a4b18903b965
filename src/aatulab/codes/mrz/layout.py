"""Where each field of a machine readable zone stands.

A layout is data: `writing` fills it for whole columns, `zone` reads it and checks it.
"""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class Place:
    """A run of characters: its line, and the positions as the standard counts them, from 1."""

    line: int
    first: int
    last: int

    @property
    def within(self) -> slice:
        """The same as Python counts."""
        return slice(self.first - 1, self.last)

    @property
    def width(self) -> int:
        """How many characters it holds."""
        return self.last - self.first + 1

    @property
    def check(self) -> "Place":
        """The place right behind: where a checked field has its check digit."""
        return replace(self, first=self.last + 1, last=self.last + 1)


@dataclass(frozen=True)
class Layout:
    """One format.  The first two characters are the document code, the next three the State."""

    name: str
    lines: int
    length: int
    letters: str  # with which the document code may begin
    holder: Place
    number: Place
    nationality: Place
    birth: Place
    sex: Place
    expiry: Place
    optional: tuple[Place, ...]
    optional_is_checked: bool = False
    # a number of more than nine characters goes on in the optional data (identity cards)
    number_goes_on: bool = False
    composite: tuple[Place, ...] = ()
    composite_check: Place | None = None

    @property
    def checked(self) -> tuple[tuple[str, Place], ...]:
        """The fields with a check digit of their own, right behind them."""
        always = (
            ("document number", self.number),
            ("birth date", self.birth),
            ("expiry date", self.expiry),
        )
        return (
            (*always, ("optional data", self.optional[0])) if self.optional_is_checked else always
        )


CODE = Place(1, 1, 2)
STATE = Place(1, 3, 5)
