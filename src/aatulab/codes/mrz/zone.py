"""Read one machine readable zone and say everything that is wrong with it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from aatulab.codes.mrz.check import CHARACTERS, check_digit
from aatulab.codes.mrz.days import is_day
from aatulab.codes.mrz.holder import split_names
from aatulab.codes.mrz.layout import CODE, STATE, Layout, Place
from aatulab.codes.reading import Problem, Reading, compact, size
from aatulab.codes.states import IN_PASSPORTS

_STATES = "a State's code of Doc 9303 part 3"


@dataclass(frozen=True, kw_only=True)
class Zone(Reading):
    """What the lines say; dates stay six digits, since the century is not written.

    Of a text without the lines of any format all fields are empty.
    """

    format: str = ""
    document_code: str = ""
    issuing_state: str = ""
    surname: str = ""
    given_names: str = ""
    document_number: str = ""
    nationality: str = ""
    birth_date: str = ""
    sex: str = ""
    expiry_date: str = ""
    optional_data: str = ""
    more_optional_data: str = ""


def clean_line(line: str) -> str:
    """Return a line in capitals and without white space; a zone knows no hyphen.

    >>> clean_line(" p<utoeriksson<<anna ")
    'P<UTOERIKSSON<<ANNA'
    """
    return compact(line, separators=" \t\r\n")


def read_zone(layout: Layout, lines: Sequence[str]) -> Zone:
    r"""Return the fields that stand in the layout's places, and every problem with them.

    >>> from aatulab.codes.mrz import td2
    >>> zone = read_zone(td2.LAYOUT, ["I<UTOERIKSSON<<ANNA<MARIA<<<<<<<<<<<",
    ...                               "D231458908UTO7408122F1204159<<<<<<<6"])
    >>> print(*zone.problems, sep="\n")
    document number: check digit, line 2, position 10: found '8', expected 7
    composite: check digit, line 2, position 36: found '6', expected 3
    """
    lines = [clean_line(line) for line in lines]
    surname, given = split_names(_at(lines, layout.holder))
    number, rest, _ = _number(layout, lines)
    optional = [rest, *(_at(lines, place) for place in layout.optional[1:])]
    return Zone(
        text="\n".join(lines),
        problems=tuple(_problems(layout, lines)),
        format=layout.name,
        document_code=_at(lines, CODE).rstrip("<"),
        issuing_state=_at(lines, STATE).rstrip("<"),
        surname=surname,
        given_names=given,
        document_number=number,
        nationality=_at(lines, layout.nationality).rstrip("<"),
        birth_date=_at(lines, layout.birth),
        sex=_at(lines, layout.sex),
        expiry_date=_at(lines, layout.expiry),
        optional_data=optional[0].rstrip("<"),
        more_optional_data="".join(optional[1:]).rstrip("<"),
    )


def _at(lines: Sequence[str], place: Place) -> str:
    return lines[place.line - 1][place.within]


def _number(layout: Layout, lines: Sequence[str]) -> tuple[str, str, Place]:
    """Return the document number, the optional data behind it, and where its check digit stands.

    Of a long number nine characters stand in its place, `<` where the check digit would be, and
    the rest at the start of the optional data, its check digit last.
    """
    number, optional = _at(lines, layout.number), layout.optional[0]
    data = _at(lines, optional)
    rest, _, more = data.partition("<")
    if not (layout.number_goes_on and _at(lines, layout.number.check) == "<" and len(rest) > 1):
        return number.rstrip("<"), data, layout.number.check
    last = optional.first + len(rest) - 1
    return number + rest[:-1], more, Place(optional.line, last, last)


def _problems(layout: Layout, lines: Sequence[str]) -> list[Problem]:
    """Return every problem; while the characters themselves are wrong, only those."""
    return (
        list(_lengths(layout, lines))
        or list(_strangers(lines))
        or [
            *_codes(layout, lines),
            *_names(layout, lines),
            *_check_digits(layout, lines),
            *_values(layout, lines),
        ]
    )


def _lengths(layout: Layout, lines: Sequence[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        if len(line) != layout.length:
            yield Problem("length", size(line), str(layout.length), line=number)


def _strangers(lines: Sequence[str]) -> Iterator[Problem]:
    for number, line in enumerate(lines, start=1):
        for position, character in enumerate(line, start=1):
            if character not in CHARACTERS:
                yield Problem("character", character, "A-Z, 0-9 or <", position, number)


def _codes(layout: Layout, lines: Sequence[str]) -> Iterator[Problem]:
    code = _at(lines, CODE)
    if code[0] not in layout.letters:
        expected = f"a code of {layout.name}, which begins with {' or '.join(layout.letters)}"
        yield _problem("document code", lines, CODE, expected)
    for what, place in (("issuing State", STATE), ("nationality", layout.nationality)):
        if _at(lines, place).rstrip("<") not in IN_PASSPORTS:
            yield _problem(what, lines, place, _STATES)


def _names(layout: Layout, lines: Sequence[str]) -> Iterator[Problem]:
    for position, character in enumerate(_at(lines, layout.holder), start=layout.holder.first):
        if character.isdigit():
            yield Problem("name", character, "a letter or <", position, layout.holder.line)


def _check_digits(layout: Layout, lines: Sequence[str]) -> Iterator[Problem]:
    number, _, place = _number(layout, lines)
    texts = {what: (_at(lines, field), field.check) for what, field in layout.checked}
    texts["document number"] = (number, place)
    if layout.composite_check is not None:
        whole = "".join(_at(lines, part) for part in layout.composite)
        texts["composite"] = (whole, layout.composite_check)
    for what, (text, check) in texts.items():
        expected, found = str(check_digit(text)), _at(lines, check)
        # the standard lets an empty personal number have 0 or < as its check digit
        empty = what == "optional data" and text.strip("<") == "" and found == "<"
        if found != expected and not empty:
            yield _problem(f"{what}: check digit", lines, check, expected)


def _values(layout: Layout, lines: Sequence[str]) -> Iterator[Problem]:
    for what, place in (("birth date", layout.birth), ("expiry date", layout.expiry)):
        if not is_day(_at(lines, place)):
            yield _problem(what, lines, place, "a calendar day as YYMMDD")
    if _at(lines, layout.sex) not in {"M", "F", "<"}:
        yield _problem("sex", lines, layout.sex, "M, F or <")


def _problem(what: str, lines: Sequence[str], place: Place, expected: str) -> Problem:
    return Problem(what, _at(lines, place), expected, place.first, place.line)
