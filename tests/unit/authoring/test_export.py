"""A lesson's page: nbconvert finds the exporter, and its style has the last word."""

import nbformat
from nbconvert.exporters import HTMLExporter, get_exporter


def page(exporter):
    cell = nbformat.v4.new_markdown_cell("[a](https://x.example)", id="link")
    notebook = nbformat.v4.new_notebook(cells=[cell])
    return exporter().from_notebook_node(notebook)[0]


def test_nbconvert_knows_the_page_by_its_name():
    html = page(get_exporter("aatulab"))
    style = html.index("text-decoration: underline; }\n.jp-InputPrompt")
    assert html.rindex("<style", 0, style) > html.index("--jp-content-link-color")
    assert style < html.index("</head>")


def test_nothing_else_of_nbconvert_s_page_is_changed():
    ours, theirs = page(get_exporter("aatulab")), page(HTMLExporter)
    assert len(ours) > len(theirs)
    assert ours[ours.index("</head>") :] == theirs[theirs.index("</head>") :]
