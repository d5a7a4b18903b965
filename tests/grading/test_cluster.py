"""`--cluster`: a scheduler and two workers in processes of their own; one is killed meanwhile."""

import os
import signal
import socket
import subprocess
import sys
import threading
import time

import pytest
from distributed import Client

from aatulab.grading.cluster.parcel import Parcel
from aatulab.grading.cluster.worker import Judge
from aatulab.grading.course import open_course
from aatulab.grading.grader import Grader

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

A = "targeting-1"
START_S = 90


@pytest.fixture(scope="module")
def cluster(environment, tmp_path_factory):
    """A scheduler and two workers; gives its address and the workers."""
    folder = tmp_path_factory.mktemp("cluster")
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        port = taken.getsockname()[1]
    address = f"tcp://127.0.0.1:{port}"
    local = ("--host", "127.0.0.1")
    worker = ("worker", address, "--nthreads", "1", "--no-nanny", "--no-dashboard", *local)
    commands = [
        ("scheduler", *local, "--port", str(port), "--no-dashboard"),
        *((*worker, "--local-directory", str(folder / name)) for name in ("one", "two")),
    ]
    processes = []
    for name, *arguments in commands:
        log = (folder / f"{len(processes)}.log").open("wb")
        with log:
            command = [sys.executable, "-m", f"distributed.cli.dask_{name}", *arguments]
            processes.append(
                subprocess.Popen(command, env=environment, stdout=log, stderr=log, cwd=folder)
            )
    try:
        with Client(address, timeout=START_S, set_as_default=False) as client:
            client.wait_for_workers(2, timeout=START_S)
        yield address, processes[1:]
    finally:
        for process in processes:
            process.kill()
            process.wait()


@pytest.fixture
def classroom(inbox, solution, untouched, wrong, hostile):
    for number in range(6):
        inbox(f"ana-{number}", solution)
    inbox("ben", untouched)
    for name in ("hard-coded", "boundaries-off-by-one"):
        inbox(name, wrong[name])
    inbox("os-exit", hostile("os-exit"))
    inbox("broken", b"{")
    return inbox.folder


def test_a_worker_dies_in_the_middle_and_the_scores_are_the_same(
    cluster, new_course, aatulab, classroom, book_of
):
    """Is the gradebook that of one machine, whatever happens to the others?"""
    address, workers = cluster
    here, there = new_course("here"), new_course("there")
    ran = aatulab("grade", A, "--course", here.root, "--from", classroom)
    assert ran.returncode == 1, ran.stdout + ran.stderr

    killed = []

    def kill_one():
        while len(list((there.root / "reports").rglob("*.json"))) < 2:
            time.sleep(0.02)
        os.kill(workers[0].pid, signal.SIGKILL)
        killed.append(len(list((there.root / "reports").rglob("*.json"))))

    killer = threading.Thread(target=kill_one, daemon=True)
    killer.start()
    ran = aatulab("grade", A, "--course", there.root, "--from", classroom, "--cluster", address)
    assert ran.returncode == 1, ran.stdout + ran.stderr
    assert "broken: targeting-1.ipynb: not readable" in ran.stdout
    assert killed
    assert killed[0] < 10
    assert workers[0].wait(10) == -signal.SIGKILL
    assert book_of(there) == book_of(here)
    reports = sorted(path.name for path in (here.root / "reports").iterdir())
    assert len(reports) == 10
    for name in reports:
        one, other = (course.report_path(name, A).read_bytes() for course in (here, there))
        assert one == other


def test_a_cluster_that_is_not_there_is_said(course, aatulab, inbox, solution):
    inbox("ana", solution)
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"tcp://127.0.0.1:{free.getsockname()[1]}"
        command = ("grade", A, "--course", course.root, "--from", inbox.folder)
        ran = aatulab(*command, "--cluster", address)
    assert ran.returncode == 3
    assert f"{address}: there is no scheduler to be reached" in ran.stderr


def test_what_travels_holds_neither_the_secret_nor_a_path(template):
    """Can a worker that is taken over draw other trainees' cases?"""
    course = open_course(template)
    grader = Grader.of(course, A)
    parcel = Parcel.of(grader).to_json()
    assert grader.secret.value.hex().encode() not in parcel
    assert str(course.root).encode() not in parcel
    assert str(course.exercises).encode() not in parcel


def test_a_worker_s_grader_is_ours_but_for_the_secret(template, tmp_path):
    ours = Grader.of(open_course(template), A)
    parcel = Parcel.from_json(Parcel.of(ours).to_json())
    parcel.unpack(tmp_path)
    seed = ours.secret.seed_of(A, "ana")
    theirs = parcel.grader(tmp_path, seed)
    assert theirs.digest() == ours.digest()
    assert theirs.secret.seed_of(A, "ana") == seed


def test_another_environment_is_refused(template, monkeypatch):
    parcel = Parcel.of(Grader.of(open_course(template), A)).to_json()
    monkeypatch.setattr("aatulab.grading.cluster.worker.environment_digest", lambda: "another")

    class Worker:
        address = "tcp://10.0.0.9:1234"

    with pytest.raises(Exception, match=r"tcp://10\.0\.0\.9:1234 has another version of Python"):
        Judge(parcel).setup(Worker())
