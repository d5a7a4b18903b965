"""What the server needs from outside: its time, and its limits."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

NAME = "the Duty Line"
TRAINING = "For training, not for live operations."
VERSION = 1


@dataclass(frozen=True)
class Settings:
    """`now` is the moment of the class or of its simulation; `clock` gives seconds that only grow.

    The limits are per account, those of log-ins per account and per address.
    """

    now: Callable[[], datetime]
    clock: Callable[[], float]
    window: timedelta = timedelta(seconds=120)  # a sender's clock against ours
    session: timedelta = timedelta(hours=12)
    requests_a_minute: int = 600
    posts_a_minute: int = 120
    logins_a_minute: int = 10
    logins_an_address: int = 120  # a class may sit behind one address
    most_body: int = 65_536
    most_attachment: int = 4 * 1024 * 1024
    most_connections: int = 8  # live ones of an account
    hello_s: float = 10.0
