"""`aatulab exchange`: the Duty Line, secure messages between the units of a class.

Exit codes: 0 done, 1 the audit found a change, 2 wrong usage, 3 it could not be done.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

if TYPE_CHECKING:  # quick --help
    from aatulab.exchange.store.keeping import Store

exchange_app = typer.Typer(
    no_args_is_help=True,
    help="The Duty Line: secure messages between units. For training, not for live operations.",
)
account_app = typer.Typer(no_args_is_help=True, help="Accounts, at the server's own machine.")
group_app = typer.Typer(no_args_is_help=True, help="Closed user groups, as one of their keepers.")
exchange_app.add_typer(account_app, name="account")
exchange_app.add_typer(group_app, name="group")

Folder = Annotated[Path, typer.Option(help="Where database and certificate lie.")]
Database = Annotated[
    str, typer.Option(help="A URL such as postgresql://name@server/exchange; else SQLite.")
]
Url = Annotated[str, typer.Option(help="The server, such as https://127.0.0.1:8720.")]
Pin = Annotated[str, typer.Option(help="The certificate's fingerprint, as `serve` prints it.")]
As = Annotated[str, typer.Option("--as", help="The account that does it.")]
Password = Annotated[
    str, typer.Option(prompt=True, hide_input=True, envvar="AATULAB_EXCHANGE_PASSWORD")
]
FOLDER = Path("exchange")
HOST = "127.0.0.1"


@exchange_app.command("init")
def init(folder: Folder = FOLDER, database: Database = "", host: str = HOST) -> None:
    """Make database and certificate; what is there already stays."""
    from aatulab.exchange.server.certificate import certificate_in, spoken  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    with _store(folder, database) as store:
        print(f"Database: {store.engine.url.render_as_string()}")
    print(f"Fingerprint: {spoken(certificate_in(folder, [host], _now()).fingerprint)}")
    print("Next: aatulab exchange account add NAME --unit UNIT")


@account_app.command("add")
def add_account(
    name: str,
    unit: Annotated[str, typer.Option(help="Such as 'Airport unit North'.")],
    role: Annotated[str, typer.Option(help="officer or admin.")] = "officer",
    password: Annotated[str, typer.Option(help="Else one is made and printed once.")] = "",
    folder: Folder = FOLDER,
    database: Database = "",
) -> None:
    """Make an account with its keys; the password is printed once and kept nowhere."""
    from aatulab.exchange.server.staff import enrol, made_password  # noqa: PLC0415

    given = password or made_password()
    with _store(folder, database) as store:
        identity = enrol(store, name, unit, role, given, _now())
    print(f"{name} ({unit}, {role})")
    if not password:
        print(f"password     {given}    to be changed at the first log-in")
    print(f"fingerprint  {identity.public.fingerprint}")


@account_app.command("list")
def list_accounts(folder: Folder = FOLDER, database: Database = "") -> None:
    """Show who may log in, with the fingerprints that people compare by voice."""
    from aatulab.exchange.store.people import directory  # noqa: PLC0415

    with _store(folder, database) as store:
        for one in store.read(directory):
            print(f"{one.name:<20} {one.unit:<24} {one.role:<8} {one.keys.fingerprint}")


@account_app.command("disable")
def disable_account(name: str, folder: Folder = FOLDER, database: Database = "") -> None:
    """Close an account; stop the server before, or let an administrator do it on the page."""
    from aatulab.exchange.server.staff import HERE  # noqa: PLC0415
    from aatulab.exchange.store import people  # noqa: PLC0415

    with _store(folder, database) as store:
        groups = store.write(lambda c: people.disable(c, name, _now(), HERE))
    print(f"{name} is closed; {len(groups)} group(s) renew their key before the next message.")


@group_app.command("create")
def create_group(
    name: str,
    members: Annotated[str, typer.Option(help="Accounts, with commas.")],
    url: Url,
    pin: Pin,
    account: As,
    password: Password,
) -> None:
    """Begin a closed user group on a running server."""
    import time  # noqa: PLC0415

    from aatulab.exchange.client import log_in  # noqa: PLC0415
    from aatulab.exchange.client.pinned import pinned  # noqa: PLC0415

    session = log_in(pinned(url, pin).line(), account, password, time.monotonic)
    names = [one.strip() for one in members.split(",") if one.strip()]
    print(session.begin_group(name, names))
    session.log_out()


@exchange_app.command("serve")
def serve(
    folder: Folder = FOLDER,
    database: Database = "",
    host: Annotated[str, typer.Option(help="Only this machine, unless you say otherwise.")] = HOST,
    port: Annotated[int, typer.Option()] = 8720,
) -> None:
    """Serve the exchange to a class by TLS; Ctrl-C ends it, and nothing acknowledged is lost."""
    import time  # noqa: PLC0415

    from aatulab.exchange.server.app import build_app  # noqa: PLC0415
    from aatulab.exchange.server.certificate import certificate_in, spoken  # noqa: PLC0415
    from aatulab.exchange.server.run import run  # noqa: PLC0415
    from aatulab.exchange.server.settings import TRAINING, Settings  # noqa: PLC0415
    from aatulab.exchange.store.audit import head  # noqa: PLC0415

    folder.mkdir(parents=True, exist_ok=True)
    certificate = certificate_in(folder, [host], _now())
    with _store(folder, database) as store:
        app = build_app(store, Settings(now=_now, clock=time.monotonic))
        print(f"The Duty Line: https://{host}:{port}  {TRAINING}")
        print(f"Fingerprint: {spoken(certificate.fingerprint)}", flush=True)
        run(app, host, port, certificate)
        at = store.read(head)
    print(f"Audit: {at.lines} lines, head {at.digest}")


@exchange_app.command("audit")
def audit(
    folder: Folder = FOLDER,
    database: Database = "",
    expect: Annotated[str, typer.Option(help="A head noted before: LINES:DIGEST.")] = "",
) -> None:
    """Check that the audit and every stored entry are as they were written."""
    from aatulab.exchange.store.audit import findings, head, noted  # noqa: PLC0415

    expected = noted(expect) if expect else None
    with _store(folder, database) as store:
        at, found = store.read(head), store.read(lambda c: findings(c, expected))
    for one in found:
        print(one.says)
    print(f"{at.lines} lines, head {at.lines}:{at.digest}")
    print(f"{len(found)} change(s) found" if found else "Nothing was changed.")
    raise typer.Exit(1 if found else 0)


def _store(folder: Path, database: str) -> "Store":
    from aatulab.exchange.store.keeping import Store  # noqa: PLC0415

    return Store(database or folder / "exchange.sqlite")


def _now() -> datetime:
    return datetime.now(UTC)
