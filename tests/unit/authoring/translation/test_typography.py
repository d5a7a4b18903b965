"""French is set as French, and nothing else is touched."""

import pytest

from aatulab.authoring.translation.typography import set_french


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        (
            "Quoi ? Non ! Ainsi : « oui » ; 5 %",
            "Quoi\u202f? Non\u202f! Ainsi\u00a0: «\u00a0oui\u00a0»\u202f; 5\u202f%",
        ),
        ("l'agent, aujourd'hui", "l’agent, aujourd’hui"),
        ("1 000 sur 15 000", "1\u202f000 sur 15\u202f000"),
        ("d'`a : 'b' ? 5 %`", "d’`a : 'b' ? 5 %`"),
        ("[l'un](a ?b) $x : y$", "[l’un](a ?b) $x : y$"),
        ("Voici ![l'un](m.png) !", "Voici ![l’un](m.png)\u202f!"),
        ("https://example.org/l'un ", "https://example.org/l'un "),
    ],
)
def test_spaces_and_apostrophes(typed, read):
    assert set_french(typed) == read
    assert set_french(read) == read
