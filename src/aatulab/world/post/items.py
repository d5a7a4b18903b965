"""The postal items as a table: parties, offices, moments, what the form says, advance data."""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from aatulab.codes.fixed import Bytes, to_text
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import day_number, labels, moments
from aatulab.world.goods import goods_of
from aatulab.world.population.agents import COUNTER
from aatulab.world.post.addressees import Addressees
from aatulab.world.post.contents import ALL_CATEGORIES, FORMS, Contents
from aatulab.world.post.parties import KINDS, points_of, written_names
from aatulab.world.post.senders import Senders
from aatulab.world.post.signals import DELIVERIES, MAIL_CLASSES, PAYMENTS
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene

_DAY_MIN = 1440
_FIRST_MIN, _LAST_MIN = 300, 1_320  # mail is unloaded from five in the morning to ten at night
# hours on the way at least and how many more, by class of mail in the order of MAIL_CLASSES
_WAY_H = ((110, 360), (96, 260), (84, 260), (84, 240), (28, 70))
# euros for the item and for a kilogram: the lab's own round figures
_POSTAGE = ((3.0, 18.0), (6.0, 18.0), (14.0, 9.0), (4.0, 11.0), (32.0, 12.0))
_MOST_ITEMS = 300
_DATA_H = 20  # advance data follow the posting within so many hours


@dataclass(frozen=True)
class Papers:
    """Everything that is drawn for the items before they become a table."""

    item: Bytes
    plan: Plan
    run: Flags
    mail_class: Whole
    senders: Senders
    addressees: Addressees
    contents: Contents


def items_table(scene: Scene, papers: Papers) -> pa.Table:
    """Return the items in the order in which they arrived."""
    plan, draws = papers.plan, Draws(papers.plan.cast)
    arrived = arrivals(scene, plan)
    posted = _posted(scene, papers, arrived)
    comments, comment = draws.remark(_rng(scene, "comments"), plan.role)
    contents = papers.contents

    def label(signal: str) -> Whole:
        return draws.label(_rng(scene, signal), signal, plan.role)

    counters = scene.population.agents.of_kind(COUNTER)
    codes = [scene.population.agents.agent[counter] for counter in counters.tolist()]
    by_hand = draws.happens(_rng(scene, "handwritten"), "handwritten", plan.role)
    return pa.table(
        {
            "item": to_text(papers.item),
            "mail_class": labels(tuple(MAIL_CLASSES), papers.mail_class),
            **_way(scene, papers),
            "posted_at": moments(posted),
            "arrived_at": moments(arrived),
            **_parties(scene, papers),
            "items_90d": _before(scene, plan, draws),
            "delivery": labels(DELIVERIES, label("delivery")),
            "delivery_office": labels(codes, papers.addressees.counter - counters[0]),
            "form": labels(FORMS, contents.form),
            "category": labels(ALL_CATEGORIES, contents.category),
            "declared_kg": contents.declared_g / 1000,
            "gross_kg": contents.gross_g / 1000,
            "value": contents.value,
            "currency": labels(["EUR"], np.zeros(plan.size, dtype=np.int64)),
            "postage": _postage(scene, papers),
            "payment_form": labels(PAYMENTS, label("payment")),
            "label": labels(["printed", "handwritten"], by_hand.astype(np.int64)),
            **_advance_data(scene, papers, posted, arrived),
            "comments": labels(comments, comment),
        }
    )


def arrivals(scene: Scene, plan: Plan) -> Whole:
    """Return when each item came in, in minutes since 1970; the plan lists them in this order."""
    today = day_number(scene.gateway.first_day)
    u = _rng(scene, "arrived_at").random(plan.size)
    minute = (today + plan.day) * _DAY_MIN + _FIRST_MIN
    minute += (u * (_LAST_MIN - _FIRST_MIN)).astype(np.int64)
    ordered: Whole = np.sort(minute)
    return ordered


def _rng(scene: Scene, column: str) -> np.random.Generator:
    return scene.streams.of("postal_items", column)


def _posted(scene: Scene, papers: Papers, arrived: Whole) -> Whole:
    """Return when each item was posted; those of a run within minutes of the circle's first."""
    plan = papers.plan
    least, more = np.array(_WAY_H)[papers.mail_class].T
    u = _rng(scene, "posted_at").random(plan.size) ** 2
    posted = arrived - ((least + u * more) * 60).astype(np.int64)
    first = plan.first_of_circle[plan.circle]
    together: Whole = np.where(papers.run, posted[first] + 4 * plan.rank, posted)
    return together


def _way(scene: Scene, papers: Papers) -> dict[str, pa.Array]:
    iata, senders = scene.airports.iata, papers.senders
    hub = scene.airports.index(scene.gateway.hub)
    via = np.where(senders.transit < 0, len(iata), senders.transit)
    return {
        "outward_office": labels(iata, senders.office),
        "transit_office": labels(iata, via),
        "inward_office": labels(iata, np.full(len(via), hub)),
    }


def _parties(scene: Scene, papers: Papers) -> dict[str, pa.Array]:
    population, plan = scene.population, papers.plan
    draws = Draws(plan.cast)
    senders, to = papers.senders, papers.addressees
    phones, emails = points_of(population)
    hidden = senders.address < 0

    def given(signal: str, values: pa.Array) -> pa.Array:
        shown = draws.happens(_rng(scene, signal), signal, plan.role)
        return pc.if_else(pa.array(shown), values, pa.scalar(None, pa.string()))

    address = population.addresses.ids(np.maximum(senders.address, 0))
    usual = np.zeros(plan.size, dtype=np.int64)
    return {
        "sender_kind": labels(KINDS, senders.parties.firm.astype(np.int64)),
        "sender_name": written_names(population, senders.parties, usual),
        "sender_address_id": pc.if_else(pa.array(hidden), pa.scalar(None, pa.string()), address),
        "addressee_kind": labels(KINDS, to.parties.firm.astype(np.int64)),
        "addressee_name": written_names(population, to.parties, to.spelling),
        "addressee_address_id": population.addresses.ids(to.address),
        "addressee_phone": given("phone_given", phones.take(pa.array(to.phone_of))),
        "addressee_email": given("email_given", emails.take(pa.array(to.email_of))),
    }


def _before(scene: Scene, plan: Plan, draws: Draws) -> Whole:
    drawn = draws.typical(_rng(scene, "items_90d"), "items_90d", plan.role)
    items: Whole = np.minimum(drawn, _MOST_ITEMS).astype(np.int64)
    return items


def _postage(scene: Scene, papers: Papers) -> Floats:
    fixed, per_kg = np.array(_POSTAGE)[papers.mail_class].T
    draws = Draws(papers.plan.cast)
    factor = draws.typical(_rng(scene, "postage"), "postage_factor", papers.plan.role)
    euros: Floats = ((fixed + per_kg * papers.contents.declared_g / 1000) * factor).round(2)
    return euros


def _advance_data(
    scene: Scene, papers: Papers, posted: Whole, arrived: Whole
) -> dict[str, pa.Array]:
    """Return when the electronic data came in and what they call the goods; or nothing."""
    plan, draws, kinds = papers.plan, Draws(papers.plan.cast), goods_of("post")
    missing = draws.happens(_rng(scene, "advance_missing"), "advance_missing", plan.role)
    changed = draws.happens(_rng(scene, "advance_changed"), "advance_changed", plan.role)
    u = _rng(scene, "advance_at").random(plan.size)
    at = np.minimum(posted + 15 + (u * _DATA_H * 60).astype(np.int64), arrived - 60)
    other = draws.label(_rng(scene, "advance_goods"), "goods", plan.role)
    words = kinds.words(_rng(scene, "advance words"), other, vague=np.zeros(plan.size, dtype=bool))
    words = np.where(changed, words, papers.contents.words)
    return {
        "advance_at": moments(at, missing),
        "advance_goods": labels(kinds.texts, np.where(missing, len(kinds.texts), words)),
    }
