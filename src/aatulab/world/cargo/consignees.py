"""Who receives the goods: a firm of the register or a private person, and where to reach him.

Contact points are the consignee's own, or those of a circle: of its first consignee, or, where the
circle belongs to a network, of a cell of travellers.
"""

from dataclasses import dataclass

import numpy as np

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.cargo.shipments import Shipments
from aatulab.world.columns import day_number
from aatulab.world.goods import goods_of
from aatulab.world.population.population import Population
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene

YOUNG_DAYS = 730
_UNMET = 1e-6  # a firm that lacks what is asked for comes only if there is no other


@dataclass(frozen=True)
class Consignees:
    """One entry a shipment; the owners of contact points are numbered as in `Letterheads`."""

    person: Flags
    place: Whole  # among the persons, or among the firms
    phone_of: Whole  # owners
    email_of: Whole
    address: Whole


def draw_consignees(scene: Scene, plan: Plan, shipments: Shipments, cell: Whole) -> Consignees:
    """Return the consignees; `cell` is the cell of each circle, or -1."""
    draws, population = Draws(plan.cast), scene.population

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("waybills", column)

    role = shipments.role
    person = draws.happens(rng("consignee kind"), "person_consignee", role)
    fits = ~draws.happens(rng("unfitting"), "unfitting_business", role)
    young = draws.happens(rng("young"), "young_consignee", role)
    lodged = draws.happens(rng("lodged"), "lodged_consignee", role)
    heads = population.heads(at_hub=True)
    heads = heads if len(heads) else population.heads()
    somebody = heads[rng("consignee person").integers(0, len(heads), shipments.count)]
    u = rng("consignee firm").random(shipments.count)
    firm = _firms(scene, u, shipments.goods, fits, young, lodged)
    front = np.flatnonzero(_of_network(plan, shipments, cell) & ~fits & young)
    firm[front] = scene.networks.firm[
        scene.networks.network[cell[plan.circle[shipments.waybill[front]]]]
    ]
    person, place = person[shipments.partner], np.where(person, somebody, firm)[shipments.partner]
    return Consignees(person, place, *_contacts(scene, plan, shipments, cell, person, place))


def _firms(
    scene: Scene, u: Floats, goods: Whole, fits: Flags, young: Flags, lodged: Flags
) -> Whole:
    """Return active firms of the gateway's State that are as asked for, the larger more often."""
    firms = scene.population.firms
    age = day_number(scene.gateway.first_day) - firms.registered
    usual: Floats = np.sqrt(firms.employees) * (firms.status == 0)
    usual = usual * np.where(firms.state == scene.population.hub, 1.0, _UNMET**2)
    is_young, is_lodged = age < YOUNG_DAYS, firms.lodges_with >= 0
    chapters = sorted(set(goods_of("cargo").chapter))
    of_goods = np.array([chapters.index(chapter) for chapter in goods_of("cargo").chapter])
    trades = [firms.trading_in(chapter) for chapter in chapters]

    wanted = ((of_goods[goods] * 2 + fits) * 2 + young) * 2 + lodged
    order = np.argsort(wanted, kind="stable")
    kinds, starts = np.unique(wanted[order], return_index=True)
    found = np.empty(len(goods), dtype=np.int64)
    for kind, rows in zip(kinds.tolist(), np.split(order, starts[1:]), strict=True):
        weight = usual * np.where(trades[kind // 8] == bool(kind & 4), 1.0, _UNMET)
        # old firms and firms with an office of their own are asked for by nobody: any will do
        weight = weight * np.where(is_young | (not kind & 2), 1.0, _UNMET**0.5)
        weight = weight * np.where(is_lodged | (not kind & 1), 1.0, _UNMET**0.5)
        line = np.cumsum(weight)
        found[rows] = np.searchsorted(line, u[rows] * line[-1], side="right")
    return found


def _of_network(plan: Plan, shipments: Shipments, cell: Whole) -> Flags:
    """Return which shipments stand for a network: the waybills' own of a circle with a cell."""
    own = np.arange(shipments.count) < shipments.waybills
    linked: Flags = own & (cell[plan.circle[shipments.waybill]] >= 0)
    return linked


def _contacts(
    scene: Scene, plan: Plan, shipments: Shipments, cell: Whole, person: Flags, place: Whole
) -> tuple[Whole, Whole, Whole]:
    """Return whose phone, whose mail address and which address stands on each shipment."""
    population, draws = scene.population, Draws(plan.cast)
    owner = owners(population, person, place)
    address = addresses_of(population)[owner]
    of_circle, at_circle = owner[plan.first_of_circle], address[plan.first_of_circle]
    linked = np.flatnonzero(cell >= 0)
    networks = scene.networks
    of_circle[linked] = networks.host[cell[linked]]
    at_circle[linked] = networks.address[networks.network[cell[linked]]]

    def shares(signal: str) -> Flags:
        rng = scene.streams.of("waybills", signal)
        return draws.happens(rng, signal, plan.role)

    own = slice(0, shipments.waybills)
    phone_of, email_of = owner.copy(), owner.copy()
    phone_of[own] = np.where(shares("shared_phone"), of_circle[plan.circle], owner[own])
    email_of[own] = np.where(shares("shared_email"), of_circle[plan.circle], owner[own])
    address[own] = np.where(shares("shared_address"), at_circle[plan.circle], address[own])
    one = shipments.together[shipments.waybill]
    return phone_of, email_of, np.where(one, address[shipments.waybill], address)


def owners(population: Population, person: Flags, place: Whole) -> Whole:
    """Return the owner of the contact points: a person's household, or a firm behind them."""
    household = population.persons.household[np.where(person, place, 0)]
    return np.where(person, household, population.households.count + place)


def addresses_of(population: Population) -> Whole:
    """Return the address of each owner of contact points: households, firms, agents."""
    return np.concatenate(
        [population.households.address, population.firm_address, population.agent_address]
    )
