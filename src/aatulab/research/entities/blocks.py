"""Choose which pairs are compared at all: those that share a key.

A thousand records make half a million pairs, and nearly all of them have nothing in common.  A key
that is too narrow loses pairs for ever, since nobody looks at them again; several keys of
different kinds lose less, and what they lose has to be measured.
"""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from aatulab.errors import ResearchError
from aatulab.research.columns import need_columns
from aatulab.research.entities.addresses import plain_address
from aatulab.research.entities.phones import e164
from aatulab.research.names.spelling import words_of

COLUMNS = ("record", "surname", "given_names", "birth_date", "phone", "written_in", "address")
MOST_OF_A_BLOCK = 12  # a key that so many records share is an agency's phone or a hostel's door
_NEXT = "Pass the register, for example `drill.records`."


def blocking_keys(records: pd.DataFrame) -> dict[str, "pd.Series[str]"]:
    """Return keys by their names, each indexed by `record`; missing where there is none.

    `name letters` are the first two letters of each word of a name, in the order of the alphabet,
    so that it does not matter which of them is the surname.
    """
    need_columns(records, "records", COLUMNS, _NEXT)
    index = pd.Index(records["record"], name="record")
    known = records.fillna("")
    names = known["surname"] + " " + known["given_names"]
    phones = zip(known["phone"], known["written_in"], strict=True)
    columns = {
        "name letters": [_name_key(name) for name in names],
        "birth date": known["birth_date"].tolist(),
        "phone": [e164(phone, written_in) for phone, written_in in phones],
        "address": [_address_key(address) for address in known["address"]],
    }
    return {
        name: pd.Series(values, index=index, dtype="object").replace("", None)
        for name, values in columns.items()
    }


def pairs_on(keys: Mapping[str, "pd.Series[str]"], *, most: int = MOST_OF_A_BLOCK) -> pd.DataFrame:
    """Return the pairs that share a key, each once: the columns `a`, `b` and `shares`.

    `a` comes before `b` in the alphabet.  A value that more than `most` records share makes no
    pairs.

    >>> keys = {"phone": pd.Series(["1", "1", "2"], index=["r1", "r2", "r3"])}
    >>> pairs_on(keys).to_dict("list")
    {'a': ['r1'], 'b': ['r2'], 'shares': ['phone']}
    """
    found = []
    for name, key in keys.items():
        if not key.index.is_unique:
            twice = key.index[key.index.duplicated()][0]
            raise ResearchError(
                f"keys: {name!r} has the record {twice!r} twice; index each key by `record`."
            )
        found.append(_pairs_of(key, most).assign(shares=name))
    pairs = pd.concat(found, ignore_index=True) if found else _pairs_of(pd.Series(dtype=object), 0)
    if "shares" not in pairs:
        return pairs.assign(shares=pd.Series(dtype="object"))
    grouped = pairs.groupby(["a", "b"], sort=True)["shares"].agg(", ".join)
    return grouped.reset_index()


def _pairs_of(key: "pd.Series[str]", most: int) -> pd.DataFrame:
    known = key.dropna()
    ones, others = [], []
    for _, block in known.groupby(known):
        if 1 < len(block) <= most:
            members = np.sort(block.index.to_numpy(dtype="object"))
            one, other = np.triu_indices(len(members), 1)
            ones.append(members[one])
            others.append(members[other])
    empty = [np.empty(0, dtype="object")]
    return pd.DataFrame({"a": np.concatenate(ones or empty), "b": np.concatenate(others or empty)})


def _name_key(name: str) -> str:
    return " ".join(sorted(word.first[:2] for word in words_of(name)))


def _address_key(address: str) -> str:
    plain = plain_address(address)
    return f"{plain.street} {plain.number}" if plain.street and plain.number else ""
