"""What history is made from: each flow's docket beside the truth about its records."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Flags, Floats, Whole
from aatulab.world.docket import Docket
from aatulab.world.scene import FlowPart


@dataclass(frozen=True)
class File:
    """One flow: its docket, and what is so; one entry a record."""

    flow: str
    docket: Docket
    illicit: Flags
    suspect: Flags  # illicit, and not that of a victim
    typology: Whole  # places in `typologies`, -1 for innocent records
    typologies: tuple[str, ...]
    value_eur: Floats

    @property
    def size(self) -> int:
        """Return the number of records."""
        return len(self.illicit)


def files_of(parts: Sequence[FlowPart], victims: Collection[str]) -> tuple[File, ...]:
    """Return the files of the flows that give a docket and have records."""
    return tuple(
        _file(part.docket(), part.truth, victims)
        for part in parts
        if part.docket is not None and part.truth.num_rows
    )


def _file(docket: Docket, truth: pa.Table, victims: Collection[str]) -> File:
    coded = truth["typology"].combine_chunks()
    typology = coded.indices.fill_null(-1).to_numpy(zero_copy_only=False).astype(np.int64)
    typologies = tuple(coded.dictionary.to_pylist())
    protected = np.array([*(name in victims for name in typologies), False])
    illicit = truth["illicit"].to_numpy()
    return File(
        flow=truth["flow"][0].as_py(),
        docket=docket,
        illicit=illicit,
        suspect=illicit & ~protected[typology],
        typology=typology,
        typologies=typologies,
        value_eur=truth["value_eur"].to_numpy(),
    )
