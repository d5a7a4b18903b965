"""The table of the benchmark: the ceiling first, then one row a baseline."""

import pandas as pd

from aatulab.targeting.benchmark.baselines import BASELINES, LEARNERS
from aatulab.targeting.benchmark.submission import ceiling, table_row
from aatulab.targeting.benchmark.task import Answers, Task

INSPECTED = " (inspected)"


def baseline_table(task: Task, answers: Answers) -> pd.DataFrame:
    """Return all figures in percent, indexed by `method`; columns as in `table_row`.

    Methods that learn from labels stand there twice: with all labels, and with those of a unit,
    which knows nothing of what it never inspected.
    """
    rows = {"ceiling": ceiling(answers)}
    for name, baseline in BASELINES.items():
        rows[name] = table_row(baseline(task), answers)
    as_a_unit = task.as_inspected()
    for name in BASELINES:
        if name in LEARNERS:
            rows[f"{name}{INSPECTED}"] = table_row(BASELINES[name](as_a_unit), answers)
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("method")
