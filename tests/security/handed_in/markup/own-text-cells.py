"""Own text cells full of scripts, frames, forms and links, for whoever opens them."""

EXPECT = {"mallory": 14}
REFUSED = ()


def hand_in(desk):
    work = desk.solution()
    attacks = (
        "<script>alert(1)</script><iframe src='javascript:alert(2)'></iframe>",
        "<form action='http://example.org'><input name=p autofocus onfocus=alert(3)></form>",
        "[a](javascript:alert(4)) [b](data:text/html,x) ![](http://example.org/i)",
        "<a href='vbscript:x'>c</a>",
        "</div><style>@import 'http://example.org/x.css'</style><base href='http://example.org'>",
        "$\\href{javascript:alert(5)}{x}$ <svg onload=alert(7)>",
        "<math href='javascript:alert(6)'>x</math>",
    )
    for attack in attacks:
        desk.insert(work, 2, attack, kind="markdown")
    desk.put("mallory.ipynb", work)
