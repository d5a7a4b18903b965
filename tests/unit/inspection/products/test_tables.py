"""What is found on all pieces at once agrees with comparing them one by one; pictures say it."""

import matplotlib.pyplot as plt
import pytest

from aatulab import colours
from aatulab.cases import build_case
from aatulab.drawing import style
from aatulab.errors import InspectionError
from aatulab.inspection.products import compare, count_findings, findings, register_of
from aatulab.inspection.products.bundle.practice import practice_bundles
from aatulab.inspection.products.compare import AS_DESIGN
from aatulab.inspection.products.pictures import (
    describe,
    findings_grid,
    show_pictures,
    side_by_side,
)
from aatulab.inspection.products.pictures.box import draw_box
from aatulab.inspection.products.pictures.shoe import draw_shoe
from aatulab.world.products.catalogue import catalogue


@pytest.fixture(scope="module")
def laid_out():
    case, truth = build_case("parcel-row")
    return case, truth, register_of(case), findings(case)


@pytest.fixture(autouse=True)
def no_figure_is_left():
    yield
    plt.close("all")


def test_all_at_once_is_as_one_by_one(laid_out):
    case, _, register, found = laid_out
    digits = case.pieces.set_index("piece").digits
    for piece, rows in list(found.groupby("piece"))[::8]:
        alone = compare(register.by_gtin(digits[piece]), dict(zip(rows.feature, rows.seen)))  # noqa: B905
        assert alone.finding.tolist() == rows.finding.tolist()


def test_pieces_of_makers_who_take_no_part_are_left_out(laid_out):
    _, truth, _, found = laid_out
    assert not set(found.piece) & set(truth.index[truth.role == "unlisted-maker"])
    assert set(count_findings(found).index) == set(found.piece)


def test_what_is_genuine_and_differs_shows_no_known_fake_but_opened_parcels(laid_out):
    _, truth, _, found = laid_out
    shown = count_findings(found).join(truth)
    innocent = shown[~shown.illicit & (shown.role != "opened-on-the-way")]
    assert (innocent.fakes == 0).all()
    twins = shown[shown.role.isin(["new-design", "parallel-import", "repackaged"])]
    assert (twins.others > 0).all()
    assert (shown[shown.role.isin(["newest-design", "older-design"])].others == 0).all()


@pytest.mark.parametrize("column", ["piece", "seen"])
def test_a_table_without_a_column_is_refused_by_its_name(laid_out, column):
    case, *_ = laid_out
    spoiled = type(case)(case.name, case.title, case.as_of, dict(case.frames))
    spoiled.frames["pieces_seen"] = case.pieces_seen.drop(columns=column)
    with pytest.raises(InspectionError, match=f"pieces_seen: .* expected '{column}' among them"):
        findings(spoiled)


def test_a_picture_is_drawn_for_every_code_and_says_what_differs(laid_out):
    case, _, register, _ = laid_out
    for kind in ("tablets", "sports-shoes", "perfume", "chargers"):
        products = case.products[case.products.kind == kind]
        record = register.by_gtin(products.gtin.iloc[0])
        for name in catalogue().kind(kind).features:
            feature = catalogue().features[name]
            for code in (*feature.genuine, *feature.fake):
                seen = {name: code}
                differs = compare(record, seen).finding[0] != AS_DESIGN
                assert (feature.words(code) in describe(record, seen)) == differs
        names = catalogue().kind(kind).features
        whole = {name: min(catalogue().features[name].fake) for name in names}
        figure = side_by_side(record, whole, batch="AB1234", expires="2028-03")
        assert callable(figure._ipython_display_)


LOOKS = {"xy", "xydata", "text", "position", "hatch", "facecolor", "alpha", "color", "path",
         "markersize", "linewidth", "fontfamily"}  # fmt: skip


def drawn(ax):
    """Everything on the axes that an eye could tell apart."""
    artists = (*ax.patches, *ax.lines, *ax.texts)
    return tuple(
        str([(k, str(v)) for k, v in a.properties().items() if k in LOOKS]) for a in artists
    )


@pytest.mark.parametrize(("kind", "draw"), [("tablets", draw_box), ("sports-shoes", draw_shoe)])
def test_two_codes_of_a_feature_do_not_look_alike(kind, draw):
    """Else the picture hides what the words say; form and spelling are in the print itself."""
    _, ax = plt.subplots()
    for name in set(catalogue().kind(kind).features) - {"batch-form", "spelling"}:
        feature, looks = catalogue().features[name], {}
        for code in (*feature.genuine, *feature.fake):
            ax.clear()
            draw(ax, "Brand Name of it 42", {name: code}, "AB1234", "2028-03")
            assert looks.setdefault(drawn(ax), code) == code, name


def test_a_kind_that_is_not_drawn_is_refused_with_the_next_step(laid_out):
    case, _, register, _ = laid_out
    bag = case.products[case.products.kind == "handbags"].gtin.iloc[0]
    with pytest.raises(InspectionError, match="compare it in words"):
        side_by_side(register.by_gtin(bag), {})


def test_the_grid_says_its_numbers_in_words_too(laid_out):
    _, truth, _, found = laid_out
    ax = findings_grid(count_findings(found), truth.illicit, title="Found")
    written = sum(int(text.get_text().split(" of ")[1]) for text in ax.texts)
    assert written == found.piece.nunique()
    with pytest.raises(InspectionError, match="expected 'fakes' among them"):
        findings_grid(count_findings(found).rename(columns={"fakes": "x"}), title="Found")


def test_pictures_of_bars_stand_side_by_side(laid_out):
    from aatulab.inspection.products.barcodes.draw import draw_ean

    pictures = {"one": draw_ean("9520000000011"), "two": draw_ean("9520000000028")}
    assert len(show_pictures(pictures, "Two codes of bars").axes) == 2


def test_the_colours_are_the_lab_s():
    for name in (name for name in vars(colours) if name.isupper()):
        assert getattr(colours, name) == getattr(style, name)


def test_the_bundles_to_practise_on_do_what_the_lesson_says(tmp_path):
    bundles = practice_bundles(tmp_path)
    assert bundles.sync("edition 2") == "taken: the desk has edition 2."
    assert "older than edition 2" in bundles.sync("edition 1")
    assert "the signature does not hold" in bundles.sync("one byte changed")
    assert "signed by key" in bundles.sync("another key")
    assert bundles.sync("edition 3") == "taken: the desk has edition 3."
    assert bundles.sync("edition 3").startswith("nothing new")
    with pytest.raises(InspectionError, match="found 'edition 9', expected one of"):
        bundles.sync("edition 9")
