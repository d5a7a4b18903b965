"""What was done with the selected records, and what was found.

No measure finds everything: "nothing found" is not "nothing there".  What was drawn by lot is
searched with every measure.  Nobody innocent is ever found out.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.codes.fixed import Bytes, to_text
from aatulab.world.arrays import Flags, Whole
from aatulab.world.columns import labels, moments
from aatulab.world.history.files import File
from aatulab.world.history.practice import Practices
from aatulab.world.history.selection import REASONS, Selection
from aatulab.world.population.persons import ids
from aatulab.world.scene import Scene

RESULTS = ("nothing found", "minor irregularity", "found")
_NOTHING, _MINOR, _FOUND = range(3)
_WAIT_MIN, _REPORT_MIN, _TEAMS = 60, 95, 4


@dataclass(frozen=True)
class Inspections:
    """Inspections of all flows, in order of time; `file` is a place among the flows' files."""

    inspection: Bytes
    file: Whole
    record: Whole  # place in the file
    at: Whole
    team: Whole
    reason: Whole
    measures: Whole  # one bit a measure of the flow
    result: Whole
    found_by: Whole  # the measure that found it, or -1
    minutes: Whole

    def of(self, file: int) -> Whole:
        """Return the inspections of one flow."""
        return np.flatnonzero(self.file == file)

    @property
    def found(self) -> Flags:
        """Return which inspections found what the unit looks for."""
        flags: Flags = self.result == _FOUND
        return flags


def inspect(
    scene: Scene, files: Sequence[File], selections: Sequence[Selection], practices: Practices
) -> Inspections:
    """Return the inspections of the selected records of all flows."""
    columns = [
        _of_flow(scene, place, file, selection, practices)
        for place, (file, selection) in enumerate(zip(files, selections, strict=True))
    ]
    joined = {
        name: np.concatenate([each[name] for each in columns] or [np.empty(0, dtype=np.int64)])
        for name in _COLUMNS
    }
    order = np.lexsort((joined["record"], joined["file"], joined["at"]))
    number = ids("I", scene.gateway.numbers(len(order)))
    return Inspections(number, **{name: column[order] for name, column in joined.items()})


def inspections_table(
    scene: Scene, files: Sequence[File], inspections: Inspections, practices: Practices
) -> pa.Table:
    """Return the inspections as a table."""
    records = pa.chunked_array([file.docket.records for file in files], pa.string())
    starts = np.cumsum([0, *(file.size for file in files)])[:-1]
    units = [
        f"{scene.gateway.hub} {practices.flows[file.flow].office} {team + 1}"
        for file in files
        for team in range(_TEAMS)
    ]
    count = len(inspections.at)
    of_file = starts[inspections.file] if count else np.empty(0, dtype=np.int64)
    return pa.table(
        {
            "inspection": to_text(inspections.inspection),
            "flow": labels([file.flow for file in files], inspections.file),
            "record": records.take(pa.array(of_file + inspections.record)),
            "at": moments(inspections.at),
            "unit": labels(units, inspections.file * _TEAMS + inspections.team),
            "reason": labels(REASONS, inspections.reason),
            "measures": _measures(files, inspections, practices),
            "result": labels(RESULTS, inspections.result),
            "minutes": inspections.minutes,
        }
    )


_COLUMNS = ("file", "record", "at", "team", "reason", "measures", "result", "found_by", "minutes")


def _of_flow(
    scene: Scene, place: int, file: File, selection: Selection, practices: Practices
) -> dict[str, Whole]:
    practice = practices.flows[file.flow]
    record, reason = selection.record, selection.reason
    count, many = len(record), len(practice.measures)

    def rng(column: str) -> np.random.Generator:
        return scene.streams.of("inspections", f"{file.flow} {column}")

    usual = np.array([measure.taken for measure in practice.measures])
    taken = rng("measures").random((count, many)) < usual
    taken[~taken.any(axis=1), int(usual.argmax())] = True
    taken[reason == REASONS.index("random")] = True
    chances = np.array(
        [practices.chances(file.flow, typology) for typology in file.typologies]
        + [np.zeros(many)]  # of the innocent, by the place -1
    )
    finds = taken & (rng("finds").random((count, many)) < chances[file.typology[record]])
    found = finds.any(axis=1)
    minor = rng("minor").random(count) < practice.irregular
    length = taken @ np.array([measure.minutes for measure in practice.measures])
    length = length * np.exp(0.25 * rng("minutes").standard_normal(count)) + _REPORT_MIN * found
    return {
        "file": np.full(count, place),
        "record": record,
        "at": file.docket.at[record] + rng("at").integers(2, _WAIT_MIN, count),
        "team": rng("team").integers(0, _TEAMS, count),
        "reason": reason,
        "measures": taken @ (1 << np.arange(many)),
        "result": np.where(found, _FOUND, np.where(minor, _MINOR, _NOTHING)),
        "found_by": np.where(found, finds.argmax(axis=1), -1),
        "minutes": np.maximum(np.round(length), 1).astype(np.int64),
    }


def _measures(
    files: Sequence[File], inspections: Inspections, practices: Practices
) -> pa.DictionaryArray:
    """Return the measures of each inspection in words, each combination written once."""
    most = 1 << 16
    codes, place = np.unique(inspections.file * most + inspections.measures, return_inverse=True)
    written = []
    for code in codes.tolist():
        flow = files[code // most].flow
        written.append(
            ", ".join(
                measure.name
                for bit, measure in enumerate(practices.flows[flow].measures)
                if code >> bit & 1
            )
        )
    different = list(dict.fromkeys(written))  # two flows may take the same measures
    at = np.array([different.index(text) for text in written], dtype=np.int64)
    return labels(different, at[place])
