import pytest

from aatulab.errors import GradingError
from aatulab.grading.trainees import check_trainee


@pytest.mark.parametrize(
    "name", ["ana", "ana.silva", "a@b.example.org", "x_1", "42", "josé", "a-b"]
)
def test_ordinary_names_pass(name):
    assert check_trainee(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "../ana",
        "ana/../ben",
        "/etc/passwd",
        "a\\b",
        "ana\x00",
        "ana\n",
        "*",
        "an?",
        "[a]na",
        "-rf",
        ".hidden",
        "a..b",
        "ana.",
        "ana+tiny",
        "a b",
        "{student_id}",
        "<script>",
        "\u202eana",
        "a" * 65,
        "\udcff",
    ],
)
def test_names_that_could_trick_a_path_a_pattern_or_a_page_are_refused(name):
    with pytest.raises(GradingError) as caught:
        check_trainee(name)
    assert str(caught.value).isprintable()


@pytest.mark.parametrize(
    "name",
    [
        "\u0430na",  # a Cyrillic a before na
        "an\u03b1",  # a Greek alpha
        "\uff41na",  # a full-width a
        "ana\u00b2",  # a superscript 2
        "\u017fana",  # a long s
        "\ufb01nn",  # a ligature
        "ana\u1d43",
    ],
)
def test_a_name_that_can_be_taken_for_another_is_refused(name):
    """Can somebody sit in the gradebook right beside ana, and look like her?"""
    with pytest.raises(GradingError, match="can be taken for another name"):
        check_trainee(name)


@pytest.mark.parametrize(
    "name", ["\u0430\u043d\u043d\u0430", "\u03b1\u03bd\u03bd\u03b1", "\u674e.ana", "jos\u00e9"]
)
def test_a_name_in_one_alphabet_passes_whichever_it_is(name):
    assert check_trainee(name) == name


@pytest.mark.parametrize(
    "name", ["jose\u0301", "a\u200bna", "ana\u00ad", "\ufeffana", "\u0440\u200d"]
)
def test_letters_that_nobody_sees_are_refused(name):
    with pytest.raises(GradingError, match="cannot stand for a trainee"):
        check_trainee(name)


def test_a_refused_name_is_shown_escaped_and_cut():
    with pytest.raises(GradingError, match=r"'\\x1b\[31m"):
        check_trainee("\x1b[31mred" + "x" * 30)
