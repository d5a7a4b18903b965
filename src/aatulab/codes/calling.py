"""Country codes of the telephone network: ITU-T E.164, list of assigned codes.

Satellite, shared-cost and other codes without a country are among them.  No code is the beginning
of another, so a number says by itself where its country code ends.
"""

# looked up in November 2026; `phonenumbers` knows the same ones
_RANGES = """
1 7 20 27 30-34 36 39 40 41 43-49 51-58 60-66 81 82 84 86 90-95 98
211-213 216 218 220-258 260-269 290 291 297-299 350-359 370-378 380-383 385-387 389 420 421 423
500-509 590-599 670 672-683 685-692 800 808 850 852 853 855 856 870 878 880-883 886 888
960-968 970-977 979 992-996 998
"""


def _codes() -> tuple[str, ...]:
    pairs = [text.split("-") for text in _RANGES.split()]
    return tuple(str(code) for pair in pairs for code in range(int(pair[0]), int(pair[-1]) + 1))


CALLING_CODES = _codes()
