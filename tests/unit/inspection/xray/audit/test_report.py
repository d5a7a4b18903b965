"""The report: all sheets, the same for the same seed, and a page that tells what was found."""

import numpy as np
import pytest
from PIL import Image

from aatulab.inspection.xray.audit.checks import Finding
from aatulab.inspection.xray.audit.report import Report, bag_trials, write_report
from aatulab.inspection.xray.audit.sheets import bag_sheet
from aatulab.inspection.xray.audit.tiles import (
    beside,
    cropped,
    halved,
    labelled,
    outlined,
    png,
    sheet,
)
from aatulab.inspection.xray.training.compose import image_of


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("report")
    return folder, write_report(folder, seed=3, images=9)


def test_everything_that_is_promised_is_written(written):
    folder, report = written
    found = {path.name for path in folder.iterdir()}
    assert {"report.md", "factors.png", "objects-gold.png", "bags-parcel.png"} <= found
    assert len([name for name in found if name.startswith("objects-")]) == 16
    assert len([name for name in found if name.startswith("threats-")]) == 7
    for path in folder.glob("*.png"):
        with Image.open(path) as picture:
            assert min(picture.size) > 150
    assert report.images == 9


def test_the_same_seed_draws_the_same_sheet(written):
    folder, _ = written
    again = bag_sheet([image_of(trial) for trial in bag_trials("crate", 3)])
    assert png(again) == (folder / "bags-crate.png").read_bytes()


def test_the_page_says_what_was_found_and_how_often():
    found = (
        Finding("hangs in the air", "crate", 7, "mug"),
        Finding("hangs in the air", "crate", 7, "pan"),
        Finding("brighter than air", "parcel", 9, "top: optical depth -0.2"),
    )
    report = Report(10, found)
    assert report.sound_share == pytest.approx(0.8)
    page = report.page()
    assert "10 images checked, 80.0% without a finding" in page
    assert "| hangs in the air | 2 |" in page
    assert "- hangs in the air: crate, seed 7: mug" in page


def white(rows, columns):
    return np.full((rows, columns, 3), 255, np.uint8)


def test_a_sheet_has_room_for_every_tile():
    tiles = [labelled(white(40, 120), f"tile {k}") for k in range(5)]
    page = sheet(tiles, 2)
    assert page.shape[0] >= 3 * 62
    assert page.shape[1] >= 2 * 120
    assert (page < 200).any(axis=2).sum() > 200


def test_a_label_that_is_too_long_is_cut_and_not_drawn_outside():
    tile = labelled(white(30, 60), "a very long label that cannot fit")
    assert tile.shape == (52, 60, 3)


def test_an_outline_runs_around_the_mask_and_leaves_its_inside():
    mask = np.zeros((40, 40), dtype=bool)
    mask[10:30, 10:30] = True
    marked = outlined(white(40, 40), mask)
    changed = (marked != 255).any(axis=2)
    assert changed[7:33, 8:11].any()
    assert not changed[14:26, 14:26].any()
    assert not changed[:6].any()


def test_cropping_keeps_what_is_not_white():
    picture = white(100, 100)
    picture[40:50, 60:80] = 0
    assert cropped(picture, margin=5).shape == (20, 30, 3)
    assert cropped(white(10, 10)).shape == (10, 10, 3)


def test_halving_takes_the_mean_and_pictures_stand_side_by_side():
    picture = white(4, 4)
    picture[:2, :2] = 0
    assert halved(picture)[0, 0].tolist() == [0, 0, 0]
    assert beside([white(10, 20), white(30, 20)]).shape == (30, 60, 3)


def test_a_png_is_read_back_as_it_was():
    picture = np.random.default_rng(1).integers(0, 255, (20, 30, 3)).astype(np.uint8)
    import io

    with Image.open(io.BytesIO(png(picture))) as read:
        assert (np.asarray(read) == picture).all()
