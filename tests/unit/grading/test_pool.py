import contextlib
import threading
import time

import pytest

from aatulab.errors import SandboxError
from aatulab.grading.pool import Pool


@pytest.fixture
def make_worker():
    """Any context manager will do: a pool knows nothing of what its workers are."""
    return lambda: contextlib.nullcontext(object())


def test_every_task_gives_one_result(make_worker):
    with Pool(make_worker, 2) as pool:
        tasks = [lambda _, n=n: n * n for n in range(9)]
        assert sorted(pool.run_all(tasks)) == [n * n for n in range(9)]
        assert list(pool.run_all([])) == []
        assert list(pool.run_all([lambda _: "again"])) == ["again"]


def test_each_thread_has_a_worker_of_its_own(make_worker):
    """Is a worker used only in the thread that started it?"""
    used = {}

    def task(worker):
        time.sleep(0.01)
        return used.setdefault(threading.get_ident(), worker) is worker

    with Pool(make_worker, 3) as pool:
        assert all(pool.run_all([task] * 30))
    assert len(used) == len({id(worker) for worker in used.values()})


def test_what_ends_all_work_is_raised_and_the_threads_end(make_worker):
    def full(_sandbox):
        raise OSError(28, "No space left on device")

    before = set(threading.enumerate())
    with Pool(make_worker, 1) as pool, pytest.raises(OSError, match="No space left"):
        list(pool.run_all([lambda _: 1, full, lambda _: 2]))
    assert set(threading.enumerate()) <= before


def test_a_sandbox_that_cannot_start_is_raised_when_there_is_work():
    def cannot():
        raise SandboxError("no user namespaces here")

    with Pool(cannot, 2) as pool, pytest.raises(SandboxError, match="no user namespaces"):
        list(pool.run_all([lambda _: 1]))


def test_without_work_no_sandbox_is_missed():
    """Does grading again, with nothing new, work on a machine without a sandbox?"""

    def cannot():
        raise SandboxError("no user namespaces here")

    with Pool(cannot, 2) as pool:
        assert list(pool.run_all([])) == []


def test_leaving_early_ends_the_threads(make_worker):
    before = set(threading.enumerate())
    with Pool(make_worker, 1) as pool:
        assert next(pool.run_all([lambda _, n=n: n for n in range(50)])) == 0
    assert set(threading.enumerate()) <= before


def test_a_slow_caller_gets_all_that_is_done_together(make_worker):
    with Pool(make_worker, 2) as pool:
        sizes, results = [], []
        for group in pool.run_in_groups([lambda _, n=n: n for n in range(10)], most=4):
            time.sleep(0.05)  # meanwhile everything is done
            sizes.append(len(group))
            results += group
    assert sorted(results) == list(range(10))
    assert max(sizes) == 4


def test_a_patient_caller_gets_results_together_and_the_last_at_once(make_worker):
    def slowly(worker):
        time.sleep(0.02)
        return worker

    with Pool(make_worker, 1) as pool:
        began = time.monotonic()
        sizes = [len(g) for g in pool.run_in_groups([slowly] * 6, most=4, patience_s=60)]
        assert time.monotonic() - began < 30  # nobody waits for what will not come
    assert sizes == [4, 2]


def test_what_is_done_is_given_before_what_ended_all_work(make_worker):
    def full(_worker):
        raise OSError(28, "No space left on device")

    given = []

    def take(groups):
        for group in groups:
            given.extend(group)
            time.sleep(0.05)

    with Pool(make_worker, 1) as pool:
        groups = pool.run_in_groups([lambda _: 1, lambda _: 2, full, lambda _: 3], most=10)
        with pytest.raises(OSError, match="No space left"):
            take(groups)
    assert given == [1, 2]


def test_a_lazy_pool_starts_its_workers_with_the_first_work():
    made = []

    def make():
        made.append(1)
        return contextlib.nullcontext(object())

    with Pool(make, 2, lazy=True) as pool:
        assert list(pool.run_all([])) == []
        assert made == []
        assert list(pool.run_all([lambda _: 7])) == [7]
        assert made
    with Pool(make, 2, lazy=True):
        pass  # nothing to wait for
