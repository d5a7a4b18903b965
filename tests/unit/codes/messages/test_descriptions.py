import pytest

from aatulab.codes.messages import descriptions
from aatulab.codes.messages.descriptions import is_placeholder, is_vague
from aatulab.errors import ContentError


@pytest.mark.parametrize(
    "description",
    ["Gift", "GIFTS", "spare parts", "General cargo", "Freight all kinds", "Consolidated",
     "Various goods", "Personal effects", "samples (no value)", "Electronics", "Food products",
     "12 pcs", "as per attached invoice", "", "-", "Parts/accessories", "X", "other items 2"],
)  # fmt: skip
def test_general_words_alone_are_vague(description):
    assert is_vague(description)


@pytest.mark.parametrize(
    "description",
    ["Brake discs for passenger cars", "Cotton T-shirts, men's", "Fresh salmon fillets",
     "Used books, fiction", "Spare parts: gear pumps", "Mobile phones", "Paracetamol tablets",
     "Gift: silk scarf", "Échantillons de tissu"],
)  # fmt: skip
def test_a_word_that_names_goods_is_enough(description):
    assert not is_vague(description)


@pytest.mark.parametrize("name", ["TO ORDER", "n/a", "N.A.", "Unknown", "tba", "--", "xxx", "0815"])
def test_placeholders_are_no_names(name):
    assert is_placeholder(name)


@pytest.mark.parametrize("name", ["Umbrexo Group", "Anna Relmind", "Ønland AS", "Norvexa Nautica"])
def test_names_are_no_placeholders(name):
    assert not is_placeholder(name)


@pytest.mark.parametrize("content", ["goods: gift\n", "goods: [gift, no]\n", "fillers: []\n"])
def test_a_list_of_another_form_is_refused_with_its_key(tmp_path, monkeypatch, content):
    (tmp_path / "reference").mkdir()
    file = tmp_path / "reference" / "vague-descriptions.yml"
    file.write_text(content, encoding="utf-8")
    monkeypatch.setattr(descriptions, "datasets_dir", lambda: tmp_path)
    with pytest.raises(ContentError, match=r"vague-descriptions\.yml: goods: expected a list"):
        descriptions._words.__wrapped__("goods")
