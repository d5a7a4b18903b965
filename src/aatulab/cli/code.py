"""`aatulab code check KIND TEXT`: what a code says, or what is wrong with it.

Exit codes: 0 nothing is wrong with the code, 1 something is (each with its place), 2 wrong usage.
"""

from typing import Annotated

import typer

code_app = typer.Typer(no_args_is_help=True, help="Codes of the trade: what they say.")


@code_app.command("kinds")
def kinds() -> None:
    """List the kinds of codes that can be checked."""
    from aatulab.codes.kinds import KINDS  # noqa: PLC0415 - quick --help

    for name, kind in KINDS.items():
        print(f"{name:<10} {kind.title}")


@code_app.command("check")
def check(
    kind: Annotated[str, typer.Argument(help="Such as awb, see `aatulab code kinds`.")],
    text: Annotated[
        list[str],
        typer.Argument(help="The code; of a machine readable zone each line, in quotes."),
    ],
) -> None:
    """Print what a code says and every problem with it; nothing is looked up anywhere."""
    from aatulab.codes.kinds import KINDS  # noqa: PLC0415
    from aatulab.codes.reading import quoted  # noqa: PLC0415

    if kind not in KINDS:
        message = f"there is no kind {kind!r}; there are: {', '.join(KINDS)}"
        raise typer.BadParameter(message, param_hint="KIND")
    # the lines of a zone stay lines; spaces between the groups of any other code mean nothing
    read = KINDS[kind].parse("\n".join(text))
    verdict = "nothing is wrong with it" if read.is_valid else f"{len(read.problems)} to mend"
    print(f"{KINDS[kind].title}: {quoted(' '.join(text))}, {verdict}")
    for problem in read.problems:
        print(f"  ! {problem}")
    for name, value in read.facts().items():
        print(f"  {name:<22} {value if value.isprintable() else quoted(value)}")
    raise typer.Exit(0 if read.is_valid else 1)
