"""Write a telephone number as the world does: E.164, a plus sign, country code and number.

A number in national form says nothing about its country: who wrote it down where has to be known.
What cannot be such a number becomes nothing, and never a guess.
"""

from aatulab.codes.phones import parse_phone
from aatulab.codes.reading import compact

_BETWEEN = " \t\n\r\N{NO-BREAK SPACE}\N{NARROW NO-BREAK SPACE}-\N{NON-BREAKING HYPHEN}()./"
_ABROAD = "00"  # what most countries dial before a country code
# where the first 0 belongs to the number, or where there is none to drop
_KEEP_ZERO = frozenset({"39", "378"})
_NO_ZERO = frozenset({"1", "34", "45", "47", "48", "351", "352", "420"})


def e164(text: str, written_in: str = "") -> str:
    """Return a number in E.164 form, or nothing where it cannot be one.

    `written_in` is the country code of the place where it was written down; without it a number
    in national form stays unknown.

    >>> e164("00353 20 910 4705"), e164("020 910 4705", "353"), e164("+353 (0)20 910 4705")
    ('+353209104705', '+353209104705', '+353209104705')
    >>> e164("020 910 4705"), e164("call the shop")
    ('', '')
    """
    code = compact(text.replace("(0)", ""), separators=_BETWEEN)
    if code.startswith(_ABROAD):
        code = f"+{code.removeprefix(_ABROAD)}"
    elif not code.startswith("+"):
        code = _from_national(code, written_in.removeprefix("+"))
    return code if code and not parse_phone(code).problems else ""


def _from_national(code: str, country: str) -> str:
    """Return a national number with its country code; nothing if the country is not known."""
    if not country or not code:
        return ""
    if country == "1":
        code = code.removeprefix("1") if len(code) > 10 else code  # dialled before an area code
    elif country not in _KEEP_ZERO | _NO_ZERO:
        code = code.removeprefix("0")
    return f"+{country}{code}"
