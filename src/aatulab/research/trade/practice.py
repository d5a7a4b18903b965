"""Figures to practise on: two States' trade, cash at a border, and the trail of one firm.

The same arguments and generator give the same tables.  Avelia, Borduna and Cardia are no States,
and all firms, phones and amounts are invented.
"""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
import pandas as pd

FROM, TO, BETWEEN = "Avelia", "Borduna", "Cardia"
# code, goods, euros a kilogram
_GOODS = (
    ("640391", "boots with leather uppers", 41.0),
    ("640399", "shoes with leather uppers", 34.0),
    ("851713", "smartphones", 420.0),
    ("300490", "medicines", 95.0),
    ("420221", "handbags of leather", 61.0),
    ("420222", "handbags of plastic or textile", 33.0),
    ("330300", "perfumes", 48.0),
    ("847130", "portable computers", 190.0),
    ("030617", "shrimps, frozen", 9.5),
    ("610910", "T-shirts of cotton", 21.0),
    ("820559", "hand tools", 14.0),
    ("851830", "headphones", 75.0),
)
_NEIGHBOURS = {"640391": "640399", "420221": "420222"}
_PAIRED = {*_NEIGHBOURS, *_NEIGHBOURS.values()}
_STORIES = ("undervalued", "overvalued", "vanishing", "year's end", "third State", "one firm")
_FIRMS = ("Ardmoor", "Bellvane", "Corrin", "Dunsel", "Ellarby", "Fennick", "Gorsedown")
_HOURS = 24 * 30


def practice_mirror(
    year: int, rng: np.random.Generator, shipments: int = 48
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return Avelia's exports to Borduna and Borduna's imports of goods from Avelia.

    Exports: `export`, `departed`, `mode`, `code`, `goods`, `kg`, `value` (without freight), `firm`.
    Imports: `entry`, `arrived`, `code`, `goods`, `kg`, `value` (with freight), `firm`, `origin`,
    `consigned_from`.  Exports begin in December of the year before; imports end with the year.
    """
    stories = _stories(rng)
    pairs = [
        pair
        for code, goods, price in _GOODS
        for pair in _of_code(code, goods, price, stories.get(code, ""), year, rng, shipments)
    ]
    exports = pd.DataFrame([sent for sent, _ in pairs if sent is not None])
    imports = pd.DataFrame([got for _, got in pairs if got is not None])
    exports = exports[exports["departed"].dt.year <= year]
    imports = imports[imports["arrived"].dt.year == year]
    return _filed(exports, "export", "departed"), _filed(imports, "entry", "arrived")


def practice_cash(now: datetime, rng: np.random.Generator, entries: int = 320) -> pd.DataFrame:
    """Return a month of cash at an airport: declared at the counter, or counted in a check.

    Columns: `entry`, `at`, `flight`, `traveller`, `phone`, `amount` (euros), `how` ("declared" or
    "counted") and `paper` (a bank's slip was shown).
    """
    rows = [*_ordinary_cash(rng, entries), *_sent_cash(rng), *_saved_cash(rng)]
    columns = ["hours", "flight", "phone", "amount", "paper"]
    table = pd.DataFrame(rows, columns=columns)
    # one of the numbers that are kept free for fiction
    numbers = rng.permutation(1_000)
    order = {phone: place for place, phone in enumerate(table["phone"].unique())}
    table["phone"] = [f"+442079460{numbers[order[phone]]:03d}" for phone in table["phone"]]
    begins = pd.Timestamp(now).floor("h") - pd.Timedelta(hours=_HOURS)
    hours = pd.to_timedelta(table.pop("hours"), unit="h").dt.floor("min")
    table.insert(0, "at", begins + hours)
    table["how"] = np.where(table["amount"] >= 10_000, "declared", "counted")
    table = table.sort_values(["at", "phone", "amount"], ignore_index=True)
    table.insert(0, "entry", np.arange(1, len(table) + 1))
    table.insert(3, "traveller", [f"T{number:04d}" for number in rng.permutation(len(table))])
    return table


def practice_firm(now: datetime, rng: np.random.Generator) -> pd.DataFrame:
    """Return a year of one firm: `at`, `flow`, `direction`, `partner`, `what`, `kg`, `value`.

    `flow` is "cargo", "post" or "money".  With one partner more money leaves than goods come; a
    second has credit, a third was prepaid, and both are ordinary.
    """
    partners = list(rng.permutation([f"{name} Trading" for name in _FIRMS[:6]]))
    shares = {0: 2.6, 1: 0.7, 2: 1.25}  # of the value of its goods, what was paid
    rows = [row for n, partner in enumerate(partners)
            for row in _with_partner(str(partner), shares.get(n, 1.0), rng)]  # fmt: skip
    table = pd.DataFrame(
        rows, columns=["day", "flow", "direction", "partner", "what", "kg", "value"]
    )
    begins = pd.Timestamp(now).normalize() - pd.Timedelta(days=365)
    table.insert(0, "at", begins + pd.to_timedelta(table.pop("day"), unit="D"))
    return table.sort_values(["at", "partner", "flow"], ignore_index=True)


def _stories(rng: np.random.Generator) -> dict[str, str]:
    """Return which goods have which story; two neighbours are declared under each other's code."""
    single = [code for code, _, _ in _GOODS if code not in _PAIRED]
    chosen = rng.permutation(single)[: len(_STORIES)]
    stories = dict(zip(map(str, chosen), _STORIES, strict=True))
    return stories | {str(rng.choice(list(_NEIGHBOURS))): "other code"}


def _of_code(
    code: str, goods: str, price: float, story: str, year: int, rng: np.random.Generator, count: int
) -> Iterator[tuple[dict[str, object] | None, dict[str, object] | None]]:
    """Give the shipments of one code, each as the two sides wrote it down (None: not at all)."""
    added = float(rng.uniform(0.05, 0.11))
    names = {each: title for each, title, _ in _GOODS}
    begins = pd.Timestamp(year - 1, 12, 1)
    for _ in range(count + int(rng.integers(-6, 7))):
        mode = "sea" if price < 60 and rng.random() < 0.6 else "air"
        day = int(rng.integers(0, 396))
        if story == "year's end" and rng.random() < 0.45:
            mode, day = "sea", int(rng.integers(372, 395))  # the season's goods leave in December
        departed = begins + pd.Timedelta(days=day)
        days = 2 if mode == "air" else int(rng.integers(26, 34))
        kg = round(float(rng.lognormal(5.4, 0.7)), 1)
        value = round(kg * price * float(rng.lognormal(0, 0.12)), 2)
        sent: dict[str, object] | None = {
            "departed": departed, "mode": mode, "code": code, "goods": goods, "kg": kg,
            "value": value, "firm": f"{rng.choice(_FIRMS)} Export",
        }  # fmt: skip
        by, there, factor = FROM, code, 1.0
        if story == "third State" and rng.random() < 0.35:
            sent, by = None, BETWEEN  # on Avelia's paper the goods went to Cardia
        if story == "other code" and rng.random() < 0.6:
            there = _NEIGHBOURS[code]
        if story in {"undervalued", "overvalued"} and rng.random() < 0.8:
            factor = 0.38 if story == "undervalued" else 2.3
        importer = str(rng.choice(_FIRMS))
        if story == "one firm" and importer == _FIRMS[0]:
            factor = 0.42
        got: dict[str, object] = {
            "arrived": departed + pd.Timedelta(days=days), "code": there, "goods": names[there],
            "kg": round(kg * float(rng.uniform(0.985, 1.01)), 1),
            "value": round(value * (1 + added) * factor, 2),
            "firm": f"{importer} Import", "origin": FROM, "consigned_from": by,
        }  # fmt: skip
        yield sent, None if story == "vanishing" and rng.random() < 0.45 else got


def _filed(table: pd.DataFrame, number: str, day: str) -> pd.DataFrame:
    table = table.sort_values([day, "code", "kg"], kind="stable", ignore_index=True)
    letter = number[0].upper()
    table.insert(0, number, [f"{letter}{place:05d}" for place in range(1, len(table) + 1)])
    return table


def _ordinary_cash(rng: np.random.Generator, entries: int) -> Iterator[tuple[object, ...]]:
    """Give people with savings, wages and the price of a car; some families share a phone."""
    household = 0
    for _ in range(entries):
        household += rng.random() > 0.12
        amount = float(np.clip(rng.lognormal(8.2, 0.9), 400, 60_000))
        amount = round(amount, -2) if rng.random() < 0.6 else round(amount, 2)
        hours, has_paper = float(rng.uniform(0, _HOURS)), bool(rng.random() < 0.5)
        yield hours, _flight(rng), f"household {household}", amount, has_paper


def _sent_cash(rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    """Give four rings: several travellers, one phone, each amount below the limit, no paper."""
    for ring in range(4):
        begins = float(rng.uniform(24, _HOURS - 100))
        for _ in range(int(rng.integers(3, 7))):
            amount = float(rng.choice([8_500, 9_000, 9_200, 9_500, 9_800, 9_900]))
            hours = begins + float(rng.uniform(0, 60))
            yield hours, _flight(rng), f"ring {ring}", amount, False


def _saved_cash(rng: np.random.Generator) -> Iterator[tuple[object, ...]]:
    """Give three families who carry their savings together, with the bank's paper."""
    for family in range(3):
        begins, flight = float(rng.uniform(24, _HOURS - 60)), _flight(rng)
        for _ in range(int(rng.integers(2, 5))):
            amount = round(float(rng.uniform(4_000, 9_600)), 2)
            yield begins, flight, f"family {family}", amount, True


def _flight(rng: np.random.Generator) -> str:
    return f"QX{rng.integers(200, 219)}"


def _with_partner(
    partner: str, share: float, rng: np.random.Generator
) -> Iterator[tuple[object, ...]]:
    """Give goods that came from one partner, and what was paid for them, `share` of their value."""
    for _ in range(int(rng.integers(6, 14))):
        code, goods, price = _GOODS[int(rng.integers(0, len(_GOODS)))]
        flow = "post" if rng.random() < 0.3 else "cargo"
        kg = round(float(rng.lognormal(1.2 if flow == "post" else 4.6, 0.5)), 1)
        value = round(kg * price * float(rng.lognormal(0, 0.12)), 2)
        day = int(rng.integers(0, 330))
        yield day, flow, "in", partner, f"{goods} ({code})", kg, value
        paid = round(value * share * float(rng.uniform(0.98, 1.02)), 2)
        yield (
            max(day + int(rng.integers(-20, 35)), 0),
            "money",
            "out",
            partner,
            "transfer",
            None,
            paid,
        )
