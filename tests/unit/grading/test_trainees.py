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


def test_a_refused_name_is_shown_escaped_and_cut():
    with pytest.raises(GradingError, match=r"'\\x1b\[31m"):
        check_trainee("\x1b[31mred" + "x" * 30)
