"""`aatulab research`: ask a database, or serve all of them to a class.

Exit codes: 0 answered, 1 refused or not answered, 2 wrong usage, 3 it could not be done.
"""

from pathlib import Path
from typing import Annotated

import typer

research_app = typer.Typer(no_args_is_help=True, help="Look-ups: databases, rules and the log.")

CASE = typer.Option(help="Whose tables the databases hold, see `aatulab case list`.")
SCENARIO = typer.Option(help="How the databases behave: datasets/research/NAME.yml.")
LOG = typer.Option(help="The file that keeps the log; it is continued if it is there.")


@research_app.command("ask")
def ask(  # noqa: PLR0913, PLR0917 - Typer's options are arguments
    database: Annotated[str, typer.Argument(help="Such as documents or notices.")],
    query: Annotated[list[str], typer.Argument(help="Such as surname=Relmind.")],
    purpose: Annotated[str, typer.Option(help="What the answer is needed for.")] = "",
    ground: Annotated[str, typer.Option(help="The legal ground.")] = "",
    officer: Annotated[str, typer.Option(help="Who asks.")] = "officer-01",
    role: Annotated[str, typer.Option(help="As what.")] = "targeting officer",
    case: Annotated[str, CASE] = "all-doors-open",
    scenario: Annotated[str, SCENARIO] = "ordinary-day",
    log: Annotated[Path | None, LOG] = None,
) -> None:
    """Ask one question at the moment of a case, and print the answer with its reasons."""
    from aatulab.cases import load_case  # noqa: PLC0415 - quick --help
    from aatulab.research import Request, desk_of_case  # noqa: PLC0415

    if wrong := [pair for pair in query if "=" not in pair]:
        message = f"found {wrong[0]!r}, expected KEY=VALUE such as surname=Relmind"
        raise typer.BadParameter(message, param_hint="QUERY")
    asked = dict(pair.split("=", 1) for pair in query)
    opened = load_case(case)
    desk = desk_of_case(opened, scenario, log)
    at = opened.as_of.to_pydatetime()
    answer = desk.ask(Request(officer, role, at, purpose, ground, database, asked))
    print(f"{answer.outcome.upper()} after {answer.waited_s:.1f} s (entry {answer.entry})")
    print(answer.says)
    for match in answer.matches:
        print(f"  {match.record}  {match.score:g}  {'; '.join(match.reasons)}")
        print(f"    {', '.join(f'{name} {value}' for name, value in match.fields.items())}")
    print(f"Next: {answer.next_step}")
    raise typer.Exit(0 if answer.outcome in {"hit", "possible", "no hit"} else 1)


@research_app.command("tokens")
def tokens(
    out: Annotated[Path, typer.Argument(help="The file for the server; it holds digests only.")],
    officers: Annotated[list[str], typer.Argument(help="NAME=ROLE, such as 'ana=auditor'.")],
) -> None:
    """Make a token for each officer; the tokens are printed once and kept nowhere."""
    import secrets  # noqa: PLC0415

    from aatulab.research.http.officers import Officer, officers_file, token_digest  # noqa: PLC0415

    if wrong := [pair for pair in officers if "=" not in pair]:
        message = f"found {wrong[0]!r}, expected NAME=ROLE"
        raise typer.BadParameter(message, param_hint="OFFICERS")
    made = {}
    for name, role in (pair.split("=", 1) for pair in officers):
        token = secrets.token_urlsafe(24)
        made[name] = Officer(name, role, token_digest(token))
        print(f"{name:<20} {role:<20} {token}")
    out.write_text(officers_file(made), encoding="utf-8")


@research_app.command("serve")
def serve(
    officers: Annotated[Path, typer.Option(help="Made with `aatulab research tokens`.")],
    case: Annotated[str, CASE] = "all-doors-open",
    scenario: Annotated[str, SCENARIO] = "ordinary-day",
    log: Annotated[Path, LOG] = Path("look-ups.jsonl"),
    host: Annotated[str, typer.Option(help="Only this machine, unless you say otherwise.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option()] = 8710,
    wait: Annotated[bool, typer.Option("--wait", help="Let answers take their time.")] = False,
) -> None:
    """Serve the databases of a case to a class; its time begins with the case's own."""
    import time  # noqa: PLC0415
    from datetime import timedelta  # noqa: PLC0415

    import uvicorn  # noqa: PLC0415

    from aatulab.cases import load_case  # noqa: PLC0415
    from aatulab.research import desk_of_case  # noqa: PLC0415
    from aatulab.research.http.app import Settings, build_app  # noqa: PLC0415
    from aatulab.research.http.officers import read_officers  # noqa: PLC0415

    known = read_officers(officers)
    opened = load_case(case)
    desk = desk_of_case(opened, scenario, log)
    begins, begun = opened.as_of.to_pydatetime(), time.monotonic()
    settings = Settings(
        now=lambda: begins + timedelta(seconds=time.monotonic() - begun),
        clock=time.monotonic,
        sleep=time.sleep if wait else None,
    )
    print(f"{case}, {scenario}: {', '.join(desk.databases)} for {len(known)} officers")
    print(f"http://{host}:{port}, log in {log}. Behind a proxy with TLS if it leaves this machine.")
    uvicorn.run(build_app(desk, known, settings), host=host, port=port, access_log=False)
