"""What an officer of the mail computes with: numbers, weights, values, doors, data, payment."""

from aatulab.targeting.post.goods import item_value_ratio, vague_lines
from aatulab.targeting.post.items import in_parts, just_below, number_runs, weight_gain
from aatulab.targeting.post.parties import names_at_door
from aatulab.targeting.post.signals import item_signals

__all__ = [
    "in_parts",
    "item_signals",
    "item_value_ratio",
    "just_below",
    "names_at_door",
    "number_runs",
    "vague_lines",
    "weight_gain",
]
