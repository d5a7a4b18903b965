"""What cannot be read as YAML is told with the file, the line and the reason, and never crashes."""

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from aatulab.content import datasets_dir, read_yaml
from aatulab.errors import ContentError, shown


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (b"\xff\xfeseed", "not a text in UTF-8"),
        ("caf\xe9: 1".encode("latin-1"), "not a text in UTF-8"),
        (b"a: 1\nb: 2\na: 3\n", "not readable as YAML: line 3: the key 'a' comes again"),
        (b"a: {b: 1, b: 1}\n", "line 1: the key 'b' comes again"),
        (b"- {b: 1, b: 1}\n", "line 1: the key 'b' comes again"),
        (b"a: 1\nday: 2026-02-30\n", "line 2: '2026-02-30': day is out of range for month"),
        (b"a: " + b"9" * 5000, r"line 1: '9+\.\.\.9+': Exceeds the limit"),
        (b"a: " + b"[" * 101 + b"]" * 101, None),  # too few brackets to look at
        (b"a: " + b"[" * 60_000 + b"]" * 60_000, "over 100 levels"),
        (b"- " * 60_000 + b"a", "over 100 levels"),
        (b"a: !!python/object/apply:os.getcwd []", "could not determine a constructor"),
        (b"a: 1\n\tb: 2\n", "tab character"),
        (b"a: 1\x00", "not readable as YAML"),
        (b"", "expected a mapping of keys to values, found NoneType"),
        (b"a", "expected a mapping of keys to values, found str"),
    ],
)
def test_what_is_no_mapping_in_yaml_is_refused_with_its_place(tmp_path, text, said):
    path = tmp_path / "x.yml"
    path.write_bytes(text)
    if said is None:
        assert list(read_yaml(path)) == ["a"]
        return
    with pytest.raises(ContentError, match=said) as refused:
        read_yaml(path)
    assert str(refused.value).startswith(f"{path}: ")
    assert len(str(refused.value)) < 700


def test_a_file_that_is_not_there_or_a_folder_is_named(tmp_path):
    with pytest.raises(ContentError, match=r"x\.yml: there is no such file"):
        read_yaml(tmp_path / "x.yml")
    with pytest.raises(ContentError, match="cannot be read"):
        read_yaml(tmp_path)


def test_a_key_may_come_again_in_another_mapping_and_by_a_merge(tmp_path):
    (tmp_path / "x.yml").write_text("a: &a {b: 1, c: 2}\nd: {<<: *a, b: 3}\ne: [*a, *a]\n")
    assert read_yaml(tmp_path / "x.yml")["d"] == {"b": 3, "c": 2}


def test_aliases_of_aliases_are_looked_at_once(tmp_path):
    lines = [
        "a0: &a0 [x]",
        *(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 30)),
    ]
    (tmp_path / "x.yml").write_text("\n".join(lines))
    assert len(read_yaml(tmp_path / "x.yml")) == 30


def test_every_file_of_the_content_reads_as_plain_yaml_reads_it():
    files = [path for path in datasets_dir().rglob("*.yml") if path.parent.name != "objects"]
    assert len(files) > 60
    for path in files:
        assert read_yaml(path) == yaml.safe_load(path.read_text(encoding="utf-8")), path


@given(
    st.recursive(
        st.none() | st.integers() | st.text() | st.dates(),
        lambda s: st.lists(s) | st.dictionaries(st.text(), s),
    )
)
def test_what_was_found_is_shown_in_few_words(found):
    assert 0 < len(shown(found)) < 4_000


def test_a_number_that_python_does_not_write_is_shown_all_the_same():
    assert shown(16**5000) == "int of very many digits"
    assert shown([16**5000]) == "list of very many digits"
