"""What a model file holds: plain values, arrays among them as their shape and their bytes.

joblib writes such a file as a pickle that names no class and no function. It is read back by an unpickler that knows
none, so that nothing in it can be called, and no start has to wait for joblib.
"""

import io
import pickle
from typing import Any

import numpy as np
from numpy.typing import NDArray

from classifier.errors import ModelError

#: Six digits are enough for weights that were fitted, and halve the file.
_STORED = np.dtype("<f4")


def packed(array: NDArray[np.float64]) -> dict[str, Any]:
    """Return ``array`` as plain values: its shape, and its numbers as the bytes of little-endian 4-byte floats."""
    return {"shape": list(array.shape), "floats": array.astype(_STORED).tobytes()}


def unpacked(values: dict[str, Any]) -> NDArray[np.float64]:
    """Return the array that ``packed`` made ``values`` of, to the digits that were kept."""
    return np.frombuffer(values["floats"], _STORED).astype(np.float64).reshape(values["shape"])


#: What a broken pickle sets off, beside pickle's own error; memory is what one asks for that promises too much.
_BROKEN = (
    *(pickle.UnpicklingError, EOFError, ValueError, LookupError, TypeError, AttributeError),
    *(OverflowError, RecursionError, MemoryError),
)


def plain_values(content: bytes) -> Any:
    """Return the values that ``content`` holds; raises ModelError for anything that would call what it names."""
    try:
        return _Plain(io.BytesIO(content)).load()
    except _BROKEN as error:
        raise ModelError("model_values", f"the model file can't be read ({error}); rebuild it") from error


class _Plain(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        raise pickle.UnpicklingError(f"it names {module}.{name}, and a model is made of plain values")
