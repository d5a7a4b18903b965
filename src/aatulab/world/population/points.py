"""Phones and mail addresses: one of each for every household, firm and agent.

They hang on their owners and not on what these do, so that a contact point that comes back leads
to somebody.
"""

from dataclasses import dataclass
from functools import cache

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import digits, to_text
from aatulab.codes.phones import phones
from aatulab.codes.shuffle import shuffled_below
from aatulab.world.arrays import Whole
from aatulab.world.spec import Gateway
from aatulab.world.streams import Streams

DOMAINS = ("@example.org", "@example.net", "@example.com")  # RFC 2606: nobody's mail


@dataclass(frozen=True)
class Points:
    """The phone and the mail address of each owner."""

    phone: pa.Array
    email: pa.Array

    def of(self, first: int, count: int) -> "Points":
        """Return those of some owners in a row."""
        return Points(self.phone.slice(first, count), self.email.slice(first, count))


def draw_points(
    gateway: Gateway,
    local: tuple[str, ...],
    local_of_owner: Whole,
    streams: Streams,
    *,
    first: int = 0,
) -> Points:
    """Return contact points; a mail address is a name and a number at a reserved domain.

    `local` are names as a machine readable zone writes them, `first` is the number of the first
    owner: nobody else may have it.
    """
    numbers = gateway.numbers_of(first + np.arange(len(local_of_owner)))
    width = 6 if gateway.of == 1 else 9
    serial = shuffled_below(numbers, 10**width, streams.keys("contacts", "email"))
    email = pc.binary_join_element_wise(
        _mail_names(local).take(pa.array(local_of_owner)),
        to_text(digits(serial.astype(np.int64), width)),
        pa.array(DOMAINS).take(pa.array((serial % 3).astype(np.int64))),
        "",
    )
    return Points(phones(numbers, streams.keys("contacts", "phone")), email)


@cache
def _mail_names(names: tuple[str, ...]) -> pa.Array:
    """Return names as mail addresses have them; the same for all gateways of all worlds."""
    return pa.array([name.replace("<", "").lower() for name in names])
