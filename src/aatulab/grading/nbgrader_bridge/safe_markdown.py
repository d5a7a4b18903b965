"""Make a trainee's Markdown harmless to show in an instructor's browser.

nbgrader's pages render Markdown with raw HTML, `javascript:` links and MathJax.  What comes out
here is one HTML block with nothing in it but formatting, which those pages pass through as it
is.  External pictures are left out: they would tell their sender who reads the answer, when.
"""

import bleach  # type: ignore[import-untyped]
import mistune

FORMATTING = "p br hr h1 h2 h3 h4 h5 h6 strong em code pre blockquote ul ol li a del"
TABLES = "table thead tbody tr th td"
TAGS = frozenset((*FORMATTING.split(), *TABLES.split()))
ATTRIBUTES = {"a": ["href"]}
PROTOCOLS = frozenset({"http", "https", "mailto"})
# the class tells MathJax (2 and 3) to keep off: `\href` in a formula can run a script
OPEN, CLOSE = '<div class="tex2jax_ignore mathjax_ignore">', "</div>"


def safe_markdown(text: str) -> str:
    """Return Markdown source that renders as the text does, and can do nothing else.

    >>> safe_markdown("**late** <b onclick='x()'>!</b>").removeprefix(OPEN).removesuffix(CLOSE)
    "<p><strong>late</strong> &lt;b onclick='x()'&gt;!&lt;/b&gt;</p>"
    """
    html = mistune.create_markdown(escape=True, plugins=["table", "strikethrough"])(text)
    clean: str = bleach.clean(str(html), tags=TAGS, attributes=ATTRIBUTES, protocols=PROTOCOLS)
    # one line: a blank line would end the block, and what follows would be Markdown again
    return OPEN + clean.strip().replace("\n", "&#10;") + CLOSE
