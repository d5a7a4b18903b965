"""Choose what to do in the minutes that there are: most for each minute first, or the best of all.

`first_by_ratio` is what a person can do with a list and a pencil.  `best_choice` tries all sets in
the clever order of the knapsack problem and is never worse; it plans whole minutes.  Both work on
any worth: points, or finds that are expected.
"""

from collections.abc import Sequence

import numpy as np

from aatulab.errors import InspectionError

MOST_CELLS = 50_000_000  # things times minutes: some seconds


def first_by_ratio(worth: Sequence[float], minutes: Sequence[float], budget: float) -> list[int]:
    """Return the places of what is done, most worth a minute first, until time is up.

    What does not fit any more is passed over for something that does; of equals the one that
    stands first comes first.

    >>> first_by_ratio([6, 5, 5], [30, 20, 20], 40)
    [1, 2]
    """
    values, lengths = _checked(worth, minutes)
    left, chosen = float(budget), []
    for place in np.argsort(-values / lengths, kind="stable"):
        if lengths[place] <= left:
            left -= float(lengths[place])
            chosen.append(int(place))
    return chosen


def best_choice(worth: Sequence[float], minutes: Sequence[int], budget: int) -> list[int]:
    """Return the places of what is worth most together and fits, in their order.

    >>> best_choice([10, 7, 7], [30, 20, 20], 40)
    [1, 2]
    """
    values, given = _checked(worth, minutes)
    lengths = given.astype(int)
    if (lengths != given).any() or budget != int(budget):
        raise InspectionError(
            "minutes: found a part of a minute, expected whole minutes in every length and in the"
            " budget. Round the lengths up."
        )
    room = max(int(budget), 0)
    if len(values) * (room + 1) > MOST_CELLS:
        raise InspectionError(
            f"budget: found {len(values)} things and {room} minutes, expected a plan of one shift."
            " Choose among fewer, or use first_by_ratio."
        )
    taken = np.zeros((len(values), room + 1), dtype=bool)
    best = np.zeros(room + 1)
    for place, (value, length) in enumerate(zip(values, lengths, strict=True)):
        if length > room:
            continue
        instead = best.copy()
        instead[length:] = best[: room + 1 - length] + value
        # better by more than the last bit, so that the same plan comes out on every machine
        taken[place] = instead > best + 1e-12
        best = np.where(taken[place], instead, best)
    return _walk_back(taken, lengths, room)


def _walk_back(taken: np.ndarray, lengths: np.ndarray, room: int) -> list[int]:
    chosen = []
    for place in range(len(lengths) - 1, -1, -1):
        if taken[place, room]:
            chosen.append(place)
            room -= int(lengths[place])
    return chosen[::-1]


def _checked(worth: Sequence[float], minutes: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    values, lengths = np.asarray(worth, dtype=float), np.asarray(minutes, dtype=float)
    if values.shape != lengths.shape or values.ndim != 1:
        raise InspectionError(
            f"minutes: found {lengths.size} for {values.size} worths, expected one for each."
        )
    if not np.isfinite(values).all() or (values < 0).any():
        raise InspectionError("worth: found less than 0 or nothing, expected a number from 0 up.")
    if not (lengths > 0).all():
        raise InspectionError("minutes: found 0 or less, expected a check's length.")
    return values, lengths
