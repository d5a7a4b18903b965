"""Contact points as a booking system writes them: no @, _ or + in a service request.

`//` stands for @, `..` for _ and `./` for -; an address is written in capitals and means the same
in small letters.  A language and whose contact it is may follow.  (Delta Air Lines and Amadeus, how
agents enter CTCE and CTCM under IATA's resolution 830d.)
"""

import re

from aatulab.codes.messages.pnrgov.model import Contact

_NAME_BEHIND = re.compile(r"-[0-9][A-Z]+(?:/[A-Z ]*)?$")
_LANGUAGE_BEHIND = re.compile(r"(?<!/)/[A-Z]{2}$")
_WRITTEN = (("_", ".."), ("-", "./"), ("@", "//"))


def write_contact(contact: Contact) -> str:
    """Return a contact point as the text of CTCM or CTCE.

    >>> write_contact(Contact("email", "a_b-c7@example.org"))
    '/A..B./C7//EXAMPLE.ORG'
    """
    said = contact.value.removeprefix("+").upper()
    if contact.kind == "email":
        for sign, written in _WRITTEN:
            said = said.replace(sign, written)
    return "/" + said


def read_contact(kind: str, text: str) -> Contact | None:
    """Return the contact point, or nothing where the text is none.

    >>> read_contact("phone", "/33199001234/FR-1RELMIND/ANNA").value
    '+33199001234'
    """
    said = _LANGUAGE_BEHIND.sub("", _NAME_BEHIND.sub("", text.removeprefix("/")))
    if kind == "phone":
        return Contact(kind, "+" + said) if re.fullmatch(r"[1-9][0-9]{5,14}", said) else None
    for sign, written in (_WRITTEN[2], _WRITTEN[1], _WRITTEN[0]):
        said = said.replace(written, sign)
    return Contact(kind, said.lower()) if re.fullmatch(r"[^@\s]+@[^@\s]+", said) else None
