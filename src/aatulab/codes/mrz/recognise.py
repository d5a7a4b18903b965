"""Tell which format a machine readable zone has, then read it."""

from collections.abc import Sequence

from aatulab.codes.mrz import mrva, mrvb, td1, td2, td3
from aatulab.codes.mrz.layout import Layout
from aatulab.codes.mrz.zone import Zone, clean_line, read_zone
from aatulab.codes.reading import Problem

_LAYOUTS = (td1.LAYOUT, td2.LAYOUT, td3.LAYOUT, mrva.LAYOUT, mrvb.LAYOUT)
_LONGEST_OF_36 = 40  # a line that is cut or doubled somewhere still tells 36 from 44
_FORMS = "3 lines of 30 characters (TD1), 2 of 36 (TD2, MRV-B) or 2 of 44 (TD3, MRV-A)"


def parse_mrz(text: str) -> Zone:
    r"""Return what a zone of any format says; its lines may also stand in one.

    >>> zone = parse_mrz(
    ...     "P<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<<<<<<<<<\n"
    ...     "L898902C36UTO7408122F1204159ZE184226B<<<<<10"
    ... )
    >>> zone.format, zone.surname
    ('TD3', 'ERIKSSON')
    >>> [str(problem) for problem in parse_mrz("P<UTO").problems][0][:44]
    "lines: found '1 of 5 characters', expected 3"
    """
    lines = [line for line in map(clean_line, text.splitlines()) if line]
    lines = _split(lines) if len(lines) == 1 else lines
    layout = _layout_of(lines)
    if layout is not None:
        return read_zone(layout, lines)
    lengths = " and ".join(str(len(line)) for line in lines[:4]) or "0"
    problem = Problem("lines", f"{len(lines)} of {lengths} characters", _FORMS)
    return Zone(text="\n".join(lines), problems=(problem,))


def _split(lines: Sequence[str]) -> list[str]:
    """Return one long line cut into those of the format of that length, if there is one."""
    (whole,) = lines
    for layout in _LAYOUTS:
        if len(whole) == layout.lines * layout.length:
            starts = range(0, len(whole), layout.length)
            return [whole[start : start + layout.length] for start in starts]
    return [whole]


def _layout_of(lines: Sequence[str]) -> Layout | None:
    if len(lines) == 3:
        return td1.LAYOUT
    if len(lines) != 2:
        return None
    is_visa, is_short = lines[0].startswith("V"), max(map(len, lines)) <= _LONGEST_OF_36
    if is_short:
        return mrvb.LAYOUT if is_visa else td2.LAYOUT
    return mrva.LAYOUT if is_visa else td3.LAYOUT
