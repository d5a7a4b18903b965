"""`aatulab exercise`: play the joint exercise, play its log again, score it, look back on it.

Exit codes: 0 done, 1 the exercise is not over or a log does not come out, 2 wrong usage, 3 it
could not be done.
"""

from pathlib import Path
from typing import Annotated

import typer

from aatulab.cli.exercise_serve import serve

exercise_app = typer.Typer(no_args_is_help=True, help="The joint exercise and its debrief.")
exercise_app.command("serve")(serve)

LOG = typer.Argument(exists=True, dir_okay=False, help="The log of an exercise (JSON lines).")


@exercise_app.command("list")
def list_scenarios() -> None:
    """Print every scenario: name, minutes, airports, title."""
    from aatulab.joint import load_scenario, scenario_names  # noqa: PLC0415 - quick --help

    for name in scenario_names():
        scenario = load_scenario(name)
        airports = " ".join(scenario.airports)
        print(f"{name:<24}{scenario.minutes:>4} min  {airports}  {scenario.title}")


@exercise_app.command("run")
def run(
    scenario: Annotated[str, typer.Argument(help="See `aatulab exercise list`.")] = "",
    role: Annotated[
        list[str] | None, typer.Option(help="A role that you play, such as customs:LIS.")
    ] = None,
    scripted: Annotated[
        str, typer.Option(help="How the others play: full, none (shares nothing) or random.")
    ] = "full",
    seed: Annotated[int, typer.Option(min=0)] = 1,
    log: Annotated[Path | None, typer.Option(help="A new file that keeps the log.")] = None,
    go_on: Annotated[
        Path | None, typer.Option("--continue", help="Go on from this log, into --log.")
    ] = None,
) -> None:
    """Play at the terminal; without a role the partners play alone, and the score is printed."""
    from aatulab.cli.exercise_play import play_roles  # noqa: PLC0415
    from aatulab.joint import Session, load_scenario, resume, score  # noqa: PLC0415

    if bool(scenario) == (go_on is not None):
        raise typer.BadParameter("name a scenario, or --continue a log", param_hint="SCENARIO")
    if go_on is not None:
        if log is None:
            raise typer.BadParameter("--continue needs a new file", param_hint="--log")
        session = resume(go_on, log)
    else:
        roles = dict.fromkeys(role or [], "trainee")
        session = Session(load_scenario(scenario), seed, roles, log=log, others=scripted)
    mine = [str(each) for each, player in session.players.items() if player == "trainee"]
    if mine:
        play_roles(session, mine)
    else:
        session.advance(session.scenario.end_s)
    print(score(session.play).words())
    if log is not None:
        print(f"\n{log}: {len(session.log)} entries; keep elsewhere: {session.log.head}")
    raise typer.Exit(0 if session.is_over else 1)


@exercise_app.command("replay")
def replay(log: Annotated[Path, LOG]) -> None:
    """Play a log again, and say whether it comes out byte for byte."""
    from aatulab.joint import replay_file  # noqa: PLC0415

    session = replay_file(log)
    whole = session.log.lines().encode() == log.read_bytes()
    state = "byte for byte" if whole else "but its last line was cut off"
    print(f"{log}: {len(session.log)} entries come out again, {state}.")
    raise typer.Exit(0 if whole else 1)


@exercise_app.command("score")
def score_log(
    log: Annotated[Path, LOG],
    as_json: Annotated[bool, typer.Option("--json", help="As JSON.")] = False,
) -> None:
    """Print the score of a log: outcome, process, rights, cooperation, with every reason."""
    import json  # noqa: PLC0415

    from aatulab.joint import replay_file, score  # noqa: PLC0415

    sheet = score(replay_file(log).play)
    print(json.dumps(sheet.to_json(), indent=1) if as_json else sheet.words())
    raise typer.Exit(0 if sheet.is_over else 1)


@exercise_app.command("debrief")
def debrief(
    log: Annotated[Path, LOG],
    out: Annotated[Path, typer.Option(help="The notebook to write, NAME.ipynb.")],
) -> None:
    """Write the debrief as a notebook, with the log beside it."""
    from aatulab.joint.debrief import write_debrief  # noqa: PLC0415

    print(f"{write_debrief(log, out)}: open it in JupyterLab and run all cells.")
