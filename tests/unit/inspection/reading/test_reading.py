"""The practice sittings hold what the theory put in; the bag is the one that the trainer renders.

After a change of the renderer renew the picture with
`AATULAB_UPDATE_PICTURES=1 pytest tests/unit/inspection/reading`.
"""

import os
from io import BytesIO

import numpy as np
import pandas as pd
import pytest
from PIL import Image

from aatulab.inspection.reading import CATEGORIES, bag_to_read, practice_readings
from aatulab.inspection.reading.picture import PATH
from aatulab.inspection.reading.practice import SITTINGS, SIZE_PX
from aatulab.inspection.xray.audit.tiles import beside, halved
from aatulab.inspection.xray.imaging.image import take_image
from aatulab.inspection.xray.packing.order import Order
from aatulab.inspection.xray.training.detection import Counts, measure_detection

ORDER, SEED = Order(bag="suitcase", threat="pressed-slab", turn_deg=85.0, buried=0.6), 41


@pytest.fixture(scope="module")
def many():
    return practice_readings(np.random.default_rng(11), readers=60)


def test_every_reader_has_both_sittings_and_every_category_equally_often(many):
    shown = many.groupby(["reader", "sitting"]).holds.agg(["sum", "size"])
    for (_, sitting), row in shown.iterrows():
        assert (row["sum"], row["size"]) == (SITTINGS[sitting][0], sum(SITTINGS[sitting]))
    drill = many[many.holds & (many.sitting == "drill")]
    assert set(drill.groupby("reader").category.value_counts()) == {8}
    assert set(many.category) == {"", *CATEGORIES}
    assert (many.holds == (many.category != "")).all()


def test_boxes_lie_where_something_is_and_marks_where_somebody_stopped(many):
    columns, rows = SIZE_PX
    assert (many.left.notna() == many.holds).all()
    assert (many.column.notna() == many.stopped).all()
    marks = many[many.stopped]
    assert marks.column.between(0, columns - 1).all()
    assert marks.row.between(0, rows - 1).all()
    boxes = many[many.holds]
    assert (boxes.left < boxes.right).all()
    assert (boxes.bottom < rows).all()


def test_one_category_is_weak_and_factors_cost_in_the_order_of_the_literature(many):
    held = many[many.holds & (many.sitting == "drill")]
    rates = held.groupby("category").stopped.mean().sort_values()
    assert rates.iloc[0] < rates.iloc[1] - 0.25
    assert rates.iloc[-1] - rates.iloc[1] < 0.12
    slope = {f: np.polyfit(held[f], held.stopped, 1)[0] for f in
             ("view_difficulty", "superposition", "opacity")}  # fmt: skip
    assert slope["superposition"] < slope["view_difficulty"] < -0.2
    assert abs(slope["opacity"]) < 0.12


def test_where_objects_are_rare_the_line_moves_and_the_eye_does_not(many):
    measured = {}
    for sitting, rows in many.groupby("sitting"):
        held, clean = rows[rows.holds], rows[~rows.holds]
        measured[sitting] = measure_detection(
            Counts(held.stopped.sum(), len(held), clean.stopped.sum(), len(clean))
        )
    assert measured["queue"].criterion - measured["drill"].criterion == pytest.approx(0.5, abs=0.12)
    assert measured["queue"].d_prime == pytest.approx(measured["drill"].d_prime, abs=0.25)


def test_the_same_generator_gives_the_same_sittings_and_another_one_does_not():
    first, again, other = (practice_readings(np.random.default_rng(s)) for s in (1, 1, 2))
    pd.testing.assert_frame_equal(first, again)
    assert not first.equals(other)


def test_the_bag_is_the_one_that_the_trainer_renders():
    views = take_image(ORDER, SEED).views
    rendered = beside([halved(view.colour) for view in views])
    if os.environ.get("AATULAB_UPDATE_PICTURES"):
        few = Image.fromarray(rendered).quantize(96, dither=Image.Dither.NONE)
        few.save(PATH, optimize=True)
    kept = np.asarray(Image.open(BytesIO(PATH.read_bytes())).convert("RGB")).astype(int)
    assert kept.shape == rendered.shape
    # the file has 96 colours, so it's near and not the same
    assert np.abs(kept - rendered).mean() < 2.5
    assert PATH.stat().st_size < 80_000


def test_the_bag_says_in_words_what_lies_in_it_and_never_what_it_is():
    bundle = bag_to_read()._repr_mimebundle_()
    words = bundle["text/plain"]
    assert len(words.split()) > 80
    assert "strip, dark brown" in words
    for told in ("slab", "powder", "drug", "threat", "rice"):
        assert told not in words
    assert 'alt="X-ray of a suitcase' in bundle["text/html"]
