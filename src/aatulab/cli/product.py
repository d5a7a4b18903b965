"""`aatulab product`: the register of products, from making a bundle to asking it at the table.

Exit codes: 0 done, 1 nothing was found or a code could not be read, 3 it could not be done.
"""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:
    import pandas as pd

    from aatulab.inspection.products.barcodes.read import Scan

product_app = typer.Typer(
    no_args_is_help=True, help="The register of products: sync it, ask it, read barcodes."
)
_FILE = Path("products.db")
_Register = Annotated[Path, typer.Option("--register", help="The register's file on this desk.")]
_Day = Annotated[
    datetime | None, typer.Option(formats=["%Y-%m-%d"], help="The day; today if it is left out.")
]


@product_app.command("make-key")
def make_key(
    out: Annotated[Path, typer.Option(help="The private key; the public one beside it, as .pub.")],
) -> None:
    """Make the pair of keys of somebody who issues bundles."""
    from aatulab.inspection.products.bundle import keys  # noqa: PLC0415 - quick --help

    name = keys.make_key(out)
    print(f"{out}: key {name}. It signs bundles: keep it. Desks need {keys.public_path(out)}.")


@product_app.command("make-bundle")
def make_bundle(
    key: Annotated[Path, typer.Option(help="The private key that signs.")],
    out: Annotated[Path, typer.Option(help="The bundle, a ZIP file.")],
    seed: Annotated[int, typer.Option(min=0, help="The same seed gives the same products.")],
    version: Annotated[int, typer.Option(min=1, help="Number of the edition.")],
    products: Annotated[int, typer.Option(min=1, help="How many.")] = 10_000,
    issued_on: _Day = None,
) -> None:
    """Build a register of products and sign it."""
    from tempfile import TemporaryDirectory  # noqa: PLC0415

    from aatulab.inspection.products.bundle import keys, make  # noqa: PLC0415
    from aatulab.inspection.products.database import write_register  # noqa: PLC0415
    from aatulab.world.products.build import build_products  # noqa: PLC0415
    from aatulab.world.streams import Streams  # noqa: PLC0415

    signing, day = keys.read_private(key), _day(issued_on)
    with TemporaryDirectory() as folder:
        register = Path(folder) / _FILE
        tables = build_products(products, day, Streams(seed)).tables
        write_register(tables, register, version=version, issued_on=day).close()
        manifest = make.make_bundle(register, signing, out)
    print(f"{out}: edition {version} of {day}, {products:,} products, key {manifest.key_id}.")


@product_app.command("sync")
def sync(
    bundle: Annotated[Path, typer.Argument(help="The bundle, a ZIP file.")],
    trust: Annotated[list[Path], typer.Option(help="Public key that this desk trusts.")],
    register: _Register = _FILE,
) -> None:
    """Bring this desk's register up to date; a bundle that fails leaves the old one in use."""
    from aatulab.inspection.products.bundle import keys  # noqa: PLC0415
    from aatulab.inspection.products.bundle import sync as syncing  # noqa: PLC0415

    done = syncing.sync(bundle, register, [keys.read_public(path) for path in trust])
    before = "a new desk" if done.before is None else f"edition {done.before} before"
    words = (
        f"now edition {done.manifest.version}, {before}" if done.is_new else "up to date already"
    )
    print(f"{register}: {words}; {done.manifest.products:,} products.")


@product_app.command("show")
def show(
    words: Annotated[list[str], typer.Argument(help="Article number, words, or hs:6404.")],
    register: _Register = _FILE,
    on: _Day = None,
) -> None:
    """Look up an article number, words of a name, or a goods code."""
    from aatulab.inspection.products.barcodes.read import typed_digits  # noqa: PLC0415
    from aatulab.inspection.products.register import open_register  # noqa: PLC0415

    asked = " ".join(words)
    opened = open_register(register)
    if asked.lower().startswith("hs:"):
        _print_list(opened.by_hs(asked[3:].strip()))
    elif asked[:1].isdigit() and not any(character.isalpha() for character in asked):
        _print_answer(register, typed_digits(asked), on)
    else:
        _print_list(opened.search(asked))


@product_app.command("scan")
def scan(
    picture: Annotated[Path, typer.Argument(help="A picture of a barcode, PNG or JPEG.")],
    register: _Register = _FILE,
    on: _Day = None,
) -> None:
    """Read the codes in a picture, and look them up."""
    from aatulab.inspection.products.barcodes.read import scan as scan_picture  # noqa: PLC0415

    read = scan_picture(picture)
    for code in read.codes:
        print(f"{code.symbol}: {code.text}")
    _print_answer(register, read, on)


def _print_answer(register: Path, read: "Scan", on: datetime | None) -> None:
    from aatulab.inspection.products.answers import answer  # noqa: PLC0415
    from aatulab.inspection.products.register import open_register  # noqa: PLC0415

    found = answer(open_register(register), read, _day(on))
    print(found)
    if found.record is None:
        raise typer.Exit(1)
    newest = found.record.features
    newest = newest[newest["design_id"] == newest["design_id"].iloc[0]]
    print(f"{'look at':<40} {'genuine':<38} known fakes")
    for row in newest.itertuples():
        print(f"{row.look_at:<40} {row.genuine_words:<38} {row.fake_words or '-'}")


def _print_list(found: "pd.DataFrame") -> None:
    if found.empty:
        print("Nothing found. Leave a word out, or ask by the article number.")
        raise typer.Exit(1)
    for row in found.itertuples():
        print(f"{row.gtin}  {row.hs_code}  {row.name}  ({row.holder})")


def _day(given: datetime | None) -> date:
    return (given or datetime.now(UTC)).date()
