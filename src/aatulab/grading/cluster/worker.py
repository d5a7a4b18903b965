"""The part of grading that runs on a worker of the cluster: a judge with a warm sandbox.

Dask loads `Judge` once into each worker.  A sandbox is bound to the thread that has started it,
so each of a worker's threads gets one of its own; all of them end with the worker.
"""

import hashlib
import shutil
import tempfile
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from distributed import WorkerPlugin, get_worker

from aatulab.errors import SandboxError
from aatulab.grading.cluster.parcel import Parcel
from aatulab.grading.environment import environment_digest
from aatulab.grading.judge import grade_one
from aatulab.grading.sandbox import WarmSandbox
from aatulab.grading.store import is_disk_full
from aatulab.grading.variants import KnownSeed


class Judge(WorkerPlugin):
    """Grades submissions of one assignment on a worker."""

    def __init__(self, parcel: bytes) -> None:
        self._parcel = parcel
        # two courses may use a cluster at once, and each has a judge of its own
        self.name = f"aatulab-{hashlib.sha256(parcel).hexdigest()[:16]}"

    def setup(self, worker: Any) -> None:
        """Take up work on a worker; refuse one that might judge otherwise than we do."""
        parcel = Parcel.from_json(self._parcel)
        if parcel.environment != environment_digest():
            raise SandboxError(
                f"the worker {worker.address} has another version of Python, aatulab or its"
                " libraries than the machine that asks. Install the same checkout on both."
            )
        self._folder = Path(tempfile.mkdtemp(prefix="aatulab-cluster-"))
        parcel.unpack(self._folder)
        self._grader = parcel.grader(self._folder, seed=0)
        self._address = str(worker.address)
        self._own = threading.local()
        self._sandboxes: list[WarmSandbox] = []

    def teardown(self, worker: Any) -> None:  # noqa: ARG002 - Dask's signature
        """End the sandboxes with the worker."""
        for sandbox in self._sandboxes:
            sandbox.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def grade(self, notebook: bytes, trainee: str, seed: int) -> bytes:
        """Return the report on a submission as JSON."""
        known = KnownSeed(seed, self._grader.secret.fingerprint)
        grader = replace(self._grader, secret=known)
        try:
            return grade_one(grader, notebook, trainee, self._sandbox()).to_json()
        except Exception as error:
            if isinstance(error, SandboxError) or is_disk_full(error):
                raise SandboxError(f"the worker {self._address}: {error}") from None
            raise

    def _sandbox(self) -> WarmSandbox:
        sandbox: WarmSandbox | None = getattr(self._own, "sandbox", None)
        if sandbox is None:
            sandbox = WarmSandbox()
            sandbox.__enter__()
            self._own.sandbox = sandbox
            self._sandboxes.append(sandbox)
        return sandbox


def grade_there(judge: str, notebook: bytes, trainee: str, seed: int) -> bytes:
    """Grade a submission on whatever worker this runs on; what Dask calls."""
    worker = get_worker()
    plugin = worker.plugins.get(judge)
    if not isinstance(plugin, Judge):
        raise SandboxError(f"the worker {worker.address} has refused to take part; see its log.")
    return plugin.grade(notebook, trainee, seed)
