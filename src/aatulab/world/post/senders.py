"""Who sends, where it was posted, and which way it came."""

from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.post.parties import (
    Parties,
    addresses_of,
    draw_senders_of,
    sending_states,
)
from aatulab.world.roles.draws import Draws, choose
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene

_TRANSITS = 0.22  # of the items that come by no detour
_STRAIGHT, _DETOUR = 1.25, 1.6  # length of the way, against the straight one


@dataclass(frozen=True)
class Senders:
    """One entry an item; offices are places among the airports."""

    parties: Parties
    address: Whole  # return address, -1 if there is none
    office: Whole
    transit: Whole  # -1 for none


def draw_senders(scene: Scene, plan: Plan, run: Flags) -> Senders:
    """Return the senders; the items of one posting `run` have one office and return address."""
    draws, population = Draws(plan.cast), scene.population
    first = plan.first_of_circle[plan.circle]

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("postal_items", column)

    def happens(signal: str) -> Flags:
        return draws.happens(rng(signal), signal, plan.role)

    weights, everyone = sending_states(population)[None, :], np.zeros(plan.size, dtype=np.int64)
    state = choose(rng("sender state"), weights, everyone)
    own = draw_senders_of(population, state, happens("firm_sender"), rng("sender"))
    one_sender = happens("shared_sender")
    parties = own.as_first(one_sender, first)
    address = addresses_of(population)[parties.owners(population)]
    one_address = one_sender | run | happens("shared_return_address")
    address = np.where(one_address, address[first], address)
    other = choose(rng("other state"), weights, everyone)
    at = np.where(happens("sender_elsewhere"), other, population.addresses.state[address])
    office = _offices(scene, at, rng("office"))
    office = np.where(one_sender | run, office[first], office)
    transit = _transits(scene, office, happens("odd_route"), rng("transit"))
    return Senders(
        parties=parties,
        address=np.where(happens("return_address_given"), address, -1),
        office=office,
        transit=np.where(run, transit[first], transit),
    )


def _offices(scene: Scene, state: Whole, rng: np.random.Generator) -> Whole:
    """Return an office of exchange of each State."""
    states, airports = scene.population.states, scene.airports
    of_airport = np.array([states.index(code) for code in airports.country3])
    inside = (np.arange(len(states))[:, None] == of_airport).astype(float)
    return choose(rng, inside, state)


def _transits(scene: Scene, office: Whole, odd: Flags, rng: np.random.Generator) -> Whole:
    """Return the office in between: near the straight way or far off it, or -1."""
    distances = scene.airports.distances_km()
    hub = scene.airports.index(scene.gateway.hub)
    straight = np.maximum(distances[:, hub], 1.0)[:, None]
    ratio = (distances + distances[:, hub]) / straight
    between = np.ones_like(ratio)
    np.fill_diagonal(between, 0.0)
    between[:, hub] = 0.0
    near: Floats = between * np.where(ratio <= _STRAIGHT, 1.0, 1e-9)
    far: Floats = between * np.where(ratio >= _DETOUR, 1.0, 1e-9)
    # beyond three times the straight way no post would send it, unless the way is short
    far = far * np.where(ratio <= 3.0, 1.0, 1e-3)
    passes = odd | (rng.random(len(office)) < _TRANSITS)
    stop = choose(rng, np.concatenate([near, far]), office + len(ratio) * odd)
    return np.where(passes, stop, -1)
