"""The table of the benchmark: the ceiling first, then one row a baseline."""

import pandas as pd

from aatulab.targeting.benchmark.baselines import BASELINES
from aatulab.targeting.benchmark.submission import ceiling, table_row
from aatulab.targeting.benchmark.task import Answers, Task


def baseline_table(task: Task, answers: Answers) -> pd.DataFrame:
    """Return all figures in percent, indexed by `method`; columns as in `table_row`."""
    rows = {"ceiling": ceiling(answers)}
    for name, baseline in BASELINES.items():
        rows[name] = table_row(baseline(task), answers)
    return pd.DataFrame.from_dict(rows, orient="index").rename_axis("method")
