"""Whoever passes the wrong table hears which column is missing, in every function of a lesson."""

import inspect
import pkgutil
from importlib import import_module

import numpy as np
import pandas as pd
import pytest

import aatulab.inspection
import aatulab.research
import aatulab.targeting
from aatulab.errors import AatuLabError

# not called by trainees: measured, audited and drawn by their own commands
APART = ("benchmark", "realism", "xray")
# these take whatever table they are given
ANY_TABLE = {"chained", "readable", "sampling_chart", "weeks_chart"}
STAND_INS = {
    "<class 'str'>": "table",
    "<class 'int'>": 1,
    "<class 'float'>": 0.5,
    "collections.abc.Sequence[str]": ["LIS-GRU"],
    "<class 'numpy.random._generator.Generator'>": np.random.default_rng(1),
}


def modules():
    for package in (aatulab.targeting, aatulab.inspection, aatulab.research):
        for module in pkgutil.walk_packages(package.__path__, f"{package.__name__}."):
            if not any(name in module.name for name in APART):
                yield import_module(module.name)


def functions():
    """Return every public function that takes a table, and nothing that a stand-in cannot be."""
    found = {}
    for module in modules():
        for name, function in vars(module).items():
            is_ours = inspect.isfunction(function) and function.__module__.startswith("aatulab.")
            if is_ours and not name.startswith("_") and name not in ANY_TABLE:
                arguments = arguments_of(function)
                if arguments is not None:
                    found[f"{function.__module__}.{name}"] = (function, arguments)
    return sorted(found.items())


def arguments_of(function):
    tables, arguments = 0, {}
    for parameter in inspect.signature(function).parameters.values():
        kind = str(parameter.annotation)
        if "DataFrame" in kind and "Mapping" not in kind:
            tables += 1
            arguments[parameter.name] = pd.DataFrame({"a": [1]})
        elif parameter.default is not parameter.empty:
            continue
        elif "Series" in kind:
            arguments[parameter.name] = pd.Series([1.0], index=["KX6TBP"])
        elif kind in STAND_INS:
            arguments[parameter.name] = STAND_INS[kind]
        else:
            return None
    return arguments if tables else None


CASES = functions()


def test_the_rooms_are_looked_through():
    assert len(CASES) > 60


@pytest.mark.parametrize(
    ("function", "arguments"), [c for _, c in CASES], ids=[n for n, _ in CASES]
)
def test_a_table_without_the_columns_is_refused_in_words(function, arguments):
    with pytest.raises(AatuLabError, match=r"\w{3,}.*: .*\."):
        function(**arguments)
