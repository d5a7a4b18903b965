"""What an item is said to hold: lines of the declaration, weights, values, and the form itself.

Sources of the form's rule: letter post up to 300 SDR bears a CN22, above that and with every parcel
a CN23 (WCO-UPU Postal Customs Guide, June 2018, section IV j; Eswatini Post's parcels page).  One
SDR was worth 1.16 euros in February 2026 (IMF, SDRs per currency unit).
"""

from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, rows, to_text
from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.columns import labels, repeated
from aatulab.world.goods import DOCUMENTS, HS_EDITION, goods_of
from aatulab.world.post.senders import Senders
from aatulab.world.post.signals import CATEGORIES, MAIL_CLASSES
from aatulab.world.roles.draws import Draws
from aatulab.world.roles.plan import Plan
from aatulab.world.scene import Scene

FORMS = ("CN22", "CN23")
ALL_CATEGORIES = (*CATEGORIES, "documents")
EUR_A_SDR, CN22_LIMIT_SDR = 1.16, 300
DUTY_FREE_EUR = 150  # in the EU until 30 June 2026 (Lithuanian customs, EU3 flat-rate duty)
_JUST_BELOW = (0.86, 0.998)
_COMMERCIAL = [
    CATEGORIES.index(one) for one in ("commercial sample", "sale of goods", "returned goods")
]
_LETTERS = [list(MAIL_CLASSES).index(one) for one in ("letter", "registered letter")]
# letters and small packets up to 2 kg, parcels up to 30 kg (Japan Post, weight limits of UPU mail)
_MOST_G, _MOST_LETTER_G, _LEAST_G = 30_000, 2_000, 9
_PACKED = 1.1
_NET = (0.72, 0.95)  # of the weight that the sender states, the rest is packing


@dataclass(frozen=True)
class Contents:
    """One entry an item, then one a line, the lines item by item."""

    gross_g: Whole  # measured at the office of exchange
    declared_g: Whole
    value: Floats
    form: Whole
    category: Whole  # places in ALL_CATEGORIES
    trade: Flags  # goods code and origin stand on every line
    words: Whole  # first line's description, a place in the goods' texts
    item: Whole  # one entry a line from here on
    line: Whole  # from 0
    goods: Whole
    line_words: Whole
    quantity: Whole
    net_g: Whole
    line_value: Floats


def draw_contents(scene: Scene, plan: Plan, mail_class: Whole) -> Contents:
    """Return the declarations of all items."""
    draws, kinds = Draws(plan.cast), goods_of("post")

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("declaration_lines", column)

    def happens(signal: str) -> Flags:
        return draws.happens(rng(signal), signal, plan.role)

    item, line, goods = _lines(plan, draws, rng("lines"), rng("goods"))
    first = np.flatnonzero(line == 0)
    papers = goods[first] == kinds.names.index(DOCUMENTS)
    letter = np.isin(mail_class, _LETTERS)
    unit = kinds.usual(rng("unit_g"), "unit_g", goods)
    gross = _gross(draws.typical(rng("weight_g"), "weight_g", plan.role), unit, item, letter)
    declared = gross / draws.typical(rng("weight_factor"), "weight_factor", plan.role)
    stated = declared * rng("net").uniform(*_NET, plan.size)
    net = stated[item] * _shares(rng("share"), unit, item)
    quantity = np.maximum(np.rint(net / unit), 1)
    worth = draws.typical(rng("value_factor"), "value_factor", plan.role)[item]
    worth = worth * kinds.usual(rng("eur_kg"), "eur_kg", goods) * net / 1000
    worth = _just_below(worth, item, happens("under_limit") & ~papers, rng("below"))
    worth = np.maximum(worth.round(2), 0.1)
    value: Floats = np.bincount(item, weights=worth, minlength=plan.size).astype(float).round(2)
    category = draws.label(rng("category"), "category", plan.role)
    words = kinds.words(rng("words"), goods, vague=happens("vague_goods")[item])
    return Contents(
        gross_g=gross.astype(np.int64),
        declared_g=np.maximum(declared.round(), 5).astype(np.int64),
        value=value,
        form=_forms(letter, value, happens("small_form")),
        category=np.where(papers, len(CATEGORIES), category),
        trade=np.isin(category, _COMMERCIAL) & ~papers & happens("hs_given"),
        words=words[first],
        item=item,
        line=line,
        goods=goods,
        line_words=words,
        quantity=quantity.astype(np.int64),
        net_g=np.maximum(net.round(), 1).astype(np.int64),
        line_value=worth,
    )


def lines_table(scene: Scene, item: Bytes, contents: Contents, senders: Senders) -> pa.Table:
    """Return the lines of all declarations."""
    kinds, of_item = goods_of("post"), contents.item
    bare = ~contents.trade[of_item]
    airports = scene.airports
    states = tuple(dict.fromkeys(airports.country3))
    state = np.array([states.index(code) for code in airports.country3])
    codes = tuple(dict.fromkeys(kinds.hs_code))
    code = np.array([codes.index(one) for one in kinds.hs_code])
    return pa.table(
        {
            "item": to_text(rows(item, of_item)),
            "line": contents.line + 1,
            "description": labels(kinds.texts, contents.line_words),
            "quantity": contents.quantity,
            "net_kg": contents.net_g / 1000,
            "value": contents.line_value,
            "currency": labels(["EUR"], np.zeros(len(of_item), dtype=np.int64)),
            "hs_code": labels(codes, np.where(bare, len(codes), code[contents.goods])),
            "hs_edition": pa.array(np.full(len(of_item), HS_EDITION), mask=bare),
            "origin": labels(states, np.where(bare, len(states), state[senders.office[of_item]])),
        }
    )


def _lines(
    plan: Plan, draws: Draws, count: np.random.Generator, kind: np.random.Generator
) -> tuple[Whole, Whole, Whole]:
    """Return item, number and goods of each line; no goods stand twice on one declaration."""
    item, line = repeated(np.maximum(draws.number(count, "lines", plan.role), 1))
    goods = draws.label(kind, "goods", plan.role[item])
    papers = goods_of("post").names.index(DOCUMENTS)
    leading = goods[line == 0]
    alone = (leading[item] == papers) | (goods == papers)
    goods = np.where(alone, leading[item], goods)
    _, once = np.unique(item * len(goods_of("post").names) + goods, return_index=True)
    kept = np.sort(once)
    item, goods = item[kept], goods[kept]
    return item, np.arange(len(item)) - np.searchsorted(item, item), goods


def _gross(wanted: Floats, unit: Floats, item: Whole, letter: Flags) -> Floats:
    """Return whole grams: as the role says, but enough for one article of each line."""
    least = np.maximum(_PACKED * np.bincount(item, weights=unit, minlength=len(wanted)), _LEAST_G)
    most = np.where(letter, _MOST_LETTER_G, _MOST_G)
    gross: Floats = np.minimum(np.maximum(wanted, least), most).round()
    return gross


def _shares(rng: np.random.Generator, unit: Floats, item: Whole) -> Floats:
    """Return the part of its item's net weight that each line has: heavy articles have more."""
    part = unit * rng.uniform(0.8, 1.6, len(unit))
    shares: Floats = part / np.bincount(item, weights=part)[item]
    return shares


def _just_below(worth: Floats, item: Whole, below: Flags, rng: np.random.Generator) -> Floats:
    """Return the values, where asked for scaled to end just below the duty-free limit."""
    total = np.bincount(item, weights=worth, minlength=len(below))
    wanted = DUTY_FREE_EUR * rng.uniform(*_JUST_BELOW, len(below))
    factor: Floats = np.where(below, wanted / total, 1.0)[item]
    return worth * factor


def _forms(letter: Flags, value: Floats, small: Flags) -> Whole:
    due = ~letter | (value > CN22_LIMIT_SDR * EUR_A_SDR)
    return np.where(due & ~small, 1, 0)
