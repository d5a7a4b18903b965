"""Let matplotlib figures carry their text: as an author wrote it, else read from the figure.

A figure that speaks shows itself in a notebook as an image with an `alt`; everything else about
it stays matplotlib's.
"""

from functools import partial

from IPython.core.pylabtools import print_figure
from IPython.display import display
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from aatulab.alt.picture import check_words, picture_bundle
from aatulab.alt.words import words_for

_SHOWS = "_ipython_display_"  # what IPython asks of an object before anything else


def describe(ax: Axes, words: str) -> Axes:
    """Give a figure its text in words of your own, and return the axes.

    Say what there is to see, not how it looks: "The later a booking, the more hits: 9 % of
    those of the last day, under 1 % of the others".
    """
    let_speak(_figure_of(ax), check_words(words))
    return ax


def let_speak(figure: Figure, words: str = "") -> None:
    """Make a figure show itself with a text; without words, with what can be read from it."""
    setattr(figure, _SHOWS, partial(_show, figure, words))


def _figure_of(ax: Axes) -> Figure:
    figure = ax.get_figure(root=True)
    assert isinstance(figure, Figure)
    return figure


def _show(figure: Figure, words: str) -> None:
    encoded = print_figure(  # type: ignore[no-untyped-call]  # IPython's
        figure, fmt="png", bbox_inches="tight", base64=True
    )
    if encoded is not None:  # a figure without axes
        bundle = picture_bundle(encoded, words or words_for(figure))
        display(bundle, raw=True)  # type: ignore[no-untyped-call]  # IPython's
