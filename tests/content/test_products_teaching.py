"""What the lesson on genuine and counterfeit goods says of row seven is so; its rule is fair."""

import pytest

from aatulab.cases import build_case
from aatulab.codes.gtin import parse_gtin
from aatulab.inspection.products import count_findings, findings
from aatulab.inspection.products.compare import AS_DESIGN

SEEDS = (None, 2, 3, 5)


@pytest.fixture(scope="module")
def rows():
    built = {}
    for seed in SEEDS:
        case, truth = build_case("parcel-row", seed)
        built[seed] = case, truth, count_findings(findings(case)).join(truth)
    return built


def test_what_only_differs_is_genuine_on_the_public_row(rows):
    _, _, shown = rows[None]
    right = shown[(shown.others > 0) & (shown.fakes == 0)]
    assert len(right) > 50
    assert not right.illicit.any()
    assert set(right.role) == {"new-design", "parallel-import", "repackaged"}
    assert (right.others == 3).any()


def test_one_sign_of_a_fake_stands_on_copies_and_on_opened_parcels(rows):
    for _, _, shown in rows.values():
        assert set(shown[shown.fakes == 1].role) >= {"copy", "opened-on-the-way"}


def test_a_number_proves_nothing_on_any_row(rows):
    """Known numbers stand on copies, unknown ones on honest goods."""
    for case, truth, _ in rows.values():
        pieces = case.pieces.join(truth, on="piece")
        known = pieces.digits.isin(case.products.gtin)
        valid = pieces.digits.map(lambda digits: parse_gtin(digits).is_valid)
        assert pieces[known].illicit.any()
        honest = pieces[valid & ~known & ~pieces.illicit]
        assert len(honest) == 16


def test_comparing_with_the_newest_design_alone_holds_nearly_every_old_pack(rows):
    for case, truth, _ in rows.values():
        newest = case.product_designs.sort_values("since").drop_duplicates("line_id", keep="last")
        features = case.product_features
        only_newest = features[features.design_id.isin(newest.design_id)]
        spoiled = type(case)(case.name, case.title, case.as_of, {
            **case.frames, "product_features": only_newest})  # fmt: skip
        old = truth.index[truth.role == "older-design"]
        whole, short = findings(case), findings(spoiled)
        assert (whole[whole.piece.isin(old)].finding == AS_DESIGN).all()
        held = short[short.piece.isin(old) & (short.finding != AS_DESIGN)].piece.nunique()
        assert held >= 0.8 * len(old)


def test_the_unit_s_rule_holds_most_copies_and_few_who_did_nothing(rows):
    """The rule of the assignment, by the signs alone: no country, no name, no sender."""
    for _, _, shown in rows.values():
        held = shown[shown.fakes > 0]
        copies = shown[shown.illicit]
        assert held.illicit.sum() >= 0.6 * len(copies)
        innocent = shown[~shown.illicit]
        assert (innocent.fakes > 0).sum() <= 0.1 * len(innocent)
