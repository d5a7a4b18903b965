"""Export a lesson as one page that everybody can read: `jupyter nbconvert --to aatulab`.

It is nbconvert's own page with colours that stand out from their ground, and links that are
underlined, not only blue.  Called by nbconvert through its entry point.
"""

from typing import Any

from nbconvert.exporters import HTMLExporter

# nbconvert's grey prompts and some of its colours of code have less contrast than 4.5 to 1
STYLE = """
<style>
:root, body {
  --jp-cell-prompt-not-active-font-color: #4a5259; --jp-cell-prompt-not-active-opacity: 1;
  --jp-cell-inprompt-font-color: #24568c; --jp-cell-outprompt-font-color: #8a3a1c;
  --jp-mirror-editor-comment-color: #31676c; --jp-mirror-editor-operator-color: #7a1fc4;
  --jp-mirror-editor-keyword-color: #006400; --jp-mirror-editor-builtin-color: #006400;
  --jp-mirror-editor-number-color: #06663a; --jp-mirror-editor-string-color: #a31515;
  --jp-mirror-editor-punctuation-color: #0b4f9e; --jp-mirror-editor-property-color: #0b4f9e;
  --jp-content-link-color: #0b4f9e;
}
.jp-RenderedHTMLCommon a, .jp-RenderedHTMLCommon a:link { text-decoration: underline; }
.jp-InputPrompt, .jp-OutputPrompt { opacity: 1; }
.jp-InputArea .highlight, .jp-InputArea .highlight pre { background: #f7f7f7; }
</style>
"""


class LessonExporter(HTMLExporter):
    """nbconvert's page in the lab's colours."""

    export_from_notebook = "AATU Lab page"

    def from_notebook_node(  # type: ignore[override]  # as HTMLExporter's: text
        self, nb: Any, *args: Any, **kwargs: Any
    ) -> tuple[str, dict[str, Any]]:
        """Return the page and nbconvert's resources; the style comes after nbconvert's own."""
        page, resources = super().from_notebook_node(nb, *args, **kwargs)
        head, end, rest = page.partition("</head>")
        return head + STYLE + end + rest, resources
