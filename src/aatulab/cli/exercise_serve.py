"""`aatulab exercise serve`: a class plays, each trainee in a browser of their own."""

from pathlib import Path
from typing import Annotated

import typer


def serve(  # noqa: PLR0913, PLR0917 - Typer's options are arguments
    scenario: Annotated[str, typer.Argument(help="See `aatulab exercise list`.")],
    role: Annotated[list[str], typer.Option(help="A role of a trainee, such as customs:LIS.")],
    log: Annotated[Path, typer.Option(help="A new file that keeps the log.")],
    scripted: Annotated[
        str, typer.Option(help="How the others play: full, none or random.")
    ] = "full",
    seed: Annotated[int, typer.Option(min=0)] = 1,
    speed: Annotated[float, typer.Option(help="Seconds of the exercise in a real one.")] = 5.0,
    host: Annotated[str, typer.Option(help="Only this machine, unless you say otherwise.")] = (
        "127.0.0.1"
    ),
    port: Annotated[int, typer.Option()] = 8720,
) -> None:
    """Serve the exercise; prints one address a role and the instructor's, each with its token.

    It begins paused: the instructor lets the clock go.
    """
    import secrets  # noqa: PLC0415 - quick --help
    import time  # noqa: PLC0415

    import uvicorn  # noqa: PLC0415

    from aatulab.joint import Session, load_scenario  # noqa: PLC0415
    from aatulab.joint.server import INSTRUCTOR, Seats, Settings, build_app  # noqa: PLC0415

    roles = dict.fromkeys(role, "trainee")
    session = Session(load_scenario(scenario), seed, roles, log=log, others=scripted)
    session.speed(speed)
    session.pause()
    tokens = {seat: secrets.token_urlsafe(18) for seat in (INSTRUCTOR, *roles)}
    for seat, token in tokens.items():
        print(f"{seat:<20} http://{host}:{port}/#{token}")
    print(f"Log in {log}. Behind a proxy with TLS if it leaves this network.", flush=True)
    app = build_app(session, Seats.of(tokens), Settings(clock=time.monotonic))
    uvicorn.run(app, host=host, port=port, access_log=False, ws_max_size=65_536)
    print(f"{log}: {len(session.log)} entries; keep elsewhere: {session.log.head}")
