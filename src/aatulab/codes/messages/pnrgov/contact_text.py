"""Contact points as a booking system writes them: no @ and no + in a service request.

`//` stands for @ and `..` for _, as in published messages; an address is written in capitals and
means the same in small letters.
"""

import re

from aatulab.codes.messages.pnrgov.model import Contact

_NAME_BEHIND = re.compile(r"-[0-9][A-Z]+(?:/[A-Z ]*)?$")  # some systems add whose it is


def write_contact(contact: Contact) -> str:
    """Return a contact point as the text of CTCM or CTCE.

    >>> write_contact(Contact("email", "a_b7@example.org"))
    '/A..B7//EXAMPLE.ORG'
    """
    if contact.kind == "phone":
        return "/" + contact.value.removeprefix("+")
    return "/" + contact.value.upper().replace("_", "..").replace("@", "//")


def read_contact(kind: str, text: str) -> Contact | None:
    """Return the contact point, or nothing where the text is none.

    >>> read_contact("phone", "/33199001234-1RELMIND/ANNA").value
    '+33199001234'
    """
    said = _NAME_BEHIND.sub("", text.removeprefix("/"))
    if kind == "phone":
        return Contact(kind, "+" + said) if re.fullmatch(r"[1-9][0-9]{5,14}", said) else None
    address = said.replace("//", "@").replace("..", "_").lower()
    return Contact(kind, address) if re.fullmatch(r"[^@\s]+@[^@\s]+", address) else None
