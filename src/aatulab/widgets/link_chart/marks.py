"""What each kind of node looks like and is called: a letter in a shape; the colour only helps.

Records are squares, things are circles.  The page's script and the picture without a script draw
from the same table.
"""

from dataclasses import dataclass

from aatulab.colours import BLUE, GREEN, INK, ORANGE

PURPLE, BROWN, GREY = "#7B4FA3", "#8A5A00", "#555555"


@dataclass(frozen=True)
class Mark:
    """The look of one kind: one record or thing, several of them, the letter and the colour."""

    one: str
    many: str
    letter: str
    colour: str
    is_record: bool


MARKS = {
    "passenger": Mark("booking", "bookings", "B", BLUE, is_record=True),
    "post": Mark("postal item", "postal items", "M", GREEN, is_record=True),
    "cargo": Mark("waybill", "waybills", "W", PURPLE, is_record=True),
    "land": Mark("crossing", "crossings", "X", BROWN, is_record=True),
    "phone": Mark("phone", "phones", "T", ORANGE, is_record=False),
    "email": Mark("mail address", "mail addresses", "@", ORANGE, is_record=False),
    "card": Mark("card", "cards", "C", ORANGE, is_record=False),
    "address": Mark("address", "addresses", "D", INK, is_record=False),
    "person": Mark("person's document", "persons' documents", "P", INK, is_record=False),
    "plate": Mark("number plate", "number plates", "N", INK, is_record=False),
    "firm": Mark("firm", "firms", "F", GREY, is_record=False),
    "agency": Mark("agency", "agencies", "A", GREY, is_record=False),
}
