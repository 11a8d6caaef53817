"""What is kept of an answer: its structure and texts whole, of arrays, pictures and sounds a few numbers."""

import html
import math
import re
from collections.abc import Mapping
from typing import Any

import numpy as np

SHORT = 12
TAG = re.compile(r"<[^>]*>")
DATA = re.compile(r"data:[a-z/+.-]+;base64,[A-Za-z0-9+/=]+")


def digest(value: Any) -> Any:
    """Return JSON values that tell one answer from another, and the same answer on two machines alike."""
    if isinstance(value, Mapping):
        return {str(name): digest(inner) for name, inner in value.items()}
    if value is None or isinstance(value, bool | int | str | float):
        return digest_plain(value)
    if hasattr(value, "detach"):
        value = value.detach().float().cpu().numpy()
    if isinstance(value, np.generic):
        return digest(value.item())
    if isinstance(value, np.ndarray):
        return numbers_of(value)
    if hasattr(value, "mode") and hasattr(value, "size"):
        return {"picture": [value.mode, *value.size], **numbers_of(np.asarray(value))}
    if isinstance(value, list | tuple):
        if len(value) > SHORT and is_numbers(value):
            return numbers_of(np.asarray(value, np.float64))
        return [digest(inner) for inner in value]
    return type(value).__name__


def digest_plain(value: Any) -> Any:
    """Return the words of a text, four digits of a number."""
    if isinstance(value, str):
        return text_of(value)
    return rounded(value) if isinstance(value, float) else value


def is_numbers(value: Any) -> bool:
    """Tell whether a list is an array in disguise."""
    try:
        return np.asarray(value).dtype.kind in "fiu"
    except ValueError:
        return False


def numbers_of(array: np.ndarray) -> dict[str, Any]:
    """Return an array's shape, mean, spread and first values."""
    flat = np.asarray(array, np.float64).ravel()
    if not flat.size:
        return {"shape": list(array.shape)}
    return {
        "shape": list(array.shape),
        "mean": rounded(float(np.nanmean(flat))),
        "spread": rounded(float(np.nanstd(flat))),
        "first": [rounded(float(one)) for one in flat[:4]],
    }


def rounded(number: float) -> float | None:
    """Return four digits of a number, None for what JSON does not have."""
    return float(f"{number:.4g}") if math.isfinite(number) else None


def text_of(text: str) -> str:
    """Return the words of a text, of HTML without its tags and embedded files."""
    if "<" not in text:
        return text
    return " ".join(html.unescape(TAG.sub(" ", DATA.sub("", text))).split())


def differences(old: Any, new: Any, place: str = "", *, tolerance: float = 0.03) -> list[str]:
    """Return where two digests differ by more than rounding, and arithmetic on another processor, explain."""
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        gone = [f"{place}.{name} {'is new' if name in new else 'is gone'}" for name in old.keys() ^ new.keys()]
        pairs = [(f"{place}.{name}", old[name], new[name]) for name in old.keys() & new.keys()]
        return gone + [one for name, *pair in pairs for one in differences(*pair, name, tolerance=tolerance)]
    if isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        numbered = enumerate(zip(old, new, strict=True))
        return [one for n, pair in numbered for one in differences(*pair, f"{place}[{n}]", tolerance=tolerance)]
    return [] if values_alike(old, new, tolerance) else [f"{place}: {str(old)[:200]!r} became {str(new)[:200]!r}"]


def values_alike(old: Any, new: Any, tolerance: float) -> bool:
    """Tell whether two plain values are the same, or nearly."""
    if isinstance(old, float | int) and isinstance(new, float | int) and not isinstance(old, bool):
        return math.isclose(old, new, rel_tol=tolerance, abs_tol=tolerance)
    if isinstance(old, str) and isinstance(new, str):
        return words_alike(old, new)
    return bool(old == new)


NUMBER = re.compile(r"-?\d+(?:[.,]\d+)*")


def words_alike(old: str, new: str) -> bool:
    """Tell whether two texts hold the same words, and numbers that are nearly the same."""
    if NUMBER.sub("#", old) != NUMBER.sub("#", new):
        return False
    pairs = zip(NUMBER.findall(old), NUMBER.findall(new), strict=True)
    return all(a == b or math.isclose(as_float(a), as_float(b), rel_tol=0.05, abs_tol=1.01) for a, b in pairs)


def as_float(text: str) -> float:
    """Return a number as people write it."""
    try:
        return float(text.replace(",", ""))
    except ValueError:
        return math.nan
