"""What the columns of the world are made of: arrays of numbers, places and flags."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Whole = npt.NDArray[np.int64]  # numbers, or places in another array
Flags = npt.NDArray[np.bool_]
