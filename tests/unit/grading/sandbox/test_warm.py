"""An honest notebook runs in the sandbox as it does in JupyterLab."""

import pytest

from aatulab.grading.sandbox import Call, Job, Step, StepLimits, WarmSandbox

PNG = b"\x89PNG\r\n\x1a\n"


def only(transcript):
    assert transcript.status == "finished", transcript
    (step,) = transcript.steps
    return step


def number(value):
    return {"kind": "number", "value": value}


def test_steps_share_their_names(run):
    transcript = run("x = 1", "x += 1", "x * 10; x += 1", ask=("x",))
    assert [step.values["x"] for step in transcript.steps] == [number(1), number(2), number(3)]


def test_a_failing_step_does_not_stop_the_next(run):
    transcript = run("x = 1\n1 / 0", "y = x", ask=("x",))
    first, second = transcript.steps
    assert (first.status, first.error_type, first.error_line) == ("error", "ZeroDivisionError", 2)
    assert first.error_message == "division by zero"
    assert first.values["x"] == number(1)
    assert second.status == "ok"
    assert transcript.status == "finished"


def test_a_name_that_is_not_defined_is_missing(run):
    assert only(run("x = 1", ask=("y",))).values == {"y": {"kind": "missing"}}


@pytest.mark.parametrize(
    ("source", "kind", "line"),
    [
        ("a = 1\n\nb = undefined", "NameError", 3),
        ("def f():\n    return 1 / 0\n\nf()", "ZeroDivisionError", 4),
        ("import json\njson.loads('x')", "JSONDecodeError", 2),
        ("a = 1\nb = (", "SyntaxError", 2),
        ("a = 1\n  b = 2", "IndentationError", 2),
        ("%no_such_magic", "UsageError", None),
        ("raise ValueError('é')", "ValueError", 1),
    ],
)
def test_an_error_names_its_line_in_the_cell(run, source, kind, line):
    step = only(run(source))
    assert step.status == "error"
    assert step.error_type in {kind, "_IncompleteInputError"}
    if line is not None:
        assert step.error_line == line


def test_what_is_printed_is_kept(run):
    step = only(run("import sys\nprint('one')\nprint('two', file=sys.stderr)"))
    assert step.stdout == "one\ntwo\n"


def test_a_warning_is_no_error(run):
    step = only(run("import warnings\nwarnings.warn('old')\nx = 1", ask=("x",)))
    assert step.status == "ok"
    assert "old" in step.stdout
    assert step.values["x"] == number(1)


def test_a_function_is_called_with_each_list_of_arguments(run):
    step = only(
        run(
            "def points(hours, cash=False):\n    return 2 * (hours < 24) + cash",
            calls=(Call("points", ((1,), (30, True), ("x",))),),
        )
    )
    first, second, third = step.calls["points"]
    assert (first, second) == (number(2), number(1))
    assert (third["kind"], third["type"]) == ("raised", "TypeError")
    assert step.values["points"] == {"kind": "unsupported", "type": "function"}


@pytest.mark.parametrize("source", ["points = 5", "points = ...", "", "class points: pass"])
def test_what_is_no_function_is_not_called(run, source):
    step = only(run(source, calls=(Call("points", ((1,),)),)))
    assert step.calls == {"points": None}
    assert step.values["points"]["kind"] in {"number", "unanswered", "missing", "unsupported"}


def test_arguments_may_be_lists_nothing_or_no_number(run):
    source = "def f(x): return len(x) if isinstance(x, list) else x is None or x != x"
    step = only(run(source, calls=(Call("f", (([1, 2],), (None,), (float("nan"),))),)))
    assert [outcome["value"] for outcome in step.calls["f"]] == [2, True, True]


def test_a_figure_is_a_picture_and_its_data(run):
    source = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.bar(['a'], [1])"
    transcript = run(source, "more = plt.get_fignums()", ask=("ax", "more"))
    first, second = transcript.steps
    assert len(first.images) == 1
    assert first.images[0].startswith(PNG)
    assert first.values["ax"]["marks"][0]["y"] == [1.0]
    assert second.values["more"]["items"] == []  # closed, as in a notebook
    assert second.values["ax"] == first.values["ax"]


def test_the_inline_way_of_drawing_gives_the_same(run):
    source = "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.plot([1, 2]);\nplt.show()"
    step = only(run(source))
    assert step.status == "ok"
    assert len(step.images) == 1


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("x = 5\nx", "5\n"),
        ("5;", ""),
        ("None", ""),
        ("import pandas as pd\npd.DataFrame({'a': [1, 2]})", "   a\n0  1\n1  2\n"),
        ("print('p')\ndisplay(1, 'two')\n[3]", "p\n1\n'two'\n[3]\n"),
        ("from IPython.display import HTML\nHTML('<b>x')", "<IPython.core.display.HTML object>\n"),
        ("object()", "<object>\n"),  # no address: it would differ in every run
        ("import matplotlib.pyplot as plt\nplt.plot([1, 2]);", ""),
        ("class Odd:\n    def __repr__(self): raise ValueError\nOdd()", ""),
    ],
)
def test_a_cell_shows_the_text_of_what_it_displays(run, source, shown):
    step = only(run(source))
    assert (step.status, step.stdout) == ("ok", shown)


def test_a_picture_is_shown_once_and_without_its_text(run):
    draw = "import matplotlib.pyplot as plt\nfig, ax = plt.subplots()\nax.plot([1, 2])\nplt.close()"
    step = only(run(f"%matplotlib inline\n{draw}\nfig"))
    assert (step.stdout, len(step.images)) == ("", 1)


@pytest.mark.parametrize(
    "source",
    [
        "from IPython.display import Image\nImage(data=b'no picture', format='png')",
        "display({'image/png': 'ü'}, raw=True)",
        "display({'image/png': 5}, raw=True)",
        "display({'image/png': None}, raw=True)",
    ],
)
def test_what_is_no_picture_costs_the_notebook_nothing(run, source):
    """Does a broken image file end the run, and with it all later answers?"""
    transcript = run(source, "x = 1", ask=())
    assert transcript.status == "finished"
    assert [step.images for step in transcript.steps] == [(), ()]


def test_of_many_pictures_the_first_few_are_kept(run):
    many = "%matplotlib inline\nimport matplotlib.pyplot as plt\nplt.figure(figsize=(1, 1))\n"
    many += "plt.plot([1])\nfor _ in range(12): display(plt.gcf())"
    step = only(run(many))
    assert (step.status, len(step.images)) == ("ok", 8)


def test_a_figure_that_cannot_be_drawn_does_not_trouble_the_next_cell(run):
    draw = "import matplotlib.pyplot as plt\nplt.title('$\\\\frac{$')"
    first, second = run(draw, "plt.plot([1, 2]);").steps
    assert (first.status, first.images) == ("error", ())
    assert (second.status, len(second.images)) == ("ok", 1)


def test_a_step_can_do_without_pictures(run):
    draw = "import matplotlib.pyplot as plt\nplt.plot([1, 2]);"
    assert only(run(Step("s", draw, images=False))).images == ()


def test_pandas_draws_and_reads_parquet(run):
    import io

    import pandas as pd

    file = io.BytesIO()
    pd.DataFrame({"a": [1, 2], "t": pd.to_datetime(["2026-01-01"] * 2, utc=True)}).to_parquet(file)
    source = "import pandas as pd\ndf = pd.read_parquet('case/t.parquet')\nax = df.a.plot.bar()"
    step = only(run(source, ask=("df",), files={"case/t.parquet": file.getvalue()}))
    assert step.values["df"]["data"] == [[1, 2], ["2026-01-01T00:00:00Z"] * 2]


def test_a_cell_may_await(run):
    source = "import asyncio\nasync def f(): return 3\nawait asyncio.sleep(0)\nx = await f()"
    assert only(run(source, ask=("x",))).values["x"] == number(3)


def test_magics_and_programs_work(run):
    step = only(run("%time x = 1\nfiles = !ls\ny = _", ask=("x", "files"), files={"a.txt": b""}))
    assert step.status == "ok"
    assert step.values["x"] == number(1)


@pytest.mark.parametrize(
    ("source", "shown"),
    [
        ("%pip install nothing\nx = 1", "(%pip is not run while your notebook is graded)\n"),
        ("%%script bash\necho 5", "(%script is not run while your notebook is graded)\n"),
        ("x = !echo 5\nx", "(%system is not run while your notebook is graded)\n[]\n"),
        ("!echo 5", "(%system is not run while your notebook is graded)\n"),
        ("%time x = 1", "(%time is not run while your notebook is graded)\n"),
        ("%who_ls str", "[]\n"),
    ],
)
def test_a_magic_that_the_course_does_not_allow_is_left_out_and_named(sandbox, source, shown):
    """Does a forgotten `%pip install` cost the answer that stands below it?"""
    job = Job("magics", (Step("s", source),), magics=("who_ls",))
    step = only(sandbox.run(job))
    assert (step.status, step.stdout) == ("ok", shown)


def test_a_magic_that_does_not_exist_is_an_error_as_ever(run):
    assert only(run("%no_such_magic")).error_type == "UsageError"


def test_a_magic_sees_the_names_of_the_function_around_it(run):
    source = "def f():\n    inner = 5\n    %time outer = inner\n    return inner\nx = f()"
    assert only(run(source, ask=("x",))).values["x"] == number(5)


def test_the_last_result_is_remembered(run):
    transcript = run("2 + 3", "x = _ + Out[1]", ask=("x",))
    assert transcript.steps[1].values["x"] == number(10)


def test_threads_and_processes_work(run):
    source = (
        "from concurrent.futures import ThreadPoolExecutor, ProcessPoolExecutor\n"
        "import multiprocessing, math\n"
        "with ThreadPoolExecutor(4) as pool: a = sum(pool.map(math.sqrt, [4, 9]))\n"
        "with ProcessPoolExecutor(2, multiprocessing.get_context('fork')) as pool:\n"
        "    b = sum(pool.map(math.sqrt, [4, 9]))"
    )
    step = only(run(source, ask=("a", "b"), cell_s=30))
    assert (step.values["a"], step.values["b"]) == (number(5.0), number(5.0)), step


def test_a_module_may_be_written_and_imported(run):
    source = "open('helper.py', 'w').write('x = 5')\nimport helper\ny = helper.x"
    assert only(run(source, ask=("y",))).values["y"] == number(5)


def test_a_class_of_the_notebook_can_be_pickled(run):
    source = "import pickle\nclass A: x = 1\ny = pickle.loads(pickle.dumps(A())).x"
    assert only(run(source, ask=("y",))).values["y"] == number(1)


def test_a_step_has_its_own_time(run):
    slow = Step(
        "slow", "import time; time.sleep(0.6); x = 1", ask=("x",), limits=StepLimits(cell_s=5)
    )
    late = Step("late", "time.sleep(5)", limits=StepLimits(cell_s=0.2))
    transcript = run(slow, late, Step("next", "y = 1"), cell_s=6)
    assert [step.status for step in transcript.steps] == ["ok", "timeout", "ok"]
    assert transcript.steps[1].error_message == "The time for this cell is over."


def test_a_step_has_its_own_memory(run):
    """Is a hoard in one cell an error of that cell alone?"""
    hoard = "x = len(bytearray(200 * 1024**2))"
    small = StepLimits(memory_bytes=64 * 1024**2)
    first, second = run(Step("small", hoard, limits=small), Step("plain", hoard)).steps
    assert (first.status, first.error_type) == ("error", "MemoryError")
    assert second.status == "ok"


def test_a_step_has_its_own_room_for_values(run):
    small = StepLimits(output_bytes=20_000)
    many = "many = list(range(10_000))"
    first, second = run(
        Step("small", many, ask=("many",), limits=small), Step("plain", many, ask=("many",))
    ).steps
    assert first.values["many"]["kind"] == "too_large"
    assert second.values["many"]["kind"] == "list"


def test_input_says_why_nobody_answers(run):
    step = only(run("name = input('Name? ')"))
    assert "nobody to ask" in step.error_message


def test_a_job_without_steps_is_finished(run):
    assert run().status == "finished"


def test_a_step_is_found_by_its_id(run):
    transcript = run("x = 1")
    assert transcript.step("s0").status == "ok"
    with pytest.raises(KeyError):
        transcript.step("s1")


def test_modules_can_be_loaded_before_the_fork():
    step = Step("s", "import sys\nready = 'wave' in sys.modules", ask=("ready",))
    with WarmSandbox(preload=("wave",)) as sandbox:
        transcript = sandbox.run(Job("preload", (step,)))
    assert transcript.step("s").values["ready"]["value"] is True


def test_a_closed_sandbox_starts_again(run, sandbox):
    sandbox.close()
    assert only(run("x = 1", ask=("x",))).values["x"] == number(1)
