"""What stands in the boxes of a waybill: names, addresses, phones and mail addresses.

`Letterheads` holds the texts, `Boxes` the place of a text for each box, so that a text is copied
once only.  Owners of contact points are numbered in one row: households, firms, agents, exporters.
"""

from dataclasses import dataclass, fields, replace
from typing import Self

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.world.arrays import Flags, Whole
from aatulab.world.cargo.consignees import Consignees, addresses_of, owners
from aatulab.world.cargo.exporters import town_names
from aatulab.world.cargo.shippers import Shippers
from aatulab.world.columns import labels
from aatulab.world.population.pools import streets
from aatulab.world.population.population import Population
from aatulab.world.scene import Scene

KINDS = ("firm", "person", "forwarder")
_FIRM, _PERSON, _FORWARDER = range(3)


@dataclass(frozen=True)
class Letterheads:
    """All texts that a box may hold."""

    population: Population
    names: pa.Array  # firms, agents, exporters, then the persons who ship or receive
    phones: pa.Array
    emails: pa.Array
    shippers_at: pa.Array  # addresses of exporters, of persons who ship, of sheds at the airports
    sheds_from: int


@dataclass(frozen=True)
class Boxes:
    """One entry a waybill or house waybill."""

    shipper_kind: Whole  # places in KINDS
    shipper_name: Whole
    shipper_address: Whole
    shipper_phone: Whole
    shipper_email: Whole
    consignee_kind: Whole
    consignee_name: Whole
    consignee_address: Whole
    consignee_phone: Whole
    consignee_email: Whole

    def of(self, places: Whole) -> Self:
        """Return the boxes of some waybills."""
        return replace(
            self, **{field.name: getattr(self, field.name)[places] for field in fields(self)}
        )


def fill_boxes(
    scene: Scene, shippers: Shippers, consignees: Consignees, one_phone: Flags
) -> tuple[Letterheads, Boxes]:
    """Return the boxes of all shipments; `one_phone` says where one stands on both sides."""
    population, exporters = scene.population, shippers.exporters
    households = population.households.count
    with_accounts = households + population.firms.count + population.agents.count
    senders, receivers = np.flatnonzero(shippers.person), np.flatnonzero(consignees.person)
    people = np.concatenate([shippers.place[senders], consignees.place[receivers]])
    persons_from = with_accounts - households + exporters.count

    sender = with_accounts + shippers.place
    sender[senders] = owners(population, shippers.person, shippers.place)[senders]
    shipper_name, consignee_name = sender - households, consignees.place.copy()
    shipper_name[senders] = persons_from + np.arange(len(senders))
    consignee_name[receivers] = persons_from + len(senders) + np.arange(len(receivers))
    address = shippers.place.copy()
    address[senders] = exporters.count + np.arange(len(senders))
    boxes = Boxes(
        shipper_kind=np.where(shippers.person, _PERSON, _FIRM),
        shipper_name=shipper_name,
        shipper_address=address,
        shipper_phone=np.where(one_phone, consignees.phone_of, sender),
        shipper_email=sender,
        consignee_kind=np.where(consignees.person, _PERSON, _FIRM),
        consignee_name=consignee_name,
        consignee_address=consignees.address,
        consignee_phone=consignees.phone_of,
        consignee_email=consignees.email_of,
    )
    points = (population.households.points, population.firm_points, population.agent_points,
              exporters.points)  # fmt: skip
    named = (population.firms.name, population.agents.name, exporters.name)
    homes = _homes(population, shippers.place[senders])
    sheds = pa.array([f"Cargo Terminal, {town}" for town in town_names(scene)])
    letterheads = Letterheads(
        population=population,
        names=_joined(*named, population.persons.full_names(people)),
        phones=_joined(*(each.phone for each in points)),
        emails=_joined(*(each.email for each in points)),
        shippers_at=_joined(exporters.address, homes, sheds),
        sheds_from=exporters.count + len(senders),
    )
    return letterheads, boxes


def between_forwarders(
    boxes: Boxes, letterheads: Letterheads, master: Flags, issuer: Whole, partner: Whole, at: Whole
) -> Boxes:
    """Return the boxes of waybills, where forwarders stand on both sides of a master.

    `issuer` and `partner` are agents; the issuer's shed is at the airport `at`.
    """
    population = letterheads.population
    agents_from = population.households.count + population.firms.count
    sender, receiver = agents_from + issuer, agents_from + partner
    of_master = Boxes(
        shipper_kind=np.full(len(master), _FORWARDER),
        shipper_name=sender - population.households.count,
        shipper_address=letterheads.sheds_from + at,
        shipper_phone=sender,
        shipper_email=sender,
        consignee_kind=np.full(len(master), _FORWARDER),
        consignee_name=receiver - population.households.count,
        consignee_address=addresses_of(population)[receiver],
        consignee_phone=receiver,
        consignee_email=receiver,
    )
    return Boxes(
        **{
            field.name: np.where(master, getattr(of_master, field.name), getattr(boxes, field.name))
            for field in fields(Boxes)
        }
    )


def box_columns(letterheads: Letterheads, boxes: Boxes) -> dict[str, pa.Array]:
    """Return the boxes as columns, shipper first."""

    def text(pool: pa.Array, places: Whole) -> pa.Array:
        return pool.take(pa.array(places))

    names, phones, emails = letterheads.names, letterheads.phones, letterheads.emails
    return {
        "shipper_kind": labels(KINDS, boxes.shipper_kind),
        "shipper_name": text(names, boxes.shipper_name),
        "shipper_address": text(letterheads.shippers_at, boxes.shipper_address),
        "shipper_phone": text(phones, boxes.shipper_phone),
        "shipper_email": text(emails, boxes.shipper_email),
        "consignee_kind": labels(KINDS, boxes.consignee_kind),
        "consignee_name": text(names, boxes.consignee_name),
        "consignee_address_id": letterheads.population.addresses.ids(boxes.consignee_address),
        "consignee_phone": text(phones, boxes.consignee_phone),
        "consignee_email": text(emails, boxes.consignee_email),
    }


def _homes(population: Population, persons: Whole) -> pa.Array:
    """Return street, number and town of each person."""
    addresses = population.addresses
    home = population.households.address[population.persons.household[persons]]
    towns = pa.array(addresses.cities).take(pa.array(addresses.city[home]))
    states = pa.array(population.states).take(pa.array(addresses.state[home]))
    street = streets().take(pa.array(addresses.street[home]))
    number = pa.array(addresses.number[home]).cast(pa.string())
    first = pc.binary_join_element_wise(number, street, " ")
    return pc.binary_join_element_wise(first, towns, states, ", ")


def _joined(*pools: pa.Array) -> pa.Array:
    return pa.concat_arrays(
        [pool.combine_chunks() if isinstance(pool, pa.ChunkedArray) else pool for pool in pools]
    )
