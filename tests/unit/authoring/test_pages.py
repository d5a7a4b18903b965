from aatulab.authoring.pages import cases_in_use


def test_only_cases_that_a_page_loads_are_built(tmp_path):
    lessons = tmp_path / "courses" / "targeting"
    lessons.mkdir(parents=True)
    (lessons / "one.md").write_text('case = load_case("first-watch")\nload_case(name)\n')
    (lessons / "one.notes.md").write_text("again = load_case('small-packets', seed=2)\n")
    (lessons / "two.md").write_text("The case december-mail is for another day.\n")
    assert cases_in_use(tmp_path) == ["first-watch", "small-packets"]
