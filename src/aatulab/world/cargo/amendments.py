"""What was changed after the booking: consignee, way or goods.  Most changes are typing errors."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.cargo.carriage import Carriage
from aatulab.world.cargo.shipments import Shipments
from aatulab.world.columns import labels, moments
from aatulab.world.goods import goods_of
from aatulab.world.roles.draws import Draws
from aatulab.world.scene import Scene

FIELDS = ("consignee", "routing", "goods")
_SIGNALS = ("consignee_changed", "routing_changed", "goods_changed")
_ROUTING = FIELDS.index("routing")


@dataclass(frozen=True)
class Written:
    """What stands on the waybills' own shipments, one entry a waybill."""

    consignee: pa.Array
    routing: pa.Array
    hawb: pa.Array  # missing on direct waybills


def amendments_table(
    scene: Scene, awb: Bytes, carriage: Carriage, shipments: Shipments, written: Written
) -> pa.Table:
    """Return the amendments, waybill by waybill in order of time."""
    plan, draws = carriage.plan, Draws(carriage.plan.cast)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("amendments", column)

    changed = [np.flatnonzero(draws.happens(rng(one), one, plan.role)) for one in _SIGNALS]
    waybill = np.concatenate(changed)
    field = np.repeat(np.arange(len(FIELDS)), [len(places) for places in changed])
    earliest = np.maximum(carriage.booked + 30, carriage.departs - 900)[waybill]
    latest = carriage.arrives[waybill] - 20
    at = earliest + (rng("at").random(len(waybill)) * (latest - earliest)).astype(np.int64)
    consignee, routing, goods = changed
    before = (
        _other_consignees(
            scene,
            shipments.goods[consignee],
            written.consignee.take(pa.array(consignee)),
            rng("consignee"),
        ),
        _other_ways(scene, carriage, routing, rng("routing")),
        _other_goods(shipments, goods, rng("goods")),
    )
    after = (
        written.consignee.take(pa.array(consignee)),
        written.routing.take(pa.array(routing)),
        pa.array(goods_of("cargo").texts).take(pa.array(shipments.words[goods])),
    )
    order = np.lexsort((field, at, waybill))
    waybill, field = waybill[order], field[order]
    of_house = written.hawb.take(pa.array(waybill))
    whole = pa.array(field == _ROUTING)
    return pa.table(
        {
            "awb": to_text(rows(awb, waybill)),
            "amendment_no": _numbers(waybill),
            "hawb": pc.if_else(whole, pa.scalar(None, pa.string()), of_house),
            "at": moments(at[order]),
            "field": labels(FIELDS, field),
            "before": pa.concat_arrays(before).take(pa.array(order)),
            "after": pa.concat_arrays(after).take(pa.array(order)),
        }
    )


def _numbers(waybill: Whole) -> Whole:
    """Return the place of each amendment among those of its waybill, from 1."""
    first = np.searchsorted(waybill, waybill, side="left")
    return np.arange(len(waybill)) - first + 1


def _other_consignees(
    scene: Scene, goods: Whole, now: pa.Array, rng: np.random.Generator
) -> pa.Array:
    """Return firms that deal in the goods, none of them the one that is named now."""
    firms = scene.population.firms
    here: Flags = firms.state == scene.population.hub
    chapters = np.array([int(chapter) for chapter in goods_of("cargo").chapter])[goods]
    place = np.empty(len(goods), dtype=np.int64)
    for chapter in np.unique(chapters).tolist():
        rows = np.flatnonzero(chapters == chapter)
        place[rows] = firms.draw(rng, len(rows), here & firms.trading_in(f"{chapter:02}"))
    same = pc.equal(firms.name.take(pa.array(place)), now).to_numpy(zero_copy_only=False)
    return firms.name.take(pa.array((place + same) % firms.count))


def _other_ways(
    scene: Scene, carriage: Carriage, places: Whole, rng: np.random.Generator
) -> pa.Array:
    """Return ways through another airport that flies to the hub, or the straight one."""
    airports, schedule = scene.airports.iata, carriage.schedule
    stops = np.unique(schedule.origin)
    stop = stops[rng.integers(0, len(stops), len(places))]
    written = []
    for first, via, other in zip(
        carriage.first[places].tolist(), carriage.via[places].tolist(), stop.tolist(), strict=True
    ):
        straight = other in {first, via}
        # the straight way is not another one where it is the way that is flown
        middle = [] if straight and via >= 0 else [airports[other]]
        if straight and via < 0:
            middle = [airports[next(s for s in stops.tolist() if s != first)]]
        written.append("-".join([airports[first], *middle, airports[schedule.hub]]))
    return pa.array(written, pa.string())


def _other_goods(shipments: Shipments, places: Whole, rng: np.random.Generator) -> pa.Array:
    """Return other goods of the same chapter and the same vague word, or else that word itself."""
    known, texts = goods_of("cargo"), goods_of("cargo").texts
    group = list(zip(known.chapter, known.vaguely, strict=True))
    alike = [[n for n, other in enumerate(group) if other == one] for one in group]
    counts = np.array([len(members) for members in alike])
    starts = np.cumsum(counts) - counts
    first = np.array([texts.index(precise[0]) for precise in known.described])
    goods, words = shipments.goods[places], shipments.words[places]
    chosen = starts[goods] + (rng.random(len(places)) * counts[goods]).astype(np.int64)
    other = first[np.array([n for members in alike for n in members])[chosen]]
    vaguely = np.array([texts.index(text) for text in known.vaguely])[goods]
    other = np.where(other == words, vaguely, other)
    # who wrote the vague word now wrote the precise one before
    other = np.where(other == words, first[goods], other)
    return pa.array(texts).take(pa.array(other))
