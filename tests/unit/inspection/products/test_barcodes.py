import io

import numpy as np
import pytest
from biip.gs1_messages import GS1Message
from PIL import Image

from aatulab.errors import InspectionError
from aatulab.inspection.products import scan, typed_digits
from aatulab.inspection.products.barcodes.draw import (
    Camera,
    draw_ean,
    draw_elements,
    photographed,
)
from aatulab.inspection.products.barcodes.read import UNREADABLE

GTIN = "9520000000011"
VALUES = {"01": "0" + GTIN, "17": "280331", "10": "AB-1234", "21": "X99"}
SYMBOLS = {
    "EAN-13": draw_ean(GTIN),
    "DataMatrix": draw_elements(VALUES),
    "GS1-128": draw_elements(VALUES, "Code128", scale=3),
}
CAMERAS = {
    "straight": Camera(),
    "on its side": Camera(turned=90),
    "upside down": Camera(turned=180),
    "turned a little": Camera(turned=7),
    "turned": Camera(turned=33),
    "noisy": Camera(noise=40),
    "pale": Camera(contrast=0.15),
    "out of focus": Camera(blur=1.5),
    "dark and noisy": Camera(contrast=0.1, noise=6),
}


@pytest.mark.parametrize("symbol", SYMBOLS)
@pytest.mark.parametrize("camera", CAMERAS)
def test_a_code_is_read_from_a_poor_picture(symbol, camera):
    picture = photographed(SYMBOLS[symbol], CAMERAS[camera], np.random.default_rng(4))
    found = scan(picture)
    assert found.gtin.zfill(14) == VALUES["01"]
    assert not found.advice
    assert (found.elements is None) == (symbol == "EAN-13")


def test_an_element_string_is_read_as_an_independent_library_reads_it():
    found = scan(SYMBOLS["DataMatrix"]).elements
    theirs = GS1Message.parse("010952000000001117280331" + "10AB-1234\x1d21X99").element_strings
    assert found.batch == theirs.filter(ai="10")[0].value
    assert found.serial == theirs.filter(ai="21")[0].value
    assert found.expires_on == theirs.filter(ai="17")[0].date


def test_a_parcel_number_is_read():
    found = scan(draw_elements({"00": "095200000000000073"}, "Code128"))
    assert found.codes[0].sscc == "095200000000000073"
    assert not found.gtin


def test_an_unreadable_picture_gives_one_sentence_with_the_next_step():
    noise = np.random.default_rng(1).integers(0, 256, (300, 300)).astype(np.uint8)
    for picture in (noise, np.full((200, 200), 255, dtype=np.uint8), noise[:1, :1]):
        found = scan(picture)
        assert found.codes == ()
        assert found.advice == UNREADABLE
        assert found.gtin == ""
    assert "second picture" in UNREADABLE
    assert "type the digits" in UNREADABLE


def test_two_articles_in_one_picture_are_not_mixed_up():
    other = draw_ean("9520000000028")
    found = scan(np.pad(np.vstack([SYMBOLS["EAN-13"], other]), 40, constant_values=255))
    assert found.gtin == ""
    assert "name different articles (09520000000011, 09520000000028)" in found.advice


def test_a_case_code_with_an_impossible_day_is_said():
    found = scan(draw_elements({"01": VALUES["01"], "17": "280331", "10": "A"}))
    assert not found.advice
    typed = typed_digits("(01)09520000000011(17)281331")
    assert "(17) expires on: found '281331'" in typed.advice


@pytest.mark.parametrize(
    ("text", "gtin", "advice"),
    [
        (GTIN, GTIN, ""),
        ("9 520000-000011", GTIN, ""),
        ("9520000000012", "", "check digit, position 13: found '2', expected 1."),
        ("952000000001", "", "check digit"),
        ("95200", "", "length: found '5 characters', expected 8, 12, 13 or 14 digits."),
        ("", "", "length"),
        ("(01)09520000000011(10)AB", "0" + GTIN, ""),
        ("095200000000000073", "", ""),
        ("095200000000000074", "", "check digit, position 18: found '4', expected 3."),
    ],
)
def test_typed_digits_are_verified(text, gtin, advice):
    found = typed_digits(text)
    assert found.gtin == gtin
    assert found.advice.startswith(advice)
    assert bool(found.advice) == bool(advice)
    assert not advice or found.advice.endswith("type it again.")


def test_a_picture_is_read_from_its_file(tmp_path):
    path = tmp_path / "code.png"
    Image.fromarray(SYMBOLS["EAN-13"]).save(path)
    assert scan(path).gtin == GTIN


def test_what_is_no_picture_is_refused_with_the_next_step(tmp_path):
    whole = io.BytesIO()
    Image.fromarray(SYMBOLS["EAN-13"]).save(whole, "PNG")
    for content in (b"", b"hello", whole.getvalue()[:60]):
        path = tmp_path / "code.png"
        path.write_bytes(content)
        with pytest.raises(InspectionError, match=r"code\.png: not readable as a picture"):
            scan(path)
    with pytest.raises(InspectionError, match="there is no such picture"):
        scan(tmp_path / "none.png")


def test_a_picture_that_unpacks_to_far_too_much_is_refused(tmp_path):
    path = tmp_path / "bomb.png"
    Image.new("1", (30_000, 3_000)).save(path)
    with pytest.raises(InspectionError, match="30000 x 3000 pixels"):
        scan(path)


@pytest.mark.parametrize(
    "array", [np.zeros((3, 3)), np.zeros(4, np.uint8), np.zeros((0, 5), np.uint8)]
)
def test_an_array_that_is_no_picture_is_refused(array):
    with pytest.raises(InspectionError, match="found an array of shape"):
        scan(array)
