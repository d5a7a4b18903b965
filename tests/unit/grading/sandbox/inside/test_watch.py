"""The watch adds up what a job's processes use."""

import os

import pytest

from aatulab.grading.sandbox.inside import watch
from aatulab.grading.sandbox.inside.watch import Watch, private_bytes

MIB = 1024**2


@pytest.fixture
def processes(monkeypatch):
    """Make /proc say what a test wants: {pid: (tasks, private bytes, share in bytes)}."""

    def make(table, files=5, cpu_s=(0, 0, 0, 0)):
        page = watch._PAGE
        ticks = " ".join(str(seconds * watch._TICKS) for seconds in cpu_s)

        def read(pid, name):
            tasks, private, share = table[pid]
            return {
                "stat": f"{pid} (a) b) S {'0 ' * 10}{ticks} 0 0 {tasks} 0 0",
                "statm": f"999 {private // page + 7} 7 0 0 0 0",
                "smaps_rollup": f"Rss: 1 kB\nPss:   {share // 1024} kB\n" if share else "",
            }[name]

        monkeypatch.setattr(watch, "other_processes", lambda: list(table))
        monkeypatch.setattr(watch, "_read", read)
        monkeypatch.setattr(watch, "_open_files", lambda pid: files)

    return make


def test_a_modest_job_goes_on(processes):
    processes({5: (3, 200 * MIB, 90 * MIB)})
    assert Watch(100 * MIB, 64, 40, 40, own_bytes=150 * MIB).look() == ""


def test_the_sum_of_memory_counts(processes):
    processes(dict.fromkeys(range(5), (1, 200 * MIB, 180 * MIB)))
    assert Watch(200 * MIB, 64, 40, 40, own_bytes=150 * MIB).look() == "memory"


def test_shared_pages_count_once(processes):
    processes(dict.fromkeys(range(5), (1, 600 * MIB, 120 * MIB)))
    assert Watch(600 * MIB, 64, 40, 40, own_bytes=150 * MIB).look() == ""


def test_a_process_that_hides_its_shares_counts_in_full(processes):
    processes(dict.fromkeys(range(5), (1, 600 * MIB, 0)))
    assert Watch(600 * MIB, 64, 40, 40, own_bytes=150 * MIB).look() == "memory"


def test_buffers_of_many_sockets_count(processes):
    processes(dict.fromkeys(range(20), (1, MIB, MIB)), files=250)
    assert Watch(600 * MIB, 64, 40, 40, own_bytes=0).look() == "memory"


def test_a_crowd_is_ended_when_it_stays(processes):
    processes(dict.fromkeys(range(8), (8, MIB, MIB)))
    look = Watch(200 * MIB, 64, 40, 40, own_bytes=0).look
    assert [look(), look(), look()] == ["", "", "processes"]


def test_a_short_crowd_is_none(processes):
    looking = Watch(200 * MIB, 64, 40, 40, own_bytes=0)
    for table in ({1: (64, 0, 0)}, {1: (64, 0, 0)}, {1: (2, 0, 0)}, {1: (64, 0, 0)}):
        processes(table)
        assert looking.look() == ""


def test_a_process_that_is_gone_uses_nothing():
    assert private_bytes(2**22 + 1) == 0
    assert private_bytes(os.getpid()) > MIB


@pytest.mark.parametrize("kind", range(4), ids=["user", "system", "children's", "their system's"])
def test_processor_time_of_all_processes_counts(processes, kind):
    """Does a job that forks itself anew every second go on for ever?"""
    spent = [0] * 4
    spent[kind] = 11
    processes(dict.fromkeys(range(4), (1, MIB, MIB)), cpu_s=spent)
    assert Watch(600 * MIB, 64, 40, 40, own_bytes=0).look() == "cpu"
    assert Watch(600 * MIB, 64, 45, 45, own_bytes=0).look() == ""


def test_each_step_has_its_own_processor_time_and_the_job_the_sum(processes):
    looking = Watch(600 * MIB, 64, 5, 12, own_bytes=0)
    processes({1: (1, MIB, MIB)}, cpu_s=(4, 0, 0, 0))
    assert looking.look() == ""
    looking.allow(600 * MIB, 64, 5)
    processes({1: (1, MIB, MIB)}, cpu_s=(8, 0, 0, 0))
    assert looking.look() == ""
    looking.allow(600 * MIB, 64, 5)
    processes({1: (1, MIB, MIB)}, cpu_s=(13, 0, 0, 0))
    assert looking.look() == "cpu"


def test_a_step_may_be_allowed_less_or_more_than_the_one_before(processes):
    looking = Watch(100 * MIB, 64, 5, 5, own_bytes=0)
    processes({1: (1, 150 * MIB, 150 * MIB)})
    looking.allow(200 * MIB, 64, 5)
    assert looking.look() == ""
    looking.allow(100 * MIB, 64, 5)
    assert looking.look() == "memory"
