"""Values out of YAML: the right ones come back, the wrong ones are named."""

import pytest

from aatulab.errors import ContentError
from aatulab.fields import Fields


def fields(**content):
    return Fields("bags.yml: bags.parcel", content)


def test_values_come_back_as_what_they_are():
    found = fields(a=2, b=[1, 2.5], c=" text ", d=True, e={"x": 1, "y": 0.5}, f=["p", "q"])
    assert found.number("a") == 2.0
    assert found.whole("a", least=1) == 2
    assert found.pair("b") == (1.0, 2.5)
    assert found.point("missing") == (0.0, 0.0, 0.0)
    assert found.text("c") == "text"
    assert found.flag("d") is True
    assert found.flag("missing") is False
    assert found.weights("e") == {"x": 1.0, "y": 0.5}
    assert found.texts("f") == ("p", "q")
    found.nothing_else()


@pytest.mark.parametrize(
    ("ask", "content", "said"),
    [
        (lambda f: f.number("a"), {}, "a: is missing"),
        (lambda f: f.number("a"), {"a": "2"}, "a: found '2', expected a number"),
        (lambda f: f.number("a"), {"a": True}, "a: found True"),
        (lambda f: f.number("a"), {"a": float("nan")}, "a: found nan"),
        (lambda f: f.number("a", least=1), {"a": 0.5}, "a number of at least 1"),
        (lambda f: f.whole("a", least=1), {"a": 1.0}, "a whole number"),
        (lambda f: f.whole("a", least=1), {"a": True}, "a whole number"),
        (lambda f: f.numbers("a", 2), {"a": [1]}, "expected 2 numbers"),
        (lambda f: f.numbers("a", 2), {"a": [1, "x"]}, "expected 2 numbers"),
        (lambda f: f.text("a"), {"a": 3}, "expected a text"),
        (lambda f: f.flag("a"), {"a": "yes"}, "expected true or false"),
        (lambda f: f.one_of("a", ("x",)), {"a": "y"}, r"expected one of \['x'\]"),
        (lambda f: f.texts("a"), {"a": []}, "a list of texts"),
        (lambda f: list(f.entries("a")), {"a": [1]}, "a list of mappings"),
        (lambda f: list(f.mappings("a")), {"a": {"x": 1}}, "a mapping of names"),
        (lambda f: f.weights("a"), {"a": {"x": 0}}, "positive weights"),
        (lambda f: f.nothing_else(), {"a": 1}, r"unknown keys \['a'\]"),
    ],
)
def test_what_is_wrong_is_named(ask, content, said):
    with pytest.raises(ContentError, match=f"bags.yml: bags.parcel: .*{said}"):
        ask(fields(**content))
