"""A file's name is a script, an image that fails, a formula of MathJax."""

EXPECT = {}
REFUSED = ("cannot stand for a trainee",) * 4


def hand_in(desk):
    for name in (
        "<script>alert(1)<",
        "<img src=x onerror=alert(1)>",
        "$\\href{x}{y}$",
        "{{ 7*7 }}",
    ):
        desk.put(f"{name}.ipynb", desk.solution())
