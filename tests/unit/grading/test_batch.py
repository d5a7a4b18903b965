"""A batch over a course: what is new, what is kept, what is written, what a full disk does."""

import errno

import pytest

from aatulab.authoring.exercise import load_exercise
from aatulab.errors import GradingError, SandboxError
from aatulab.grading import judge
from aatulab.grading.batch import Ledger, grade_assignment
from aatulab.grading.collect import open_inbox
from aatulab.grading.grader import Grader
from aatulab.grading.judge import grade_submission
from aatulab.grading.marks import Marks
from aatulab.grading.pool import Pool
from aatulab.grading.report import Report


class FakeBook:
    """A gradebook that only remembers."""

    def __init__(self):
        self.records = []
        self.fail_on = None

    def require_questions(self, paper):
        assert paper.assignment == "tiny"

    def graded_notebook(self, cells, report):
        return f"graded {report.trainee} {report.points}".encode()

    def enter(self, reports):
        """All or none, as a transaction."""
        if self.fail_on in {new.report.trainee for new in reports}:
            raise OSError(errno.ENOSPC, "No space left on device")
        assert all(new.handed_in is not None for new in reports)
        self.records += [(new.report.trainee, new.report.points, new.changed) for new in reports]
        return {new.report.trainee: Marks() for new in reports}


class DeskWorker:
    """Grades in this process, in which the tests can see and disturb it."""

    def __init__(self, grader, sandbox):
        self.grader, self.sandbox = grader, sandbox

    def __enter__(self):
        return self

    def __exit__(self, *error):
        return None

    def grade(self, path, trainee):
        return judge.grade_one(self.grader, path, trainee, self.sandbox)


@pytest.fixture
def book():
    return FakeBook()


@pytest.fixture
def inbox(tmp_path, draft):
    folder = tmp_path / "inbox"
    folder.mkdir()
    for name in ("ana", "ben", "eve"):
        (folder / f"{name}.ipynb").write_bytes(draft(why=f"By {name}.").to_bytes())
    return folder


@pytest.fixture
def run(course, grader, book, inbox, fake_sandbox):
    """Collect and grade; give what came of it and how many submissions were run."""

    def grade(*, again=False, folder=inbox, progress=lambda _done, _total: None):
        found = open_inbox(course, "tiny", folder, 1_000_000)
        sandbox = fake_sandbox()
        using = Grader(load_exercise(course.exercises / "tiny"), grader.secret, grader.policy)
        with Pool(lambda: DeskWorker(using, sandbox), 1) as pool:
            outcome = grade_assignment(
                Ledger(course, using, book), found, pool, again=again, progress=progress
            )
        return outcome, len(sandbox.jobs)

    return grade


def states(outcome):
    return {e.report.trainee: e.state for e in outcome.entries}


def files(course):
    kinds = ("reports", "feedback", "autograded")
    paths = [p for kind in kinds for p in (course.root / kind).rglob("*") if p.is_file()]
    return {str(p.relative_to(course.root)): p.read_bytes() for p in paths}


def test_a_batch_writes_report_feedback_and_graded_notebook(run, course, book):
    outcome, jobs = run()
    assert states(outcome) == dict.fromkeys(["ana", "ben", "eve"], "graded")
    assert jobs == 3
    assert not outcome.needs_attention
    assert sorted(book.records) == [(name, 5, True) for name in ("ana", "ben", "eve")]
    assert sorted(path for path in files(course) if "/ana/" in path) == [
        "autograded/ana/tiny/submission_secret.txt",
        "autograded/ana/tiny/timestamp.txt",
        "autograded/ana/tiny/tiny.ipynb",
        "feedback/ana/tiny/submission_secret.txt",
        "feedback/ana/tiny/timestamp.txt",
        "feedback/ana/tiny/tiny.html",
        "reports/ana/tiny.json",
    ]


def test_grading_again_runs_nothing_and_changes_nothing(run, course, book):
    run()
    before = files(course)
    book.records.clear()
    outcome, jobs = run()
    assert jobs == 0
    assert states(outcome) == dict.fromkeys(["ana", "ben", "eve"], "unchanged")
    assert files(course) == before
    assert sorted(book.records) == [(name, 5, False) for name in ("ana", "ben", "eve")]


def test_only_what_is_new_is_run(run, inbox, draft):
    run()
    (inbox / "ben.ipynb").write_bytes(draft(why="Thought again.").to_bytes())
    outcome, jobs = run()
    assert jobs == 1
    assert states(outcome) == {"ana": "unchanged", "ben": "graded", "eve": "unchanged"}


def test_again_runs_everything_and_gives_the_same(run, course, book):
    run()
    before = files(course)
    book.records.clear()
    _, jobs = run(again=True)
    assert jobs == 3
    assert files(course) == before
    assert {changed for _, _, changed in book.records} == {False}


def test_a_changed_exercise_is_graded_anew(run, course):
    run()
    questions = course.exercises / "tiny" / "questions.yml"
    questions.write_text(questions.read_text().replace("points: 2", "points: 1"))
    _, jobs = run()
    assert jobs == 3


def test_a_lost_graded_notebook_is_made_again_without_a_run(run, course):
    run()
    before = files(course)
    (course.root / "autograded" / "ana" / "tiny" / "tiny.ipynb").unlink()
    _, jobs = run()
    assert jobs == 0
    assert files(course) == before


def test_a_damaged_report_is_graded_anew(run, course):
    run()
    before = files(course)
    course.report_path("ana", "tiny").write_text("{")
    _, jobs = run()
    assert jobs == 1
    assert files(course) == before


def test_a_broken_submission_is_refused_by_name_and_the_rest_is_graded(run, inbox, course, book):
    (inbox / "ben.ipynb").write_text("not a notebook")
    outcome, jobs = run()
    assert jobs == 2
    reports = {e.report.trainee: e.report for e in outcome.entries}
    assert reports["ben"].status == "refused"
    assert outcome.needs_attention
    assert sorted(name for name, _, _ in book.records) == ["ana", "eve"]
    page = course.step("feedback", "ben", "tiny") / "tiny.html"
    assert "Not graded" in page.read_text()
    assert not course.report_path("ben", "tiny").exists()


def test_a_broken_second_submission_leaves_the_earlier_grade(run, inbox, course, book):
    run()
    kept = course.report_path("ben", "tiny").read_bytes()
    book.records.clear()
    (inbox / "ben.ipynb").write_text("{")
    outcome, _ = run()
    assert outcome.needs_attention
    assert course.report_path("ben", "tiny").read_bytes() == kept
    assert sorted(name for name, _, _ in book.records) == ["ana", "eve"]


def test_a_full_disk_says_so_keeps_what_was_done_and_is_made_good_by_grading_again(
    run, course, book
):
    book.fail_on = "eve"
    with pytest.raises(GradingError, match=r"full\. \d of 3 are graded\. The gradebook keeps"):
        run()
    done = {name for name, _, _ in book.records}
    assert "eve" not in done
    for name in ("ana", "ben", "eve"):
        kept = Report.read(course.report_path(name, "tiny"))
        assert (kept is not None) == (name in done)
    book.fail_on = None
    outcome, _ = run()
    assert {e.report.points for e in outcome.entries} == {5}
    assert not outcome.needs_attention


def test_an_error_that_is_no_full_disk_is_not_called_one(run, book, monkeypatch):
    def denied(*_arguments, **_named):
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(book, "enter", denied)
    with pytest.raises(PermissionError):
        run()


def test_progress_counts_up_to_the_end(run):
    seen = []
    run(progress=lambda done, total: seen.append((done, total)))
    assert seen[0] == (0, 3)
    assert seen[-1] == (3, 3)
    assert seen == sorted(seen)


def failing(error):
    """Give a grader's function that fails on ben alone."""

    def grade(grader, path, trainee, sandbox):
        if trainee == "ben":
            raise error
        return grade_submission(grader, path, trainee, sandbox)

    return grade


def test_a_defect_of_ours_belongs_to_its_submission(run, book, monkeypatch, caplog):
    monkeypatch.setattr("aatulab.grading.judge.grade_submission", failing(KeyError("defect")))
    outcome, _ = run()
    status = {e.report.trainee: e.report.status for e in outcome.entries}
    assert status == {"ana": "graded", "ben": "failed", "eve": "graded"}
    assert outcome.needs_attention
    assert sorted(name for name, _, _ in book.records) == ["ana", "eve"]
    assert "grading failed" in caplog.text


def test_a_worker_that_dies_fails_its_submission_alone(run, monkeypatch):
    died = GradingError("the grader's process ended unexpectedly (exit code -11).")

    def grade(self, path, trainee):
        if trainee == "ben":
            raise died
        return judge.grade_one(self.grader, path, trainee, self.sandbox)

    monkeypatch.setattr(DeskWorker, "grade", grade)
    outcome, _ = run()
    status = {e.report.trainee: e.report.status for e in outcome.entries}
    assert status == {"ana": "graded", "ben": "failed", "eve": "graded"}


def test_a_lost_sandbox_ends_the_batch(run, monkeypatch):
    monkeypatch.setattr("aatulab.grading.judge.grade_submission", failing(SandboxError("gone")))
    with pytest.raises(SandboxError, match="gone"):
        run()


def test_a_full_disk_under_a_worker_ends_the_batch_with_a_sentence(run, monkeypatch):
    full = OSError(errno.ENOSPC, "No space left on device")
    monkeypatch.setattr("aatulab.grading.judge.grade_submission", failing(full))
    with pytest.raises(GradingError, match="temporary files is full"):
        run()


def test_an_empty_inbox_is_fine(run, tmp_path):
    (tmp_path / "none").mkdir()
    outcome, jobs = run(folder=tmp_path / "none")
    assert (outcome.entries, outcome.needs_attention, jobs) == ((), False, 0)
