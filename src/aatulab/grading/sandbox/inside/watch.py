"""Watch what a job's processes use together, from the warm parent.

Limits of the kernel count per process; a job with many processes could take their sum of
memory, and one that forks itself anew each second would never use up its processor time.  In the
container there are only bubblewrap's own process (1), the warm parent and the current job, so
everything else in /proc is the job's.
"""

import os
import resource
from dataclasses import dataclass
from pathlib import Path

MAX_FILES = 256
"""How many files one process of a job may have open."""

_PAGE = resource.getpagesize()
_TICKS = os.sysconf("SC_CLK_TCK")
_PATIENCE = 3  # looks in a row at the limit of processes: a short burst is nobody's bomb
_FREE_FILES = 300  # open files of a whole job before each counts as a full socket
_SOCKET_BYTES = 208 * 1024  # what the kernel buffers for one, beside any process's memory


def other_processes() -> list[int]:
    """Return the ids of all processes here except the first one and this one."""
    here = {1, os.getpid()}
    names = [entry.name for entry in Path("/proc").iterdir()]
    return [int(name) for name in names if name.isdigit() and int(name) not in here]


@dataclass
class Watch:
    """Looks at the current job, again and again; says why it has to end.

    The first three limits are those of the step that runs, the next that of all steps together;
    `own_bytes` is what the warm parent itself takes.
    """

    memory_bytes: int
    processes: int
    cpu_s: int
    job_cpu_s: int
    own_bytes: int
    _at_limit: int = 0
    _spent_s: float = 0.0  # processor time of all steps so far
    _spent_before_s: float = 0.0  # of the steps before this one

    def allow(self, memory_bytes: int, processes: int, cpu_s: int) -> None:
        """Watch by the limits of another step from now on."""
        self.memory_bytes, self.processes, self.cpu_s = memory_bytes, processes, cpu_s
        self._spent_before_s = self._spent_s

    def look(self) -> str:
        """Return `memory`, `processes` or `cpu` when the job is beyond that limit, else nothing."""
        pids = other_processes()
        stats = list(map(_read_stat, pids))
        self._at_limit = self._at_limit + 1 if sum(s.tasks for s in stats) >= self.processes else 0
        if self._at_limit >= _PATIENCE:
            return "processes"
        # the largest so far: of a child that nobody waits for, its time is lost with it
        self._spent_s = max(self._spent_s, sum(s.cpu_s for s in stats))
        spent_s = self._spent_s - self._spent_before_s
        if spent_s > self.cpu_s or self._spent_s > self.job_cpu_s:
            return "cpu"
        # cheap and too high (forks share pages), then exact when that looks bad
        buffers = max(0, sum(map(_open_files, pids)) - _FREE_FILES) * _SOCKET_BYTES
        at_most = sum(max(0, private_bytes(pid) - self.own_bytes) for pid in pids) + buffers
        if at_most > self.memory_bytes:
            exact = sum(map(_proportional_bytes, pids)) - self.own_bytes + buffers
            if exact > self.memory_bytes:
                return "memory"
        return ""


def private_bytes(pid: int) -> int:
    """Return a process's resident memory that is not a file's, 0 when it is gone."""
    fields = _read(pid, "statm").split()
    return (int(fields[1]) - int(fields[2])) * _PAGE if len(fields) > 2 else 0


@dataclass(frozen=True)
class _Stat:
    """A process's tasks, and the processor time of it and of its children that have ended."""

    tasks: int = 0
    cpu_s: float = 0.0


def _read_stat(pid: int) -> _Stat:
    fields = _read(pid, "stat").rpartition(")")[2].split()
    if len(fields) <= 17:
        return _Stat()  # it has just ended
    return _Stat(int(fields[17]), sum(map(int, fields[11:15])) / _TICKS)


def _open_files(pid: int) -> int:
    try:
        return len(list(Path(f"/proc/{pid}/fd").iterdir()))
    except FileNotFoundError:
        return 0
    except OSError:
        return MAX_FILES  # it made itself unreadable: count as many as it may have


def _proportional_bytes(pid: int) -> int:
    """Return a process's share of memory, pages in common divided among their holders."""
    for line in _read(pid, "smaps_rollup").splitlines():
        if line.startswith("Pss:"):
            return int(line.split()[1]) * 1024
    return private_bytes(pid)  # it made itself unreadable: count all


def _read(pid: int, name: str) -> str:
    try:
        return Path(f"/proc/{pid}/{name}").read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""
