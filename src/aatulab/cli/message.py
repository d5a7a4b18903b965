"""`aatulab message`: show what a message of the trade says, and check it.

Exit codes: 0 all holds, 1 findings or a message that cannot be read, 2 wrong usage.
"""

import sys
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.table import Table
from rich.text import Text

from aatulab.errors import MessageError

message_app = typer.Typer(
    no_args_is_help=True, help="Messages: PNRGOV, PAXLST, air waybill, CN 22 and CN 23."
)
_WIDE = 240
_File = Annotated[
    Path, typer.Argument(exists=True, dir_okay=False, readable=True, help="The message.")
]


@message_app.command("show")
def show(file: _File) -> None:
    """Print a message as tables."""
    from aatulab.codes.messages.received import read_message  # noqa: PLC0415 - quick --help
    from aatulab.codes.messages.sheets import sheets  # noqa: PLC0415

    try:
        found = sheets(read_message(_text(file)))
    except MessageError as error:
        raise _refused(file, error) from None
    # a pipe has no width: rows stay whole there
    console = Console(width=None if sys.stdout.isatty() else _WIDE)
    for sheet in found:
        table = Table(title=Text(_plain(sheet.title)), title_justify="left")
        for head in sheet.heads:
            table.add_column(head, overflow="fold")
        for row in sheet.rows:
            table.add_row(*(Text(_plain(cell)) for cell in row))
        console.print(table)


@message_app.command("check")
def check(
    file: _File,
    sdr: Annotated[
        str, typer.Option(help="One SDR in the currency of a postal declaration, such as 1.17.")
    ] = "",
) -> None:
    """Print what does not hold in a message, one finding a line."""
    from aatulab.codes.messages.received import check_message  # noqa: PLC0415

    rate = _rate(sdr)
    try:
        findings = check_message(_text(file), rate)
    except MessageError as error:
        raise _refused(file, error) from None
    for finding in findings:
        print(f"{file}: {_plain(str(finding))}")
    print(f"{file}: {len(findings)} to look at." if findings else f"{file}: all holds.")
    raise typer.Exit(1 if findings else 0)


def _text(file: Path) -> str:
    from aatulab.codes.messages.received import MOST_BYTES, message_text  # noqa: PLC0415

    with file.open("rb") as opened:
        return message_text(opened.read(MOST_BYTES + 1))


def _rate(said: str) -> Decimal | None:
    if not said:
        return None
    try:
        rate = Decimal(said)
    except InvalidOperation:
        rate = Decimal(0)
    if not (rate.is_finite() and rate > 0):
        raise typer.BadParameter(f"found {said!r}, expected a number above 0.", param_hint="--sdr")
    return rate


def _refused(file: Path, error: MessageError) -> typer.Exit:
    print(f"aatulab: {file}: {_plain(str(error))}", file=sys.stderr)
    return typer.Exit(1)


def _plain(text: str) -> str:
    """Return text without characters that steer a terminal; a message is anybody's text."""
    return "".join(c if c.isprintable() else "?" for c in text)
