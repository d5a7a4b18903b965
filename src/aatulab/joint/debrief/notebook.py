"""Write the debrief of one exercise as a notebook that plays its log again.

The log lies beside the notebook, so that both can be sent to whoever reads them.
"""

from pathlib import Path

import jupytext

from aatulab.errors import JointError
from aatulab.joint.log import read_log
from aatulab.joint.replay import replay

_PAGE = """\
---
kernelspec:
  display_name: Python 3
  language: python
  name: python3
---
# Debrief: {title}

{story}

The log beside this notebook (`{log}`) is played again: same seed, same decisions, same bytes. What follows is for learning. A person reads the log before anybody is
judged by it.

```{{code-cell}}
from pathlib import Path

from aatulab.joint import replay_file, score
from aatulab.joint import debrief

session = replay_file(Path("{log}"))
print(f"seed {{session.stage.seed}}, {{len(session.log)}} entries, to minute {{session.now_s // 60}} of {{session.scenario.minutes}}")
print({{str(role): player for role, player in session.players.items() if player == "trainee"}} or "nobody played; partners only")
```

## 1. What happened

Each role has a line. Look for the stretches in which one role knew something and another went on working without it.

```{{code-cell}}
debrief.timeline_chart(session);
```

```{{code-cell}}
debrief.timeline(session).query("what in ['done', 'act', 'turned away']")[["at", "role", "words"]]
```

## 2. What was so

{twist}

```{{code-cell}}
debrief.truth_table(session)
```

## 3. Where facts stopped

A line begins when somebody had the fact and ends when it came to who needed it. A cross: it never did.

```{{code-cell}}
debrief.flow_chart(session);
```

```{{code-cell}}
debrief.pairs_table(session)
```

## 4. The score, in words

```{{code-cell}}
debrief.score_chart(session);
```

```{{code-cell}}
print(score(session.play).words())
```

## 5. Talk about it

1. Which fact stopped longest, and between which two desks? What would have let it pass?
2. Who was stopped and had done nothing? Who knew what spoke for them, and since when?
3. What did you share that the receiver did not need? What did you keep that somebody needed?
4. Was every step up the ladder written down before it was taken, with its ground?
5. What will you do differently tomorrow? One sentence each.
"""


def write_debrief(log: Path, out: Path) -> Path:
    """Write the notebook and, beside it, a copy of the log; return the notebook's path.

    `JointError` if the log was changed or cannot be played again.
    """
    if out.suffix != ".ipynb":
        raise JointError(f"{out}: expected a name that ends with .ipynb.")
    session = replay(read_log(log))
    copy = out.with_suffix(".jsonl")
    page = _PAGE.format(
        title=session.scenario.title,
        story=session.scenario.story,
        twist=session.scenario.twist,
        log=copy.name,
    )
    notebook = jupytext.reads(page, fmt="md:myst")
    for place, cell in enumerate(notebook.cells):
        cell["id"] = f"debrief-{place}"  # the same log gives the same notebook
    if copy.resolve() != log.resolve():
        copy.write_bytes(log.read_bytes())
    jupytext.write(notebook, str(out), fmt="ipynb")
    return out
