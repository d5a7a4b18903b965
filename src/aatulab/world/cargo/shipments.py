"""The shipments: what one shipper sends to one consignee, under a direct waybill or a house one.

Each waybill has a shipment of its own, which its role describes.  A consolidation has further
ones: ordinary ones, or, where all go to one address, of the same role.
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.cargo.carriage import Carriage
from aatulab.world.columns import labels
from aatulab.world.goods import HANDLINGS, HS_EDITION, goods_of
from aatulab.world.roles.cast import Cast
from aatulab.world.roles.draws import Draws, choose
from aatulab.world.roles.plan import Plan
from aatulab.world.streams import Streams

_MOST_KG = 12_000.0

CONSOLIDATION = "CONSOLIDATION AS PER ATTACHED MANIFEST"


@dataclass(frozen=True)
class Shipments:
    """One entry a shipment: first the waybills' own in their order, then the further ones."""

    waybills: int
    master: Flags  # one entry a waybill: it has house waybills
    together: Flags  # one entry a waybill: all its shipments go to one address
    waybill: Whole
    role: Whole
    lane: Whole  # the shipment whose shipper it has
    partner: Whole  # the shipment whose consignee it has
    goods: Whole  # places among the commodities
    words: Whole  # places among their texts
    pieces: Whole
    gross_kg: Floats
    volume_m3: Floats
    value: Floats  # nan where none is declared

    @property
    def count(self) -> int:
        """Return the number of shipments."""
        return len(self.waybill)

    @property
    def is_house(self) -> Flags:
        """Return which shipments have a house waybill."""
        flags: Flags = self.master[self.waybill]
        return flags


@dataclass(frozen=True)
class Totals:
    """What a waybill declares in all, one entry a waybill."""

    pieces: Whole
    gross_kg: Floats
    volume_m3: Floats


def totals(shipments: Shipments) -> Totals:
    """Return pieces, weight and volume of each waybill, those of its houses added up."""

    def summed(column: Floats) -> Floats:
        sums: Floats = np.bincount(shipments.waybill, weights=column).astype(np.float64)
        return sums

    return Totals(
        pieces=summed(shipments.pieces.astype(np.float64)).astype(np.int64),
        gross_kg=np.round(summed(shipments.gross_kg), 1),
        volume_m3=np.round(summed(shipments.volume_m3), 3),
    )


def draw_shipments(carriage: Carriage, streams: Streams) -> Shipments:
    """Return all shipments."""
    plan, draws = carriage.plan, Draws(carriage.plan.cast)

    def rng(column: str) -> np.random.Generator:
        return streams.of("waybills", column)

    master = draws.happens(rng("kind"), "consolidated", plan.role)
    together = master & draws.happens(rng("one address"), "one_address", plan.role)
    houses = draws.number(rng("houses"), "houses", plan.role)
    waybill = np.repeat(np.arange(plan.size), np.where(master, houses - 1, 0))
    everyone = np.zeros(len(waybill), dtype=np.int64)
    ordinary = choose(rng("house role"), _ordinary(plan.cast), everyone)
    role = np.concatenate([plan.role, np.where(together[waybill], plan.role[waybill], ordinary)])

    further = plan.size + np.arange(len(waybill))
    lane = np.concatenate([carriage.lane, further])
    partner = np.concatenate([_partners(plan, draws, streams), further])
    # who has the circle's shipper or consignee has its goods
    own = np.arange(plan.size)
    alike = (carriage.lane != own) | (partner[: plan.size] != own)
    as_first = np.where(alike, plan.first_of_circle[plan.circle], own)
    goods = draws.label(rng("goods"), "goods", role)
    goods[: plan.size] = goods[as_first]
    return Shipments(
        plan.size,
        master,
        together,
        np.concatenate([own, waybill]),
        role,
        lane,
        partner,
        goods,
        *_measures(draws, role, goods, streams),
    )


def nature_columns(shipments: Shipments, places: Whole, master: Flags) -> dict[str, pa.Array]:
    """Return what the goods are said to be; a master says that there are houses."""
    known, goods = goods_of("cargo"), shipments.goods[places]
    codes = list(dict.fromkeys(known.hs_code))
    code = np.array([codes.index(code) for code in known.hs_code])[goods]
    value = shipments.value[places]
    return {
        "goods": labels(
            [*known.texts, CONSOLIDATION],
            np.where(master, len(known.texts), shipments.words[places]),
        ),
        "hs_code": labels(codes, np.where(master, len(codes), code)),
        "hs_edition": pa.array(np.full(len(places), HS_EDITION), mask=master),
        "handling": labels(HANDLINGS, np.where(master, len(HANDLINGS), known.handling[goods])),
        "declared_value": pa.array(value, mask=master | np.isnan(value)),
        "currency": labels(["EUR"], np.zeros(len(places), dtype=np.int64)),
    }


def _ordinary(cast: Cast) -> Floats:
    """Return how often an ordinary shipment plays each role."""
    return np.array([[role.share * (role.kind == "background") for role in cast.roles]])


def _partners(plan: Plan, draws: Draws, streams: Streams) -> Whole:
    rng = streams.of("waybills", "shared consignee")
    shares = draws.happens(rng, "shared_consignee", plan.role)
    return np.where(shares, plan.first_of_circle[plan.circle], np.arange(plan.size))


def _measures(
    draws: Draws, role: Whole, goods: Whole, streams: Streams
) -> tuple[Whole, Whole, Floats, Floats, Floats]:
    """Return words, pieces, gross weight, volume and declared value of each shipment."""
    known = goods_of("cargo")

    def rng(column: str) -> np.random.Generator:
        return streams.of("waybills", column)

    def factor(signal: str) -> Floats:
        return draws.typical(rng(signal), signal, role)

    vague = draws.happens(rng("vague goods"), "vague_goods", role)
    words = known.words(rng("words"), goods, vague=vague)
    kg = draws.typical(rng("gross_kg"), "gross_kg", role)
    kg = np.clip(kg, 0.5, _MOST_KG).round(1)
    piece_kg = known.usual(rng("pieces"), "piece_kg", goods) * factor("piece_factor")
    pieces = np.maximum(np.round(kg / piece_kg), 1).astype(np.int64)
    density = known.usual(rng("volume_m3"), "kg_m3", goods) * factor("density_factor")
    volume = np.maximum(np.round(kg / density, 3), 0.001)
    stated = draws.happens(rng("value stated"), "value_stated", role)
    price = known.usual(rng("declared_value"), "eur_kg", goods) * factor("value_factor")
    value = np.where(stated, np.round(kg * price, 2), np.nan)
    return words, pieces, kg, volume, value
