"""Find what was handed in, and put the newest of each trainee under `submitted/`.

Imports nothing heavy: the sandboxes start when it is known how much there is to grade.

Two ways in: nbgrader's exchange (`inbound/<trainee>+<assignment>+<time>+<random>/`) and a folder
of files (`ana.ipynb`, `ana (1).ipynb`, or `ana/targeting-1.ipynb`).  Whatever cannot be taken
is reported by name and left alone; no name leads out of the course's folders.
"""

import re
import secrets
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from aatulab.errors import GradingError
from aatulab.grading.arrivals import Arrivals
from aatulab.grading.course import Course
from aatulab.grading.rawnotebook import RefusedError, read_file
from aatulab.grading.store import write_file
from aatulab.grading.trainees import check_trainee, plain_name, show_name

TIME_FORMAT = "%Y-%m-%d %H:%M:%S.%f UTC"  # as nbgrader writes it
_COPY = re.compile(r"(?P<trainee>.+?)\s*(?:\(\d+\)| - Copy(?: \(\d+\))?)")
_TOKEN_BYTES = 64


@dataclass(frozen=True)
class Found:
    """One file that was handed in."""

    trainee: str
    path: Path
    handed_in: datetime
    folder: Path | None = None  # the trainee's own, which may hold links
    token: str | None = None


@dataclass(frozen=True)
class Refusal:
    """One submission that was not taken, and why; `trainee` as far as it is known."""

    trainee: str
    reason: str


@dataclass(frozen=True)
class Collected:
    """What a look at the inbox came to."""

    taken: tuple[str, ...]
    refusals: tuple[Refusal, ...]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Inbox:
    """All submissions of an assignment in the course, with what was said on the way."""

    trainees: tuple[str, ...]
    refusals: tuple[Refusal, ...] = ()
    notes: tuple[str, ...] = ()


def arrived(
    course: Course, assignment: str, folder: Path | None, limit_bytes: int, arrivals: Arrivals
) -> Inbox:
    """Collect what has come to rest since the last look, and return that alone."""
    inbox = folder if folder is not None else course.inbound
    collected = collect(
        course,
        assignment,
        folder,
        limit_bytes,
        is_due=lambda file: arrivals.is_due(file.path, inbox),
    )
    return Inbox(collected.taken, collected.refusals, collected.notes)


def open_inbox(course: Course, assignment: str, folder: Path | None, limit_bytes: int) -> Inbox:
    """Collect what is new, and return all that there is to grade or graded already."""
    collected = collect(course, assignment, folder, limit_bytes)
    trainees, refusals = submitted_trainees(course, assignment)
    return Inbox(tuple(trainees), (*collected.refusals, *refusals), collected.notes)


def collect(
    course: Course,
    assignment: str,
    folder: Path | None,
    limit_bytes: int,
    *,
    is_due: Callable[[Found], bool] = lambda _file: True,
) -> Collected:
    """Bring the newest submissions of an assignment into the course, those that are due.

    From a folder when one is named, else from the exchange.
    """
    refusals: list[Refusal] = []
    if folder is None:
        found = list(_in_exchange(course, assignment, refusals))
    else:
        found = list(_in_folder(folder, assignment, refusals))
    notes: list[str] = []
    taken = []
    for trainee, files in sorted(_by_trainee(found).items()):
        newest = max(files, key=lambda file: (file.handed_in, file.path.name))
        if not is_due(newest):
            continue
        if len(files) > 1:
            notes.append(_say_newest(trainee, len(files), newest))
        try:
            data = read_file(newest.path, limit_bytes, newest.folder)
        except RefusedError as error:
            refusals.append(Refusal(trainee, str(error)))
            continue
        if _take(course, assignment, newest, data):
            taken.append(trainee)
    return Collected(tuple(taken), tuple(refusals), tuple(notes))


def submitted_trainees(course: Course, assignment: str) -> tuple[list[str], list[Refusal]]:
    """Return who has a submission of an assignment in the course, and names that cannot be."""
    names, refusals = [], []
    folder = course.root / "submitted"
    for path in sorted(folder.iterdir()) if folder.is_dir() else []:
        if not (path / assignment).is_dir():
            continue
        try:
            names.append(check_trainee(path.name))
        except GradingError as error:
            refusals.append(Refusal(show_name(path.name), str(error)))
    return names, refusals


def read_handed_in(course: Course, trainee: str, assignment: str) -> datetime | None:
    """Return when a collected submission was handed in, None when nobody knows."""
    return _read_stamp(course.step("submitted", trainee, assignment) / "timestamp.txt")


def _by_trainee(found: Iterable[Found]) -> dict[str, list[Found]]:
    grouped: dict[str, list[Found]] = defaultdict(list)
    for file in found:
        grouped[file.trainee].append(file)
    return grouped


def _say_newest(trainee: str, number: int, newest: Found) -> str:
    when = newest.handed_in.strftime("%Y-%m-%d %H:%M UTC")
    name = plain_name(newest.path.name)
    return f"{trainee}: {number} submissions; the newest counts, of {when} ({name})."


def _take(course: Course, assignment: str, file: Found, data: bytes) -> bool:
    """Put a submission into the course; False when it is there already or an older one."""
    target = course.step("submitted", file.trainee, assignment)
    stamp = target / "timestamp.txt"
    notebook = course.submitted_notebook(file.trainee, assignment)
    before = read_handed_in(course, file.trainee, assignment)
    if before is not None:
        same = notebook.is_file() and notebook.read_bytes() == data
        if same or before > file.handed_in:
            return False
    token = file.token or _token(target)
    # the stamp last: without it, an interrupted copy is taken again
    stamp.unlink(missing_ok=True)
    write_file(notebook, data)
    write_file(target / "submission_secret.txt", token.encode(), 0o600)
    write_file(stamp, file.handed_in.strftime(TIME_FORMAT).encode())
    return True


def _token(target: Path) -> str:
    """Return the token by which nbgrader releases feedback; kept when there is one."""
    kept = target / "submission_secret.txt"
    return kept.read_text() if kept.is_file() else secrets.token_hex(_TOKEN_BYTES)


def _read_stamp(path: Path) -> datetime | None:
    try:
        return _parse_time(path.read_text(encoding="utf-8").strip())
    except (OSError, UnicodeDecodeError, ValueError):
        return None


def _parse_time(text: str) -> datetime:
    for pattern in (TIME_FORMAT, "%Y-%m-%d %H:%M:%S UTC"):
        try:
            return datetime.strptime(text, pattern).replace(tzinfo=UTC)
        except ValueError:
            continue
    moment = datetime.fromisoformat(text)
    return moment if moment.tzinfo else moment.replace(tzinfo=UTC)


def _in_exchange(course: Course, assignment: str, refusals: list[Refusal]) -> Iterator[Found]:
    for path in sorted(course.inbound.iterdir()) if course.inbound.is_dir() else []:
        parts = path.name.rsplit("+", 3)
        if len(parts) != 4 or parts[1] != assignment:
            # another assignment's, or nothing that `nbgrader submit` has made
            if f"+{assignment}+" in path.name:
                reason = "not named as `nbgrader submit` names submissions; left alone."
                refusals.append(Refusal(show_name(path.name), reason))
            continue
        try:
            trainee = check_trainee(parts[0])
            _refuse_foreign(path, trainee, course)
            handed_in = _parse_name(parts[2])
            notebook = _only_notebook(path, assignment)
        except GradingError as error:
            refusals.append(Refusal(show_name(parts[0]), str(error)))
            continue
        yield Found(trainee, notebook, handed_in, path, _read_token(path))


def _parse_name(time: str) -> datetime:
    try:
        return _parse_time(time)
    except ValueError:
        raise GradingError(f"its time cannot be read: {show_name(time)}.") from None


def _refuse_foreign(path: Path, trainee: str, course: Course) -> None:
    """Refuse what one trainee has handed in under the name of another.

    Where each trainee has an account of the machine, it owns what `nbgrader submit` made.  One
    account for all of them (containers) tells nothing.
    """
    owner = owner_of(path)
    others = {entry.name.partition("+")[0] for entry in course.inbound.iterdir()}
    submitted = course.root / "submitted"
    others |= {entry.name for entry in submitted.iterdir()} if submitted.is_dir() else set()
    if owner != trainee and owner in others:
        raise GradingError(f"was handed in by {show_name(owner)}, not by this trainee.")


def owner_of(path: Path) -> str:
    """Return the name of the account that owns a file, empty when it has none."""
    import pwd  # noqa: PLC0415 - not on Windows, where a course can be looked at all the same

    try:
        return pwd.getpwuid(path.lstat().st_uid).pw_name
    except KeyError:
        return ""


def _read_token(path: Path) -> str | None:
    try:
        text = read_file(path / "submission_secret.txt", 1_000, path).decode("ascii").strip()
    except (RefusedError, UnicodeDecodeError):
        return None
    return text or None


def _in_folder(folder: Path, assignment: str, refusals: list[Refusal]) -> Iterator[Found]:
    if not folder.is_dir():
        raise GradingError(f"{folder}: there is no such folder. Name the folder of submissions.")
    for path in sorted(folder.iterdir()):
        if path.name.startswith("."):
            continue
        try:
            if path.is_dir():
                file, name = _only_notebook(path, assignment), path.name
            elif path.suffix == ".ipynb":
                file, name = path, path.stem
            else:
                refusals.append(Refusal(show_name(path.name), "not a notebook (.ipynb)."))
                continue
            copy = _COPY.fullmatch(name)
            trainee = check_trainee(copy["trainee"] if copy else name)
            handed_in = datetime.fromtimestamp(file.stat(follow_symlinks=False).st_mtime, UTC)
        except (GradingError, OSError) as error:
            refusals.append(Refusal(show_name(path.name), str(error)))
            continue
        yield Found(trainee, file, handed_in, path if path.is_dir() else None)


def _only_notebook(folder: Path, assignment: str) -> Path:
    """Return the notebook of an assignment in a trainee's folder."""
    if folder.is_symlink():
        raise GradingError("is a link to another folder. Hand in the notebook itself.")
    named = folder / f"{assignment}.ipynb"
    if named.exists() or named.is_symlink():
        return named
    nested = folder / assignment / f"{assignment}.ipynb"
    if nested.exists():
        return nested
    others = sorted(path for path in folder.glob("*.ipynb") if not path.name.startswith("."))
    if len(others) == 1:
        return others[0]
    raise GradingError(
        f"expected {assignment}.ipynb in the folder, found {len(others)} other notebooks."
        " Rename the one that counts."
    )
