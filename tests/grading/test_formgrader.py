"""The formgrader, over HTTP: its Autograde button, marks, extra credit, comments, feedback."""

import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request

import pytest

from aatulab.grading.course import open_course

pytestmark = [pytest.mark.nbgrader, pytest.mark.sandbox]

A = "targeting-1"
TOKEN = "instructor"
START_S = 120


class Formgrader:
    """A Jupyter server with nbgrader's formgrader, and what its pages send to it."""

    def __init__(self, root, environment, log):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self._url = f"http://127.0.0.1:{port}/formgrader"
        command = [sys.executable, "-m", "jupyter_server", "--no-browser", "--allow-root"]
        command += [f"--port={port}", f"--ServerApp.root_dir={root}", "--ServerApp.port_retries=0"]
        command += [f"--IdentityProvider.token={TOKEN}"]
        settings = {**environment, "JUPYTER_CONFIG_PATH": str(root)}
        self.process = subprocess.Popen(command, env=settings, stdout=log, stderr=log, cwd=root)

    def call(self, path, method="GET", body=None):
        data = json.dumps(body).encode() if body is not None else None
        request = urllib.request.Request(f"{self._url}{path}", data=data, method=method)
        request.add_header("Authorization", f"token {TOKEN}")
        with urllib.request.urlopen(request, timeout=START_S) as answer:
            return answer.read().decode()

    def api(self, path, method="GET", body=None):
        return json.loads(self.call(f"/api{path}", method, body))

    def await_start(self):
        end = time.monotonic() + START_S
        while True:
            try:
                return self.api("/status")
            except (urllib.error.URLError, ConnectionError):
                assert self.process.poll() is None
                assert time.monotonic() < end
                time.sleep(0.2)


@pytest.fixture(scope="module")
def course(template, tmp_path_factory):
    root = tmp_path_factory.mktemp("formgrader") / "course"
    shutil.copytree(template, root)
    return open_course(root)


@pytest.fixture(scope="module")
def formgrader(course, environment):
    log = course.root.parent / "server.log"
    with log.open("wb") as file:
        server = Formgrader(course.root, environment, file)
    try:
        server.await_start()
        yield server
    finally:
        server.process.terminate()
        server.process.wait(30)


def test_the_buttons_lead_through_the_judge_and_marks_stay(
    formgrader, course, solution, wrong, book_of
):
    """Can an instructor grade with nothing but the formgrader?"""
    works = {"ana": solution, "mia": wrong["minutes-instead-of-hours"]}
    for trainee, data in works.items():
        path = course.submitted_notebook(trainee, A)
        path.parent.mkdir(parents=True)
        path.write_bytes(data)
    for trainee in works:
        answer = formgrader.api(f"/submission/{A}/{trainee}/autograde", "POST")
        assert answer["success"], answer
    autos = {(who, cell): auto for who, cell, auto, *_ in book_of(course)["grade"]}
    assert autos["ana", "lead-time"] == 2
    assert autos["mia", "lead-time"] < 2
    assert course.report_path("mia", A).is_file()

    (notebook,) = [
        n for n in formgrader.api(f"/submitted_notebooks/{A}/{A}") if n["student"] == "ana"
    ]
    page = formgrader.call(f"/submissions/{notebook['id']}/")
    assert "right: 2 of 2 points" in page

    grades = {g["name"]: g for g in formgrader.api(f"/grades?submission_id={notebook['id']}")}
    written = {"manual_score": 3.5, "extra_credit": 0.5}
    formgrader.api(f"/grade/{grades['why-these']['id']}", "PUT", written)
    comments = {c["name"]: c for c in formgrader.api(f"/comments?submission_id={notebook['id']}")}
    said = {"manual_comment": "Good reasons."}
    formgrader.api(f"/comment/{comments['why-these']['id']}", "PUT", said)

    answer = formgrader.api(f"/submission/{A}/ana/autograde", "POST")
    assert answer["success"], answer
    (row,) = [r for r in book_of(course)["grade"] if r[:2] == ("ana", "why-these")]
    assert row[2:] == (None, 3.5, 0.5, 0)
    answer = formgrader.api(f"/assignment/{A}/generate_feedback", "POST")
    assert answer["success"], answer
    feedback = (course.step("feedback", "ana", A) / f"{A}.html").read_text()
    assert "18 <small>of 18" in feedback
    assert "Good reasons." in feedback


def test_a_submission_that_cannot_be_graded_is_said_in_the_buttons_answer(formgrader, course):
    path = course.submitted_notebook("broken", A)
    path.parent.mkdir(parents=True)
    path.write_text('{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}')
    answer = formgrader.api(f"/submission/{A}/broken/autograde", "POST")
    assert not answer["success"]
    assert "the notebook has no cells" in answer["log"]
