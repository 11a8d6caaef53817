"""Why a folder could not be loaded, where that is known."""

from collections.abc import Iterator
from contextlib import contextmanager

from models.errors import ModelLoadError


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Raise a ModelLoadError with the reason for what is known to go wrong with the files of a model.

    Args:
        name: of the model, for the message.
    """
    from safetensors import SafetensorError

    try:
        yield
    except SafetensorError as error:
        raise ModelLoadError(
            f"The weights of {name} are damaged or cut off. Copy or download the model again, or choose another one."
        ) from error
    except PermissionError as error:
        raise ModelLoadError(
            f"This server may not read the files of {name}. Let their owner allow it, or choose another model."
        ) from error
    except MemoryError as error:
        raise ModelLoadError(
            f"There is not enough memory to load {name}. Unload other models, or choose a smaller one."
        ) from error
