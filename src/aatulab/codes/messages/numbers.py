"""Check digits of numbers inside messages, as found and expected for a finding."""

import re

from aatulab.codes.messages.segment import shortened


def waybill_slip(number: str) -> tuple[str, str] | None:
    """Return what an air waybill's check digit is and should be, or nothing if it holds.

    The digit is the remainder of the seven-digit serial number by seven; the airline's prefix does
    not count.

    >>> waybill_slip("589-81140743"), waybill_slip("000-12345678")
    (None, ('check digit 8', '5'))
    """
    serial, digit = number[4:11], number[11:]
    expected = str(int(serial) % 7)
    return None if digit == expected else (f"check digit {digit}", expected)


def postal_slip(number: str) -> tuple[str, str] | None:
    """Return what is wrong with the number of a postal item (UPU S10), or nothing if it holds.

    >>> postal_slip("RB473124829UT"), postal_slip("RB473124828UT")
    (None, ('check digit 8', '9'))
    """
    parts = re.fullmatch(r"[A-Z]{2}([0-9]{8})([0-9])[A-Z]{2}", number)
    if parts is None:
        return repr(shortened(number)), "two letters, nine digits, two letters"
    total = sum(
        int(digit) * weight
        for digit, weight in zip(parts[1], (8, 6, 4, 2, 3, 5, 9, 7), strict=True)
    )
    expected = {10: "0", 11: "5"}.get(11 - total % 11, str(11 - total % 11))
    return None if parts[2] == expected else (f"check digit {parts[2]}", expected)
