"""The machine readable zones of ICAO Doc 9303: one file a format.

| Format | Document | Lines | Doc 9303 | File |
|---|---|---|---|---|
| TD1 | identity card, the size of a bank card | 3 of 30 | part 5 | `td1` |
| TD2 | larger identity card | 2 of 36 | part 6 | `td2` |
| TD3 | passport | 2 of 44 | part 4 | `td3` |
| MRV-A | visa, a page of a passport | 2 of 44 | part 7 | `mrva` |
| MRV-B | smaller visa | 2 of 36 | part 7 | `mrvb` |

Zones are written in whole columns (`write_td3`) for the world and read one by one (`parse_td3`, or
`parse_mrz` for whichever it is) for people, who want to know which field is wrong.  Nothing here
looks a document up anywhere.  What is written is issued by Utopia (UTO), as ICAO's specimens are.
"""

from aatulab.codes.mrz.check import check_digit, check_digits
from aatulab.codes.mrz.holder import NamePool
from aatulab.codes.mrz.mrva import parse_mrva, write_mrva
from aatulab.codes.mrz.mrvb import parse_mrvb, write_mrvb
from aatulab.codes.mrz.recognise import parse_mrz
from aatulab.codes.mrz.td1 import parse_td1, write_td1
from aatulab.codes.mrz.td2 import parse_td2, write_td2
from aatulab.codes.mrz.td3 import parse_td3, write_td3
from aatulab.codes.mrz.zone import Zone

__all__ = [
    "NamePool",
    "Zone",
    "check_digit",
    "check_digits",
    "parse_mrva",
    "parse_mrvb",
    "parse_mrz",
    "parse_td1",
    "parse_td2",
    "parse_td3",
    "write_mrva",
    "write_mrvb",
    "write_td1",
    "write_td2",
    "write_td3",
]
