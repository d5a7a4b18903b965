"""A benchmark for targeting models, for self-study and research.

**The world.**  One gateway (LIS), passenger flow, 180,000 bookings in the 90 days from 2 March
2026, 2.24 % of them illicit.  It is always the same, in two forms: in `adapting`, the task proper,
the unit begins to select by five rules three weeks before the test, and offenders adapt; in
`steady` nobody does.  The difference between the two is what a model loses by concept drift.

**The task.**  Put the bookings of the last 18 days in an order of inspection.  A lead-in of 28 days
fills what the features look back on; 34 days are for learning, 10 for choosing between models,
18 for the test.  Time runs one way: no feature sees a later day than that of its booking's landing.
Every booking before the test has its label, as if all had been inspected.  A real unit does not
have that: it knows nothing about what it let pass.  `load_task(labels="inspected")` gives the
labels of such a unit, and the table shows what is lost.

**The figures.**  For an inspection of n = 1, 2, 5 and 10 % of the bookings: precision (hits among
the inspected), recall (hits among all there are), revenue (euros recovered of all recoverable),
and each as a share of its ceiling, which is what a perfect list reaches.  With 2.24 % illicit, no
list of 1 % has a recall over 44.6 %, and none of 10 % a precision over 22.4 %.  Precision at n
is recall at n times prevalence over n.

**Your own model.**  Without the labels of the test ever being shown:

    task = load_task()
    model.fit(task.features_of("train"), task.illicit_of("train"))
    tested = task.features_of("test")
    score_submission(pd.Series(model.predict_proba(tested)[:, 1], index=tested.index))

The world is open, so whoever wants to can look up the answers; a figure so got says nothing.
The features say what was done on a booking and nothing about who somebody is.  All is synthetic:
a good figure here is no promise about real passengers.

The figures are those of table 3 in "DATE: Dual Attentive Tree-aware Embedding for Customs Fraud
Detection" (KDD 2020), in https://github.com/Roytsai27/Dual-Attentive-Tree-aware-Embedding, whose
data are about customs declarations: its figures cannot be compared with these.
"""

from aatulab.targeting.benchmark.baselines import BASELINES
from aatulab.targeting.benchmark.submission import SHARES, ceiling, score_submission, table_row
from aatulab.targeting.benchmark.table import baseline_table
from aatulab.targeting.benchmark.task import (
    WORLDS,
    Answers,
    Split,
    Task,
    fixed_task,
    load_task,
    make_task,
)

__all__ = [
    "BASELINES",
    "SHARES",
    "WORLDS",
    "Answers",
    "Split",
    "Task",
    "baseline_table",
    "ceiling",
    "fixed_task",
    "load_task",
    "make_task",
    "score_submission",
    "table_row",
]
