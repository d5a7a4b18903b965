"""Try everything that a job's isolation needs, without a job: `probe()` runs it in bubblewrap.

Prints nothing and ends with 0 when it works; else the first line of standard error says where
it failed.
"""

import json
import os
import sys

from aatulab.grading.sandbox.inside import isolation
from aatulab.grading.sandbox.limits import MIB

_LIMITS = {
    "cpu_s": 5,
    "memory_bytes": 512 * MIB,
    "processes": 16,
    "process_base": 0,
    "file_bytes": MIB,
}


def main() -> None:
    """Isolate a child and see it end well."""
    settings = json.loads(sys.argv[1])
    try:
        isolation.become_nobody(settings["uid"])
        base = isolation.memory_in_use()
        isolation.enter_namespaces()
        child = os.fork()
        if child == 0:
            isolation.lock_down(_LIMITS | {"process_base": settings["process_base"]}, base)
            os._exit(0)
    except OSError as error:
        sys.stderr.write(f"isolation: {error}\n")
        sys.stderr.flush()
        os._exit(1)
    _, status = os.waitpid(child, 0)
    os._exit(os.waitstatus_to_exitcode(status) and 1)


if __name__ == "__main__":
    main()
