"""The `aatulab` command: one file per verb, put together here.

Verbs import what they need when they run, so that `--help` and a typing error answer at once.
Exit codes: 0 done, 1 done and something needs attention, 2 wrong usage, 3 it could not be done.
"""

import sys

import typer

from aatulab.cli.benchmark import benchmark_app
from aatulab.cli.case import case_app
from aatulab.cli.check import check
from aatulab.cli.code import code_app
from aatulab.cli.course import course_app
from aatulab.cli.doctor import doctor
from aatulab.cli.evidence import evidence_app
from aatulab.cli.exchange import exchange_app
from aatulab.cli.exercise import exercise_app
from aatulab.cli.grade import grade
from aatulab.cli.message import message_app
from aatulab.cli.new import new_app
from aatulab.cli.product import product_app
from aatulab.cli.research import research_app
from aatulab.cli.similar import similar
from aatulab.cli.translate import translate_app
from aatulab.cli.workspace import workspace_app
from aatulab.cli.world import world_app
from aatulab.cli.xray import xray_app
from aatulab.errors import AatuLabError

app = typer.Typer(
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Training in targeting, research and inspection on a synthetic border world.",
)
app.add_typer(workspace_app, name="workspace")
app.add_typer(course_app, name="course")
app.add_typer(world_app, name="world")
app.add_typer(case_app, name="case")
app.add_typer(benchmark_app, name="benchmark")
app.add_typer(new_app, name="new")
app.add_typer(translate_app, name="translate")
app.add_typer(code_app, name="code")
app.add_typer(message_app, name="message")
app.add_typer(xray_app, name="xray")
app.add_typer(research_app, name="research")
app.add_typer(exchange_app, name="exchange")
app.add_typer(evidence_app, name="evidence")
app.add_typer(product_app, name="product")
app.add_typer(exercise_app, name="exercise")
app.command()(grade)
app.command()(similar)
app.command()(check)
app.command()(doctor)


def main() -> None:
    """Run the command; an error that people can act on is one sentence, not a traceback."""
    try:
        app()
    except AatuLabError as error:
        print(f"aatulab: {error}", file=sys.stderr)
        raise SystemExit(3) from error
    except OSError as error:  # the machine's refusal, not a defect of ours
        print(
            f"aatulab: {error}. See that this place exists and can be written, and that its disk"
            " is not full.",
            file=sys.stderr,
        )
        raise SystemExit(3) from error
