import pytest

from aatulab.codes.hs import goods as listed
from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.post.goods import postal_goods, read_postal_goods

FILE = datasets_dir() / "reference" / "postal_goods.csv"


def test_every_code_is_one_that_the_lab_lists():
    assert set(postal_goods().hs_code) <= set(listed())


def test_descriptions_are_no_vague_words():
    known = postal_goods()
    assert not {text for texts in known.described for text in texts} & set(known.vaguely)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("pigments,320417", "pigments,779917", "pigments: hs_code: chapter"),
        ("pigments,320417", ",320417", "goods: expected a text"),
        ("PIGMENT POWDER|", "FACE CREAM|", "described: expected texts that differ"),
        ("CRAFT SUPPLIES,25,220", "CRAFT SUPPLIES,220,25", "the first must be the smaller"),
        ("CRAFT SUPPLIES,25,220", "CRAFT SUPPLIES,some,220", "pigments: unit_g: expected two"),
    ],
)
def test_a_broken_line_is_named(tmp_path, old, new, words):
    text = FILE.read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "postal_goods.csv"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(ContentError, match=words):
        read_postal_goods(path)


def test_a_missing_or_empty_file_is_named(tmp_path):
    with pytest.raises(ContentError, match="there is no such file"):
        read_postal_goods(tmp_path / "none.csv")
    path = tmp_path / "empty.csv"
    path.write_text("goods,hs_code\n", encoding="utf-8")
    with pytest.raises(ContentError, match="at least one line"):
        read_postal_goods(path)
