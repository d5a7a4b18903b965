"""One refusal of a wrong table for all rooms, each with its own error."""

import pandas as pd
import pytest

from aatulab.errors import InspectionError, ResearchError, TargetingError
from aatulab.inspection import columns as of_inspection
from aatulab.research import columns as of_research
from aatulab.targeting import tables as of_targeting

TABLE = pd.DataFrame({"pnr": ["A"], 3: [1]})


@pytest.mark.parametrize(
    ("need", "error", "words"),
    [
        (of_inspection.need_columns, InspectionError, "'seat'; found pnr, 3. Pass a list."),
        (of_research.need_columns, ResearchError, "'seat'; found pnr, 3. Pass a list."),
        (of_targeting.need_columns, TargetingError, "'seat'. Found: pnr, 3. Pass what `Pass a"),
    ],
)
def test_each_room_names_the_first_missing_column_with_its_own_error(need, error, words):
    with pytest.raises(error, match=r"rows: there is no column 'seat'") as caught:
        need(TABLE, "rows", ["pnr", "seat", "bags"], "Pass a list.")
    assert words in str(caught.value)
    assert need(TABLE, "rows", ["pnr"], "Pass a list.") is None
