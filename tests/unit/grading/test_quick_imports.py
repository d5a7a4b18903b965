import subprocess
import sys


def run(code):
    return subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)


def test_jsonschema_comes_without_its_grammars_and_works():
    code = (
        "import sys\n"
        "from aatulab.grading.quick_imports import import_jsonschema\n"
        "import_jsonschema()\n"
        "assert 'jsonschema' in sys.modules and 'rfc3987_syntax' not in sys.modules\n"
        "import nbformat\n"
        "nbformat.validate(nbformat.v4.new_notebook())\n"
        "import_jsonschema()\n"
    )
    ran = run(code)
    assert ran.returncode == 0, ran.stderr


def test_jupytext_comes_without_a_server_and_works():
    code = (
        "import sys\n"
        "from aatulab.grading.quick_imports import import_jsonschema, import_jupytext\n"
        "import_jsonschema()\n"
        "import_jupytext()\n"
        "assert 'jupytext' in sys.modules and 'jupyter_server' not in sys.modules\n"
        "import jupytext\n"
        "assert jupytext.reads('# Hello', fmt='md:myst').cells[0].source == '# Hello'\n"
        "import jupytext.sync_contentsmanager\n"
    )
    ran = run(code)
    assert ran.returncode == 0, ran.stderr


def test_what_is_imported_already_is_left_alone():
    code = (
        "import contextlib, gc, sys, jsonschema\n"
        "before = set(sys.modules)\n"
        "from aatulab.grading.quick_imports import import_jsonschema\n"
        "import_jsonschema()\n"
        "assert set(sys.modules) - before <= {'aatulab', 'aatulab.grading',"
        " 'aatulab.grading.quick_imports'}\n"
    )
    ran = run(code)
    assert ran.returncode == 0, ran.stderr
