"""Why a folder could not be loaded, where that is known."""

import errno
import logging
import pickle
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager

from models.errors import AppError, ModelLoadError

log = logging.getLogger(__name__)

CUT = ("PytorchStreamReader", "unexpected EOF", "unexpected end of", "corrupted", "Unable to load weights")
"""What torch and Transformers say of weights that end early; mapped into memory they are an invalid argument."""

OTHER_SHAPES = ("size mismatch", "mismatched", "shape")


@contextmanager
def explained(name: str) -> Iterator[None]:
    """Raise a ModelLoadError with the reason for what is known to go wrong with the files of a model.

    Args:
        name: of the model, for the message.
    """
    from safetensors import SafetensorError

    try:
        yield
    except (SafetensorError, pickle.UnpicklingError, EOFError, zipfile.BadZipFile) as error:
        raise damaged(name) from error
    except PermissionError as error:
        raise ModelLoadError(
            f"This server may not read the files of {name}. Let their owner allow it, or choose another model."
        ) from error
    except MemoryError as error:
        raise ModelLoadError(
            f"There is not enough memory to load {name}. Unload other models, or choose a smaller one."
        ) from error
    except (RuntimeError, OSError) as error:
        if any(word in str(error) for word in CUT) or getattr(error, "errno", None) == errno.EINVAL:
            raise damaged(name) from error
        if any(word in str(error) for word in OTHER_SHAPES):
            raise ModelLoadError(
                f"The weights of {name} have other shapes than its config.json says, so they do not belong together. "
                "Copy or download the model again, or choose another one."
            ) from error
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, AppError):
            raise
        log.warning("%s could not be loaded: %r", name, error)
        raise ModelLoadError(
            f"The files of {name} hold something that the installed Transformers cannot use, most likely in "
            "config.json. Save the model again, or choose another one."
        ) from error


def damaged(name: str) -> ModelLoadError:
    """Say that weights are not whole."""
    return ModelLoadError(
        f"The weights of {name} are damaged or cut off. Copy or download the model again, or choose another one."
    )
