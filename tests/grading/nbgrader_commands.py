"""Run nbgrader's own commands one after the other in this process: importing it takes seconds.

Called by conftest.py with a JSON list of [folder, arguments]; ends with the first failure.
"""

import contextlib
import json
import os
import sys

from jupyter_core.application import NoStart
from nbgrader.apps import NbGraderApp


def run(folder, arguments):
    os.chdir(folder)
    app = NbGraderApp.instance()
    code = 0
    try:
        app.initialize(arguments)
        with contextlib.suppress(NoStart):  # that a subcommand has run
            app.start()
    except SystemExit as ended:
        code = ended.code or 0
    finally:
        if app.subapp is not None:
            type(app.subapp).clear_instance()
        NbGraderApp.clear_instance()
    return code


def main():
    for folder, arguments in json.loads(sys.argv[1]):
        print(f"$ nbgrader {' '.join(arguments)}", file=sys.stderr, flush=True)
        code = run(folder, arguments)
        if code:
            raise SystemExit(code)


if __name__ == "__main__":
    main()
