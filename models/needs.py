"""Packages and programs that some models need and this application does not install."""

import importlib.util
import re
import shutil

from models.errors import ModelRefused

HOW = {
    "torchvision": "the torchvision that fits the installed torch (pytorch.org says which)",
    "tesseract": "Debian's tesseract-ocr",
}
REQUIRES = re.compile(r"requires the (\S+) library")


def missing_packages(needs: str) -> list[str]:
    """Return which of the packages and programs, named with spaces between, are not installed."""
    return [name for name in needs.split() if importlib.util.find_spec(name) is None and shutil.which(name) is None]


def refuse_without(model: str, needs: str) -> None:
    """Raise ModelRefused if a package the model needs is not installed."""
    missing = missing_packages(needs)
    if missing:
        raise ModelRefused(words(model, missing))


def refusal(model: str, error: ImportError) -> ModelRefused:
    """Return the ImportError of a library that a model needs, in words; Transformers names the library."""
    found = REQUIRES.search(str(error))
    name = found.group(1).lower() if found else getattr(error, "name", None) or "another package"
    return ModelRefused(words(model, [name]))


def words(model: str, missing: list[str]) -> str:
    """Say what is missing, and what to do."""
    install = " and ".join(HOW.get(name, name) for name in missing)
    return (
        f"{model} needs {' and '.join(missing)}, which this server does not have. Choose another model, or "
        f"install {install} on the server."
    )
