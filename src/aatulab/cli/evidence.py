"""`aatulab evidence check FILE`: say whether a ledger was changed, and what does not add up.

Exit codes: 0 all holds, 1 findings, 2 wrong usage, 3 the file cannot be read at all.
"""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from aatulab.errors import InspectionError

if TYPE_CHECKING:  # imported when a verb runs, so that --help answers at once
    from aatulab.inspection.evidence import Kept

evidence_app = typer.Typer(no_args_is_help=True, help="The exhibits' ledger: check it.")


@evidence_app.callback()
def evidence() -> None:
    """Check the ledger of a unit's exhibits."""  # with one verb only, Typer would drop its name


@evidence_app.command("check")
def check(
    file: Annotated[Path, typer.Argument(help="The ledger: one entry a line.")],
    kept: Annotated[
        str,
        typer.Option(help="Number and digest kept elsewhere, such as 12:3fa94b11c0de7788."),
    ] = "",
    minutes: Annotated[
        float, typer.Option(min=0, help="How long a hand-over may take by your orders.")
    ] = 15.0,
) -> None:
    """Print every sign of tampering and everything that does not add up, one a line."""
    from aatulab.inspection.evidence import Kept, Rules, check_ledger, read_ledger  # noqa: PLC0415

    known = _kept(kept)
    ledger = read_ledger(file)
    findings = check_ledger(ledger, known, Rules(minutes))
    for finding in findings:
        print(f"{file}: {finding}")
    last = ledger.last
    exhibits = len({entry.record.exhibit for entry in ledger.entries})
    verdict = f"{len(findings)} to look at" if findings else "all holds"
    print(f"{file}: {len(ledger.entries)} entries on {exhibits} exhibits, {verdict}.")
    if last is not None and not findings:
        print(f"Keep elsewhere: {Kept.of(last)}")
    raise typer.Exit(1 if findings else 0)


def _kept(said: str) -> "Kept | None":
    from aatulab.inspection.evidence import Kept  # noqa: PLC0415

    try:
        return Kept.parse(said) if said else None
    except InspectionError as error:
        raise typer.BadParameter(str(error), param_hint="--kept") from None
