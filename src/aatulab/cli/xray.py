"""`aatulab xray`: take X-ray images, and look at what the trainer shows.

Exit codes: 0 done, 1 the report found something that is not as it should be.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer

xray_app = typer.Typer(no_args_is_help=True, help="X-ray images: take one, or audit many.")


@xray_app.command("image")
def image(
    seed: Annotated[int, typer.Option(help="The same seed gives the same image.")],
    out: Annotated[Path, typer.Option(help="The PNG file; both views side by side.")],
    bag: Annotated[str, typer.Option(help="suitcase, soft-case, backpack, parcel or crate.")] = (
        "suitcase"
    ),
    threat: Annotated[str | None, typer.Option(help="An object of datasets/xray/objects.")] = None,
    lit: Annotated[bool, typer.Option("--lit", help="Outline the object to be found.")] = False,
) -> None:
    """Take one X-ray image of a packed bag."""
    from aatulab.inspection.xray.audit.sheets import both_views  # noqa: PLC0415 - quick --help
    from aatulab.inspection.xray.audit.tiles import png  # noqa: PLC0415
    from aatulab.inspection.xray.imaging.image import take_image  # noqa: PLC0415
    from aatulab.inspection.xray.packing.order import Order  # noqa: PLC0415

    taken = take_image(Order(bag=bag, threat=threat), seed)
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_bytes(png(both_views(taken, lit=lit)))
    print(f"{out}: {bag}, {len(taken.scene.things)} things.")
    for view in taken.views:
        factors = view.factors
        words = f"  {view.name:<5} opacity {factors.opacity:.2f}, clutter {factors.clutter:.2f}"
        if factors.view_difficulty is not None and factors.superposition is not None:
            words += f", view difficulty {factors.view_difficulty:.2f}"
            words += f", superposition {factors.superposition:.2f}"
        print(words)


@xray_app.command("scores")
def scores(
    files: Annotated[list[Path], typer.Argument(help="Files that sessions keep, oldest first.")],
) -> None:
    """Score finished or interrupted sessions; several of one reader make a learning curve."""
    from aatulab.inspection.xray.models.library import read_library  # noqa: PLC0415
    from aatulab.inspection.xray.training.answers import read_plan  # noqa: PLC0415
    from aatulab.inspection.xray.training.progress import learning_row, outlook  # noqa: PLC0415
    from aatulab.inspection.xray.training.sitting import Sitting  # noqa: PLC0415

    library = read_library()
    sessions = [(path, Sitting(read_plan(path), path, library).session()) for path in files]
    print(f"{'session':<28} {'found':>9} {'false':>9}  d' (95 %)              c    seconds")
    for path, session in sessions:
        print(f"{path.stem[:28]:<28} {learning_row(session)}")
    print(outlook([session for _, session in sessions]))


@xray_app.command("due")
def due(
    files: Annotated[list[Path], typer.Argument(help="Files that one reader's sessions keep.")],
    day: Annotated[
        str | None, typer.Option(help="Such as 2026-11-30; today, unless told otherwise.")
    ] = None,
) -> None:
    """Say which objects a reader should see again, by category; a review shows them."""
    from aatulab.widgets.xray.agenda import what_is_due  # noqa: PLC0415 - quick --help

    today = datetime.now(tz=UTC).astimezone().date().isoformat()
    print(what_is_due(files, day or today))


@xray_app.command("report")
def report(
    out: Annotated[Path, typer.Option(help="Folder for contact sheets, histograms and page.")],
    seed: Annotated[int, typer.Option(help="The same seed gives the same report.")] = 1,
    images: Annotated[int, typer.Option(min=1, help="Images to check.")] = 64,
) -> None:
    """Audit the images: contact sheets, artefact checks, histograms of the image factors."""
    from aatulab.inspection.xray.audit.report import write_report  # noqa: PLC0415

    found = write_report(out, seed, images)
    print(f"{out}: {found.images} images, {found.sound_share:.1%} without a finding (report.md).")
    for finding in found.findings:
        print(f"  {finding.check}: {finding.bag}, seed {finding.seed}: {finding.what}")
    if found.findings:
        raise typer.Exit(1)
