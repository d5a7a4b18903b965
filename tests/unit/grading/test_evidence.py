from aatulab.grading.evidence import CUT, collect_evidence, one_line, plain_text
from aatulab.grading.policy import Policy
from aatulab.grading.report import PNG_SIGNATURE
from aatulab.grading.sandbox import StepResult

PNG = PNG_SIGNATURE + b"x" * 100


def step(stdout="", images=()):
    return StepResult("s", "ok", stdout=stdout, images=images)


def test_printed_text_is_joined_and_cut_at_the_limit():
    evidence = collect_evidence([step("ab"), step("cdef")], Policy(printed_bytes=4))
    assert evidence.printed == "abcd" + CUT


def test_a_cut_never_breaks_a_character():
    evidence = collect_evidence([step("aé")], Policy(printed_bytes=2))
    assert evidence.printed == "a" + CUT


def test_pictures_beyond_the_room_and_what_is_no_picture_are_left_out():
    images = (PNG, b"<svg>", PNG)
    evidence = collect_evidence([step(images=images)], Policy(image_bytes=len(PNG) + 10))
    assert evidence.images == (PNG,)


def test_control_characters_are_taken_out():
    assert plain_text("a\x1b[31m\tb\n\x00\u202ec\ud800") == "a[31m\tb\nc?"


def test_a_message_becomes_one_short_line():
    assert one_line("a\n  b\tc") == "a b c"
    assert len(one_line("x" * 5_000)) < 320
