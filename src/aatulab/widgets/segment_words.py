"""What the segments of PAXLST and PNRGOV mean, in words for somebody who reads the first one.

Facts from the UN directory (service.unece.org/trade/untdid, PAXLST D.02B) and the IATA guide to
PNRGOV; the words are ours.  A key is the tag, or the tag with its first qualifier.
"""

from aatulab.codes.messages.segment import Segment

ENVELOPE = {
    "UNB": (
        "the envelope opens",
        "Who sends to whom, when (date and time), under which reference.",
    ),
    "UNH": ("the message begins", "Its type and version: here one reads what the rest will be."),
    "UNT": ("the message ends", "How many segments it has, itself and UNH included: count them."),
    "UNZ": ("the envelope closes", "How many messages were in it, and the reference once more."),
    "UNG": ("a group opens", "A group of messages of one kind."),
    "UNE": ("a group closes", "How many messages were in the group."),
}
PAXLST = {
    "BGM": ("kind of list", "745 is a list of passengers, 250 of the crew."),
    "NAD+MS": ("who reports", "The desk of the carrier that answers for this message."),
    "COM": ("how to reach them", "A telephone number, a fax number or a mail address."),
    "TDT+20": ("the flight", "The number of the flight that arrives or departs."),
    "LOC+125": ("airport of departure", "Where the flight takes off."),
    "LOC+87": ("airport of arrival", "Where the flight lands."),
    "LOC+92": ("airport on the way", "Where the flight calls in between."),
    "DTM+189": ("departure", "Year, month, day, hour, minute, by the clock of that airport."),
    "DTM+232": ("arrival", "Year, month, day, hour, minute, by the clock of that airport."),
    "NAD+FL": (
        "a passenger begins",
        "Surname : given names. Up to the next NAD all is about them.",
    ),
    "NAD+FM": ("a crew member begins", "Surname : given names."),
    "ATT": ("sex, as the document has it", "It identifies; it never scores."),
    "DTM+329": ("date of birth", "Year, month, day; the century is not written."),
    "MEA+CT": ("number of checked bags", "For this traveller, on this flight."),
    "MEA+WT": ("weight of the checked bags", "Together; KGM is kilograms, LBR pounds."),
    "FTX+BAG": ("bag tag", "The number on the first tag; a second figure counts tags in a row."),
    "LOC+178": ("where this traveller boarded", "It can differ from where the flight began."),
    "LOC+179": ("where this traveller gets off", "It can differ from where the flight ends."),
    "LOC+174": ("country of residence", "It identifies; it never scores."),
    "LOC+180": ("place of birth", "It identifies; it never scores."),
    "NAT": ("nationality, three letters", "It identifies; it never scores."),
    "RFF+AVF": ("record locator", "The name of the booking: the key that leads to the PNR."),
    "RFF+SEA": ("seat", "As given at check-in. People change seats."),
    "DOC": ("the travel document", "P is a passport; then its number."),
    "DTM+36": ("the document expires", "Year, month, day."),
    "LOC+91": ("State that issued the document", "UTO is Utopia: nobody can have this passport."),
    "CNT+42": ("control total", "How many passengers are listed: count the NAD+FL."),
}
PNRGOV = {
    "MSG": ("what the message does", "22 pushes bookings to a State."),
    "ORG": ("who made it", "Carrier and place; inside a booking the agency that took it."),
    "TVL": ("a leg of the journey", "Date and time by local clocks, from, to, carrier, number."),
    "EQN": ("how many", "In the head: the number of bookings that follow."),
    "SRC": ("a booking begins", "Up to the next SRC all is about this one booking."),
    "RCI": ("record locator", "Carrier : locator, then day and time when it was made."),
    "SSR+CTCM": ("mobile number", "What somebody left so that the airline can reach somebody."),
    "SSR+CTCE": ("mail address", "Written with // for @."),
    "SSR+DOCS": ("travel document, as booked", "Typed in by somebody, often weeks before."),
    "SSR+SEAT": ("seat asked for", "Not yet the seat that is sat in."),
    "DAT+700": ("last change, and ticketing", "700 the last change, 710 when the ticket was made."),
    "DAT": ("dates", "Of the check-in that follows."),
    "IFT": ("free text", "What an agent wrote. Read it; do not count it."),
    "ADD": ("address", "A postal address or a telephone number."),
    "EBD": ("excess baggage, paid", "Pieces or weight above the allowance."),
    "TIF": ("a traveller", "Surname, given names, A adult or C child, number in the booking."),
    "FTI": ("frequent flyer card", "Carrier and number."),
    "TKT": ("the ticket", "Its number: three digits for the airline, ten of its own."),
    "MON": ("what it cost", "T is the total, then the currency."),
    "FOP": ("how it was paid", "CA cash, CC card, MS other; of a card most digits are masked."),
    "PTK": ("terms of the ticket", "Fare, one way or return."),
    "RPI": ("party and status", "How many travel; HK is confirmed."),
    "APD": ("more about the leg", "Equipment and stops."),
    "TRI": ("a check-in", "Which traveller of the booking it is about."),
    "SSD": ("seat", "As given at check-in."),
    "TBD": ("bags, as tagged", "Count, weight (700: kilograms), first tag, count, destination."),
    "LTS": ("a line of history", "What was changed in the booking, and when."),
    "ABI": ("who changed it", "The system or office behind a change."),
    "SAC": ("kind of change", "Added, cancelled, changed."),
}


def words_for(segment: Segment, kind: str) -> tuple[str, str]:
    """Return a title and a sentence for a segment of a message of this kind.

    >>> words_for(Segment("LOC", (("87",), ("AMS",))), "PAXLST")[0]
    'airport of arrival'
    """
    known = ENVELOPE | (PAXLST if kind == "PAXLST" else PNRGOV)
    for key in (f"{segment.tag}+{segment.value(1)}", segment.tag):
        if key in known:
            return known[key]
    return "not explained here", "The guide of the message says what this segment means."
