import pytest

from aatulab.errors import GradingError
from aatulab.grading.course import open_course
from aatulab.grading.policy import Policy, read_policy
from aatulab.grading.setup import create_course, plan_course
from aatulab.grading.variants import read_secret


@pytest.fixture
def make(course, tmp_path):
    """Make a course; nbgrader's part is played by a note of what was asked for."""

    def run(*assignments, course_id=None, root=None):
        asked = []

        def generate(made, assignment):
            asked.append(assignment)
            assert open_course(made.root)  # nbgrader's plug-ins will open it, too
            released = made.root / "release" / assignment / f"{assignment}.ipynb"
            released.parent.mkdir(parents=True, exist_ok=True)
            released.touch()
            (made.root / "gradebook.db").touch()

        planned = plan_course(root or tmp_path / "new", course.exercises, course_id)
        created = create_course(planned, assignments or planned.assignments(), generate)
        assert asked == list(created.generated)
        return created

    return run

    return make


def test_a_new_course_has_all_that_grading_needs(make):
    created = make()
    course = open_course(created.course.root)
    assert (created.is_new, created.generated, course.course_id) == (True, ("tiny",), "aatu")
    assert read_secret(course.secret_path)
    assert read_policy(course.policy_path) == Policy()
    for name in (".", "source", "submitted", "autograded", "feedback", "reports"):
        assert (course.root / name).stat().st_mode & 0o777 == 0o700
    assert course.exchange.stat().st_mode & 0o777 == 0o777  # behind the course's own shut door


def test_a_second_call_does_nothing(make):
    make()
    again = make()
    assert (again.is_new, again.generated) == (False, ())


def test_changed_sources_are_generated_again_and_secret_and_limits_stay(make, course):
    root = make().course.root
    (root / "policy.yml").write_text("cell_s: 5\n")
    (root / "nbgrader_config.py").write_text("# mine\n")
    secret = (root / "secret").read_bytes()
    story = course.exercises / "tiny" / "exercise.md"
    story.write_text(story.read_text() + "\nMore.\n")
    assert make().generated == ("tiny",)
    assert (root / "secret").read_bytes() == secret
    assert (root / "policy.yml").read_text() == "cell_s: 5\n"
    assert (root / "nbgrader_config.py").read_text() == "# mine\n"


def test_an_assignment_that_was_lost_is_generated_again(make):
    root = make().course.root
    (root / "release" / "tiny" / "tiny.ipynb").unlink()
    assert make().generated == ("tiny",)


def test_what_was_interrupted_is_done_the_next_time(course, tmp_path, make):
    def fail(made, assignment):
        raise GradingError("nbgrader stopped")

    planned = plan_course(tmp_path / "new", course.exercises, None)
    with pytest.raises(GradingError, match="nbgrader stopped"):
        create_course(planned, ["tiny"], fail)
    assert make().generated == ("tiny",)


def test_a_course_keeps_its_id(make):
    make(course_id="class-7")
    assert make().course.course_id == "class-7"
    with pytest.raises(GradingError, match="this is the course 'class-7', not 'other'"):
        make(course_id="other")
