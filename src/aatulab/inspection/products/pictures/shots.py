"""Pictures as a telephone took them, side by side."""

from collections.abc import Mapping

import matplotlib.pyplot as plt
from matplotlib.figure import Figure

from aatulab.alt import let_speak
from aatulab.inspection.products.barcodes.draw import Grey


def show_pictures(pictures: Mapping[str, Grey], words: str) -> Figure:
    """Return the pictures with their names above them; `words` say what they show."""
    figure, axes = plt.subplots(1, len(pictures), figsize=(11, 3), layout="constrained",
                                squeeze=False)  # fmt: skip
    for ax, (name, picture) in zip(axes[0], pictures.items(), strict=True):
        ax.imshow(picture, cmap="gray", vmin=0, vmax=255)
        ax.set_title(name)
        ax.axis("off")
    let_speak(figure, words)
    return figure
