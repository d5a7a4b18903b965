"""Machine code that is kept must not outlive a change of what went into it."""

import numba
import numpy as np
import pytest

from aatulab.inspection.xray import compiled as module
from aatulab.inspection.xray.compiled import compiled, inner


def double(values):
    """Return twice the values."""
    return 2 * values


def test_a_compiled_function_does_what_it_says():
    assert compiled(double)(np.array([1.5, 2.0])).tolist() == [3.0, 4.0]


def test_the_key_of_kept_code_changes_with_any_source_of_the_folder(tmp_path):
    (tmp_path / "a.py").write_text("one = 1\n", encoding="utf-8")
    before = module._sources.__wrapped__(tmp_path)
    (tmp_path / "b.py").write_text("two = 2\n", encoding="utf-8")
    after = module._sources.__wrapped__(tmp_path)
    assert before != after
    keyed = module._keyed(double)
    assert keyed.__closure__[-1].cell_contents == module._sources(
        __import__("pathlib").Path(__file__).parent
    )
    assert keyed(2) == 4


def test_an_inner_function_works_on_arrays_and_may_make_none():
    def twice(values):
        values[0] *= 2

    def fresh(values):
        return values + 1

    values = np.array([1.5, 2.0])
    inner(twice)(values)
    assert values.tolist() == [3.0, 2.0]
    with pytest.raises(numba.core.errors.NumbaError, match="Only accept returning of array passed"):
        inner(fresh)(values)
