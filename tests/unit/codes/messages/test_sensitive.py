import pytest

from aatulab.codes.messages import sensitive
from aatulab.codes.messages.sensitive import Sieve
from aatulab.errors import ContentError


@pytest.mark.parametrize(
    "text",
    ["VGML", "MOML", "KSML", "HNML", "DBML", "CHML", "SPML", "WCHR", "WCHC", "MEDA", "BLND",
     "DEAF", "STCR", "LANG", "PSGR ASKED FOR KSML", "wchr at gate", "1 DBML/0Q204", "MAAS-OLD"],
)  # fmt: skip
def test_meals_health_and_language_are_dropped_and_counted(text):
    sieve = Sieve()
    assert not sieve.lets_through(text)
    assert sieve.dropped == 1


@pytest.mark.parametrize(
    "text",
    ["SEAT", "DOCS", "INFT", "UMNR", "XBAG", "FQTV", "WINDOW SEAT REQUESTED", "CREW JOINING VESSEL",
     "U7ABML22Q", "HAMLET", "WCHRX", "TOUR GROUP LIST WITH OPERATOR", ""],
)  # fmt: skip
def test_other_services_and_words_stay(text):
    sieve = Sieve()
    assert sieve.lets_through(text)
    assert sieve.dropped == 0


def test_a_list_of_another_form_is_refused_with_its_file(tmp_path, monkeypatch):
    (tmp_path / "reference").mkdir()
    file = tmp_path / "reference" / "sensitive-services.yml"
    file.write_text("codes: [WCHR]\nspecial_meals: {}\n", encoding="utf-8")
    monkeypatch.setattr(sensitive, "datasets_dir", lambda: tmp_path)
    with pytest.raises(ContentError, match=r"sensitive-services\.yml: expected mappings"):
        sensitive._sensitive.__wrapped__()
