"""A master opens to its houses; each shows its seven facts, its number and its questions."""

import pandas as pd
import pytest

from aatulab.errors import TargetingError
from aatulab.widgets import ManifestReader

WAYBILLS = pd.DataFrame(
    {
        "awb": ["95200000014", "95200000025", "95200000036"],
        "kind": ["direct", "master", "master"],
        "pieces": [1, 5, 9],
        "gross_kg": [5.0, 50.0, 90.0],
        "goods": ["TEA", "CONSOLIDATION", "CONSOLIDATION"],
        "shipper_name": ["S", "Forwarder A", "Forwarder A"],
        "consignee_name": ["C", "Forwarder B", "Forwarder B"],
    }
)
HOUSES = pd.DataFrame(
    {
        "hawb": ["H1", "H2", "H3"],
        "awb": ["95200000025", "95200000025", "95200000036"],
        "pieces": [2, 3, 8],
        "gross_kg": [20.0, 30.0, 90.0],
        "goods": ["SHOES", "<TOYS>", "TEA"],
        "shipper_name": ["One Ltd", "Two & Co", "Three"],
        "shipper_address": ["1 Lane", "2 Lane", "3 Lane"],
        "consignee_name": ["Four", "Five", "Six"],
        "consignee_address_id": ["A1", "A1", "A2"],
    }
)
ADDRESSES = pd.DataFrame(
    {"address_id": ["A1"], "street": ["Mallow Road"], "house_number": [4], "city": ["Luxembourg"]}
)


@pytest.fixture
def reader():
    questions = pd.Series({"H1": "", "H2": "words that say nothing"})
    return ManifestReader(WAYBILLS, HOUSES, ADDRESSES, questions)


def test_seven_facts_and_a_number_of_the_first_house_show(reader):
    assert (reader.master, reader.house) == ("95200000025", "H1")
    for fact in ("One Ltd", "1 Lane", "Four", "Mallow Road 4, Luxembourg", "2", "20.0 kg", "SHOES"):
        assert f"<td>{fact}</td>" in reader.panel_html
    assert "+1 house number" in reader.panel_html
    assert "nothing that asks for more" in reader.panel_html


def test_another_house_shows_its_question_in_words_and_escapes_what_others_wrote(reader):
    reader.house = "H2"
    assert "words that say nothing" in reader.panel_html
    assert "&lt;TOYS&gt;" in reader.panel_html
    assert "Two &amp; Co" in reader.panel_html


def test_opening_another_master_shows_its_own_houses(reader):
    reader.master = "95200000036"
    assert reader.house == "H3"
    assert "A2" in reader.panel_html  # an address that nobody knows keeps its number
    assert "off by -1 pieces" in reader.paper_html


def test_paper_says_that_houses_add_up(reader):
    assert "2 houses: pieces and weights of the houses add up" in reader.paper_html


def test_reader_without_a_kernel_sees_all_houses_of_the_master(reader):
    bundle = reader._repr_mimebundle_()
    assert "One Ltd" in bundle["text/html"]
    assert "Two &amp; Co" in bundle["text/html"]
    assert "Three" not in bundle["text/html"]
    assert bundle["text/plain"] == "master 95200000025, 2 houses"


def test_folder_without_a_consolidation_is_refused():
    with pytest.raises(TargetingError, match="no master with houses"):
        ManifestReader(WAYBILLS.head(1), HOUSES, ADDRESSES, pd.Series(dtype=str))
