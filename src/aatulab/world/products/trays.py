"""Lay goods on the table: parcels, the pieces in them, what their codes say and how they look.

Everything is drawn from the streams of a seed, parcel by parcel.  The truth is returned apart.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
import pandas as pd

from aatulab.codes.elements import write_elements
from aatulab.codes.fixed import blank, to_text
from aatulab.codes.gtin import write_gtins
from aatulab.codes.s10 import write_items
from aatulab.world.products.batches import FORMS, write_batches
from aatulab.world.products.catalogue import catalogue
from aatulab.world.products.roles import ROLES, TYPOLOGY, Role
from aatulab.world.streams import Streams

_WRONG_DIGIT, _UNKNOWN_NUMBER, _DATES_DISAGREE, _UNREAD = 0.3, 0.15, 0.4, 0.06
_USE_DAYS, _REPORTED_DAYS = (120, 900), (5, 300)
_FREE_ARTICLES = 10**9
_DECLARED = {"footwear": ("SPORTS SHOES", "SHOES", "GIFT"),
             "medicines": ("SUPPLEMENTS", "HEALTH PRODUCT", "TABLETS", "GIFT")}  # fmt: skip


@dataclass(frozen=True)
class Register:
    """The register's tables as frames, by the names that `build_products` gives them."""

    tables: Mapping[str, pd.DataFrame]

    def designs_of(self, line: str) -> list[dict[str, str]]:
        """Return how each design of a line looks, the oldest first: feature to code."""
        designs = self.tables["product_designs"]
        ids = designs.loc[designs["line_id"] == line, "design_id"]
        features = self.tables["product_features"]
        return [
            dict(features.loc[features["design_id"] == one, ["feature", "genuine"]].to_numpy())
            for one in ids
        ]

    @cached_property
    def changed_lines(self) -> list[str]:
        """Return the lines whose newest pack looks otherwise than their oldest."""
        lines = self.tables["product_designs"]["line_id"]
        several = lines[lines.duplicated()].unique().tolist()
        looks = {line: self.designs_of(line) for line in several}
        return [line for line, designs in looks.items() if designs[0] != designs[-1]]

    def fakes_of(self, line: str) -> dict[str, str]:
        """Return the signs of copies that are registered for a line, by feature."""
        designs = self.tables["product_designs"]
        ids = designs.loc[designs["line_id"] == line, "design_id"]
        features = self.tables["product_features"]
        rows = features[features["design_id"].isin(ids) & features["fake"].notna()]
        return dict(rows[["feature", "fake"]].to_numpy())

    def form_of(self, line: str) -> int | None:
        """Return the form of a line's batches, as a place in FORMS; none without batches."""
        designs = self.tables["product_designs"]
        form = designs.loc[designs["line_id"] == line, "batch_form"].iloc[0]
        return FORMS.index(form) if isinstance(form, str) else None


@dataclass(frozen=True)
class Trays:
    """What lies on the table; `alerts` belong into the register, `truth` to nobody's eyes."""

    parcels: pd.DataFrame
    pieces: pd.DataFrame
    seen: pd.DataFrame
    alerts: pd.DataFrame
    truth: pd.DataFrame


def lay_out(
    register: Register,
    kinds: Sequence[str],
    roles: Mapping[str, int],
    pieces_a_parcel: int,
    today: date,
    streams: Streams,
) -> Trays:  # fmt: skip
    """Return parcels of each role, as many as asked, with their pieces in mixed order."""
    rng = streams.of("trays", "order")
    order = rng.permutation([name for name, count in roles.items() for _ in range(count)])
    serials = streams.of("trays", "parcel").permutation(10**6)[: len(order)] + 12_000_000
    items = to_text(write_items(blank(len(order), "CZ"), serials)).to_pylist()
    parcels, pieces, seen, alerts, truth = [], [], [], [], []
    for number, (item, name) in enumerate(zip(items, order.tolist(), strict=True)):
        tray = _Tray(register, ROLES[name], name, today, streams.of("trays", f"tray {number}"))
        tray.choose(kinds)
        parcels.append({"parcel": item, **tray.declared(pieces_a_parcel)})
        alerts += tray.reports()
        for place in range(pieces_a_parcel):
            piece = f"{item[4:10]}-{place + 1}"  # so that no two rows share a piece
            pieces.append({"piece": piece, "parcel": item, **tray.codes()})
            seen += [{"piece": piece, "feature": f, "seen": c} for f, c in tray.look().items()]
            truth.append({"piece": piece, **tray.told()})
    return Trays(
        pd.DataFrame(parcels),
        pd.DataFrame(pieces),
        pd.DataFrame(seen),
        pd.DataFrame(alerts, columns=["line_id", "report", "issued_on", "batch"]),
        pd.DataFrame(truth).set_index("piece"),
    )


class _Tray:
    """One parcel: all pieces in it are of one product, one batch and one origin."""

    def __init__(
        self, register: Register, role: Role, name: str, today: date, rng: np.random.Generator
    ) -> None:
        self._register, self._role, self._name = register, role, name
        self._today, self._rng = today, rng

    def choose(self, kinds: Sequence[str]) -> None:
        """Draw the product, the design that the pack follows, the batch and what differs."""
        known = catalogue()
        wanted = [k for k in kinds if not self._role.medicines_only
                  or known.kind(k).sector == "medicines"]  # fmt: skip
        products = self._register.tables["products"]
        if self._name == "older-design":
            changed = products["line_id"].isin(self._register.changed_lines)
            able = set(products.loc[changed, "kind"])
            products, wanted = products[changed], [kind for kind in wanted if kind in able]
        kind = known.kind(str(self._rng.choice(wanted)))
        rows = products[products["kind"] == kind.name]
        product = rows.iloc[int(self._rng.integers(len(rows)))]
        self._kind, self._line, self._gtin = kind, str(product["line_id"]), str(product["gtin"])
        self._designs = self._register.designs_of(self._line)
        self._design = self._designs[0] if self._name == "older-design" else self._designs[-1]
        self._differs = self._differing()
        self._form = self._register.form_of(self._line)
        form = self._form
        if form is not None and self._differs.get("batch-form"):
            form = (form + 1 + int(self._rng.integers(len(FORMS) - 1))) % len(FORMS)
        self._batch = "" if form is None else str(write_batches(np.array([form]), self._rng)[0])
        self._expires = self._today + timedelta(days=int(self._rng.integers(*_USE_DAYS)))
        is_copy = self._name == "copy"
        self._wrong_digit = is_copy and self._chance(_WRONG_DIGIT)
        self._disagrees = is_copy and bool(self._batch) and self._chance(_DATES_DISAGREE)
        if self._name == "unlisted-maker" or (
            is_copy and not self._wrong_digit and self._chance(_UNKNOWN_NUMBER)
        ):
            self._gtin = self._unknown_number()

    def declared(self, pieces: int) -> dict[str, Any]:
        """Return what the sender wrote on the form."""
        words = _DECLARED[self._kind.sector]
        return {
            "declared": str(self._rng.choice(words)),
            "pieces": pieces,
            "value_eur": round(float(self._rng.uniform(6, 60)) * pieces, 2),
        }

    def reports(self) -> list[dict[str, Any]]:
        """Return what the register is told of such goods, if it is."""
        role = self._role
        if not role.report or not self._chance(role.reported):
            return []
        if role.report == "falsified" and not self._batch:
            return []
        day = self._today - timedelta(days=int(self._rng.integers(*_REPORTED_DAYS)))
        batch = self._batch if role.report == "falsified" else None
        return [{"line_id": self._line, "report": role.report, "issued_on": day, "batch": batch}]

    def codes(self) -> dict[str, Any]:
        """Return the digits below the bars, what the square code says, and what is printed."""
        digits = self._gtin
        if self._wrong_digit:
            digits = digits[:-1] + str((int(digits[-1]) + 1 + int(self._rng.integers(9))) % 10)
        month, inside = f"{self._expires:%Y-%m}", self._expires
        if self._disagrees:
            inside = self._expires - timedelta(days=400)
        code = write_elements({"01": "0" + self._gtin, "17": f"{inside:%y%m%d}",
                               "10": self._batch})  # fmt: skip
        unread = not self._batch or self._chance(_UNREAD)
        return {
            "digits": digits,
            "code": None if unread else code,
            "batch": self._batch or None,
            "expires": month if self._batch else None,
        }

    def look(self) -> dict[str, str]:
        """Return what is seen at each feature of the pack; one piece in ten hides one of them."""
        seen = {**self._design, **self._differs}
        if self._chance(0.1):
            del seen[str(self._rng.choice(sorted(set(seen) - set(self._differs))))]
        return seen

    def told(self) -> dict[str, Any]:
        """Return what is so."""
        is_copy = self._name == "copy"
        return {
            "role": self._name,
            "typology": TYPOLOGY if is_copy else None,
            "twin_of": TYPOLOGY if self._role.is_twin and not is_copy else None,
            "illicit": is_copy,
            "fact": self._role.fact,
        }

    def _differing(self) -> dict[str, str]:
        """Return the features that look otherwise than registered, and how."""
        known, role = catalogue().features, self._role
        registered = {f: {d[f] for d in self._designs} for f in self._design}
        able = [f for f in self._design if not role.only or f in role.only]
        changes = {}
        if role.changed[1]:
            ways = {f: sorted(set(known[f].genuine) - registered[f] - {"none"}) for f in able}
            able = [f for f in able if ways[f]]
            for feature in self._some(able, role.changed):
                changes[feature] = str(self._rng.choice(ways[feature]))
        fakes = self._register.fakes_of(self._line)
        for feature in self._some(able, role.fake) if role.fake[1] else []:
            # most copies look as others did before them
            strange = str(self._rng.choice(sorted(known[feature].fake)))
            changes[feature] = fakes.get(feature, strange) if self._chance(0.8) else strange
        return changes

    def _some(self, able: list[str], many: tuple[int, int]) -> list[str]:
        count = min(int(self._rng.integers(many[0], many[1] + 1)), len(able))
        return [str(name) for name in self._rng.permutation(sorted(able))[:count]]

    def _unknown_number(self) -> str:
        taken = set(self._register.tables["products"]["gtin"])
        while True:
            number = self._rng.integers(_FREE_ARTICLES)
            text = str(to_text(write_gtins([number]))[0])
            if text not in taken:
                return text

    def _chance(self, share: float) -> bool:
        return bool(self._rng.random() < share)
