"""What right holders and authorities report: falsified and stolen batches, new looks, licences.

A report of a new design or of a licence speaks *for* a pack that looks different; not every new
design has been reported yet.
"""

import numpy as np
import pyarrow as pa

from aatulab.world.arrays import Whole
from aatulab.world.columns import days, labels
from aatulab.world.products.batches import FORMS, write_batches
from aatulab.world.products.designs import Designs, line_ids
from aatulab.world.streams import Streams

REPORTS = ("falsified", "stolen", "new design", "licence to import", "licence to repackage")
_SHARES = (0.3, 0.1, 0.3, 0.18, 0.12)
_BATCHED = 2  # the first kinds of report name a batch
_REPORTS_A_LINE, _OLDEST_DAYS = 0.8, 900
WORDS = (
    "Packs with this batch were found that the holder never made.",
    "This batch was stolen on its way; it may be genuine and spoiled.",
    "The pack changes; packs of the older design stay on sale.",
    "A licensed importer sells packs of another market under a label of his own.",
    "A licensed packer puts the holder's own units into boxes of his own.",
)


def draw_reports(designs: Designs, lines: int, today: int, streams: Streams) -> pa.Table:
    """Return the reports about all lines, the oldest first."""

    def rng(column: str) -> np.random.Generator:
        return streams.of("product_alerts", column)

    count = int(lines * _REPORTS_A_LINE)
    line = rng("line").integers(0, lines, count)
    kind = rng("kind").choice(len(REPORTS), count, p=_SHARES)
    issued = np.sort(today - rng("issued_on").integers(1, _OLDEST_DAYS, count))
    form = designs.batch_form[designs.first[line]]
    # where no batch is printed a report can name none; then it is about a new look
    kind = np.where((kind < _BATCHED) & (form == len(FORMS)), REPORTS.index("new design"), kind)
    return pa.table(
        {
            "alert_id": pa.array([f"A{number:06d}" for number in range(1, count + 1)]),
            "line_id": line_ids(line),
            "report": labels(REPORTS, kind),
            "issued_on": days(issued),
            "batch": _batches(form, kind < _BATCHED, rng("batch")),
            "words": labels(WORDS, kind),
        }
    )


def _batches(form: Whole, named: "np.ndarray[tuple[int], np.dtype[np.bool_]]",
             rng: np.random.Generator) -> pa.Array:  # fmt: skip
    texts = write_batches(np.where(named, form, 0), rng).to_pylist()
    return pa.array(
        [text if is_named else None for text, is_named in zip(texts, named.tolist(), strict=True)],
        pa.string(),
    )
