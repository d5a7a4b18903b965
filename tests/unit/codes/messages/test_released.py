from hypothesis import given
from hypothesis import strategies as st

from aatulab.codes.messages.released import release, split_released, unrelease

texts = st.text(st.sampled_from("AB?+:' "), max_size=12)


@given(texts)
def test_what_is_released_is_said_again(text):
    assert unrelease(release(text, "+:'")) == text


@given(st.lists(texts, min_size=1, max_size=5))
def test_parts_come_back_whatever_separators_are_in_them(parts):
    joined = "+".join(release(part, "+:'") for part in parts)
    assert [unrelease(part) for part in split_released(joined, "+")] == parts


def test_without_a_release_character_every_separator_counts():
    assert split_released("A?+B", "+", "") == ["A?", "B"]
    assert unrelease("A?+B", "") == "A?+B"


def test_a_released_release_character_does_not_release_what_follows():
    assert split_released("A??+B", "+") == ["A??", "B"]
