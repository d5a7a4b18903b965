"""One bag in two views, rendered once by the trainer and kept beside this file.

A test renders it again and compares.  What it shows is said in the picture's text, as a shape and
not as a name.
"""

from pathlib import Path

from aatulab.alt import Picture

PATH = Path(__file__).with_name("bag.png")
_WIDTH = 820
_WORDS = (
    "X-ray of a suitcase, from above on the left and from the side on the right, in the usual"
    " colours. The shell is pale orange and alike all around; two green struts and two thin dark"
    " lines of the frame run along it, with blue wheels at the left and a blue lock below. From"
    " above, at the left: a cloud of grains at the top; a green square with a thin dark arc around"
    " it and two small blue blocks, one at each end; at the bottom a wide, even, brown block with"
    " round edges. In the middle, from the upper strut down to the frame, one straight strip, dark"
    " brown, even, with sharp edges, as wide as a thumb. At the right two pairs of pale orange"
    " ovals, in a row, and a small green thing with dark inside. From the side: in the middle,"
    " between the lower and the upper wall, again one straight dark brown strip with sharp edges,"
    " standing a little aslant; left of it a mottled brown block as high as half of the bag, with"
    " the two small blue blocks and a thin line between them; right of it thin dark layers, a blue"
    " block and three round dark things in a row."
)


def bag_to_read() -> Picture:
    """Return the picture of the bag, with its text."""
    return Picture(PATH.read_bytes(), alt=_WORDS, width=_WIDTH)
