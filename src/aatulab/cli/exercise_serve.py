"""`aatulab exercise serve`: a class plays, each trainee in a browser of their own."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    from aatulab.joint import Session

_SEED, _SPEED = 1, 5.0


def serve(  # noqa: PLR0913, PLR0917 - Typer's options are arguments
    log: Annotated[Path, typer.Option(help="A new file that keeps the log.")],
    scenario: Annotated[str, typer.Argument(help="See `aatulab exercise list`.")] = "",
    role: Annotated[
        list[str] | None, typer.Option(help="A role of a trainee, such as customs:LIS.")
    ] = None,
    scripted: Annotated[
        str, typer.Option(help="How the others play: full, none or random.")
    ] = "full",
    seed: Annotated[int | None, typer.Option(min=0, help=f"{_SEED} if not given.")] = None,
    speed: Annotated[
        float | None, typer.Option(help=f"Seconds of the exercise in a real one; {_SPEED:g} first.")
    ] = None,
    host: Annotated[str, typer.Option(help="Only this machine, unless you say otherwise.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option()] = 8720,
    go_on: Annotated[
        Path | None,
        typer.Option("--continue", help="Go on from this log of a server that stopped."),
    ] = None,
) -> None:
    """Serve the exercise; prints one address a role and the instructor's, each with its token.

    It begins paused: the instructor lets the clock go.  A server that has stopped, for whatever
    reason, goes on with --continue OLD --log NEW; everybody gets a new address.
    """
    import secrets  # noqa: PLC0415 - quick --help
    import time  # noqa: PLC0415

    import uvicorn  # noqa: PLC0415

    from aatulab.joint.partners import TRAINEE  # noqa: PLC0415
    from aatulab.joint.server import INSTRUCTOR, Seats, Settings, build_app  # noqa: PLC0415

    if go_on is None:
        session = _begun(scenario, role or [], seed, scripted, log)
    else:
        session = _continued(go_on, scenario, role or [], seed, log)
    if speed is not None or go_on is None:
        session.speed(_SPEED if speed is None else speed)
    if not session.is_paused:
        session.pause()
    trainees = [str(each) for each, player in session.players.items() if player == TRAINEE]
    tokens = {seat: secrets.token_urlsafe(18) for seat in (INSTRUCTOR, *trainees)}
    for seat, token in tokens.items():
        print(f"{seat:<20} http://{host}:{port}/#{token}")
    if go_on is not None:
        print(f"Goes on at {session.play.moment(session.now_s):%H:%M}, paused.")
    print(f"Log in {log}. Behind a proxy with TLS if it leaves this network.", flush=True)
    app = build_app(session, Seats.of(tokens), Settings(clock=time.monotonic))
    uvicorn.run(app, host=host, port=port, access_log=False, ws_max_size=65_536)
    print(f"{log}: {len(session.log)} entries; keep elsewhere: {session.log.head}")


def _begun(scenario: str, role: list[str], seed: int | None, scripted: str, log: Path) -> "Session":
    from aatulab.joint import Session, load_scenario  # noqa: PLC0415

    if not scenario:
        raise typer.BadParameter("name a scenario, or --continue a log", param_hint="SCENARIO")
    if not role:
        raise typer.BadParameter("name one role at least", param_hint="--role")
    roles = dict.fromkeys(role, "trainee")
    number = _SEED if seed is None else seed
    return Session(load_scenario(scenario), number, roles, log=log, others=scripted)


def _continued(
    go_on: Path, scenario: str, role: list[str], seed: int | None, log: Path
) -> "Session":
    from aatulab.joint import resume  # noqa: PLC0415

    return resume(go_on, log, scenario=scenario, seed=seed, trainees=role)
