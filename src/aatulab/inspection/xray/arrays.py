"""Names for the arrays of this room, by what they hold."""

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]  # what kernels compute with
Whole = npt.NDArray[np.int64]
Bits = npt.NDArray[np.int32]
Flags = npt.NDArray[np.bool_]
Bytes = npt.NDArray[np.uint8]
Codes = npt.NDArray[np.uint16]  # log signals as a scanner stores them
