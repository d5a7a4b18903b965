"""Write the debrief of one exercise as a notebook that plays its log again.

The log lies beside the notebook, so that both can be sent to whoever reads them.
"""

from pathlib import Path
from string import Template

from aatulab.errors import JointError
from aatulab.joint.log import read_log
from aatulab.joint.replay import replay

_PAGE = Path(__file__).with_name("page.md")  # $title, $story, $twist and $log are filled in


def write_debrief(log: Path, out: Path) -> Path:
    """Write the notebook and, beside it, a copy of the log; return the notebook's path.

    `JointError` if the log was changed or cannot be played again.
    """
    if out.suffix != ".ipynb":
        raise JointError(f"{out}: expected a name that ends with .ipynb.")
    session = replay(read_log(log))
    copy = out.with_suffix(".jsonl")
    page = Template(_PAGE.read_text(encoding="utf-8")).substitute(
        title=session.scenario.title,
        story=session.scenario.story,
        twist=session.scenario.twist,
        log=copy.name,
    )
    import jupytext  # noqa: PLC0415 - brings a whole server along, and pictures need none

    notebook = jupytext.reads(page, fmt="md:myst")
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"debrief-{place}"  # the same log gives the same notebook
    if copy.resolve() != log.resolve():
        copy.write_bytes(log.read_bytes())
    jupytext.write(notebook, str(out), fmt="ipynb")
    return out
