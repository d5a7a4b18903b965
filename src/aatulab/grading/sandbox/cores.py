"""Give each sandbox a processor core of its own, so that no job can slow another's down.

Sixty busy processes of one submission would leave a submission beside them a sixtieth of its
time, and its cells would run out of it.  On a core of their own they only slow each other down.
A core is taken by binding an abstract socket: known to all graders of this machine, and given
back by the kernel however its holder ends.
"""

import os
import socket

_NAME = "\0aatulab-sandbox-core-{}"


class OwnCore:
    """A core that no other sandbox has, for as long as this is open.

    `number` is None when all are taken (more sandboxes than cores): then jobs run on any core.
    """

    def __init__(self) -> None:
        self.number: int | None = None
        self._claim: socket.socket | None = None
        for core in sorted(os.sched_getaffinity(0)):
            if self._take(core):
                break

    def _take(self, core: int) -> bool:
        claim = socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM)
        try:
            claim.bind(_NAME.format(core))
        except OSError:
            claim.close()
            return False
        self.number, self._claim = core, claim
        return True

    def close(self) -> None:
        """Give the core back."""
        if self._claim is not None:
            self._claim.close()
        self.number = self._claim = None
