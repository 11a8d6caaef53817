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
        raise ModelLoadError("models.server_may_not_read_files_name", name=name) from error
    except MemoryError as error:
        raise ModelLoadError("models.there_not_enough_memory_to_load", name=name) from error
    except (RuntimeError, OSError) as error:
        if any(word in str(error) for word in CUT) or getattr(error, "errno", None) == errno.EINVAL:
            raise damaged(name) from error
        if any(word in str(error) for word in OTHER_SHAPES):
            raise ModelLoadError("models.weights_name_have_other_shapes_than", name=name) from error
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, AppError):
            raise
        log.warning("%s could not be loaded: %r", name, error)
        raise ModelLoadError("models.files_name_hold_something_installed_transformers", name=name) from error


def damaged(name: str) -> ModelLoadError:
    """Say that weights are not whole."""
    return ModelLoadError("models.weights_name_are_damaged_or_cut", name=name)
