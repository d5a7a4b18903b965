"""Put the scenario's own records behind the look-up databases, and open the desks of that day."""

from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from aatulab.content import datasets_dir
from aatulab.errors import ContentError, JointError, shown
from aatulab.joint.cards import Card, filled
from aatulab.joint.scenario import Scenario
from aatulab.research.scenario import Scenario as Desks
from aatulab.research.scenario import read_scenario


def plant(
    scenario: Scenario, tables: Mapping[str, pd.DataFrame], cards: Mapping[str, Card]
) -> tuple[Desks, dict[str, pd.DataFrame]]:
    """Return how the databases behave that day, and their tables with the planted records."""
    desks = read_scenario(_desks_file(scenario))
    grown = dict(tables)
    for place, planted in enumerate(scenario.planted):
        where = f"{scenario.name}: records[{place}]"
        if planted.table not in grown:
            known = ", ".join(grown)
            raise ContentError(f"{where}: table: found {shown(planted.table)}, known are {known}.")
        table = grown[planted.table]
        row = {key: filled(text, cards, where) for key, text in planted.row.items()}
        if unknown := sorted(set(row) - set(table.columns)):
            raise ContentError(
                f"{where}: row: found {shown(unknown)}, the columns are {', '.join(table.columns)}."
            )
        full = {name: [row.get(name)] for name in table.columns}
        added = pd.DataFrame(full).astype(table.dtypes.to_dict())
        grown[planted.table] = pd.concat([table, added], ignore_index=True)
    return desks, grown


def _desks_file(scenario: Scenario) -> Path:
    path = datasets_dir() / "joint" / "desks" / f"{scenario.desks}.yml"
    if not path.is_file():
        raise JointError(f"{scenario.name}: desks: there is no file {path.name} in {path.parent}.")
    return path
