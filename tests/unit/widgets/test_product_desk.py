import matplotlib.pyplot as plt
import pytest

from aatulab.cases import build_case
from aatulab.errors import InspectionError
from aatulab.inspection.products import register_of
from aatulab.widgets import ProductDesk
from aatulab.widgets.product_desk import DECISIONS

RELEASE, SUSPEND, _ = DECISIONS


@pytest.fixture(scope="module")
def laid_out():
    case, truth = build_case("parcel-row")
    return case, truth, register_of(case)


@pytest.fixture
def desk(laid_out):
    case, truth, register = laid_out
    plt.close("all")  # another test's figures are not the desk's
    return ProductDesk(case, register, piece=truth.index[truth.role == "new-design"][0])


def test_a_piece_is_shown_with_code_answer_picture_and_findings(desk):
    html = desk.panel_html
    assert desk.piece in html
    assert "A copy bears this number, too" in html
    assert 'alt="Two drawings of' in html
    assert "as in no registered design" in html
    assert '<th scope="col"' in html
    assert plt.get_fignums() == []


def test_an_unknown_number_is_shown_as_proving_nothing(desk, laid_out):
    _, truth, _ = laid_out
    desk.piece = truth.index[truth.role == "unlisted-maker"][0]
    assert "proves nothing" in desk.panel_html
    assert "<table" not in desk.panel_html


def test_a_misread_number_asks_for_a_second_look(desk, laid_out):
    case, truth, _ = laid_out
    from aatulab.codes.gtin import parse_gtin

    desk.piece = next(row.piece for row in case.pieces.itertuples()
                      if not parse_gtin(row.digits).is_valid)  # fmt: skip
    assert truth.illicit[desk.piece]
    assert "check digit, position 13" in desk.panel_html


def test_decisions_are_recorded_and_the_last_one_counts(desk):
    first = desk.piece
    desk.decide(RELEASE)
    desk.decide(SUSPEND, "the seal is taped, the post may know")
    assert desk.decisions.to_dict("records") == [
        {"piece": first, "decision": SUSPEND, "reason": "the seal is taped, the post may know"}
    ]


@pytest.mark.parametrize(
    ("decision", "reason", "said"),
    [
        (SUSPEND, "", "reason: found '', expected 3 words or more"),
        (SUSPEND, "fake seal", "reason: found 'fake seal', expected 3 words or more"),
        ("counterfeit", "because I say so", "the right holder or a laboratory says"),
    ],
)
def test_a_decision_without_a_reason_or_with_a_verdict_is_refused(desk, decision, reason, said):
    with pytest.raises(InspectionError, match=said):
        desk.decide(decision, reason)
    assert desk.decisions.empty


def test_the_button_says_what_is_missing_and_loses_nothing(desk):
    desk._decision.value, desk._reason.value = SUSPEND, "taped"
    desk._button.click()
    assert "expected 3 words or more" in desk._said.value
    assert desk._reason.value == "taped"
    desk._reason.value = "the seal is taped"
    desk._button.click()
    assert "✔" in desk._said.value
    assert len(desk.decisions) == 1


def test_a_piece_that_is_not_there_is_refused(desk):
    with pytest.raises(InspectionError, match="piece: found 'P999'"):
        desk.piece = "P999"


def test_without_a_kernel_the_piece_stands_there_as_text_and_picture(desk):
    bundle = desk._repr_mimebundle_()
    assert bundle["text/html"] == desk.panel_html
    assert "240 pieces, 0 decided" in bundle["text/plain"]
