"""Labels as people and data sets write them, as models know them."""

from collections.abc import Sequence


def spell(label: str) -> str:
    """Return a label as words: data sets put underscores in the place of spaces.

    Hyphens stay: they are part of names such as T-shirt, and tokenizers set them apart by themselves.
    """
    return " ".join(label.replace("_", " ").split()) or label


def spell_all(labels: Sequence[str]) -> dict[str, str]:
    """Return for each label as words the label as it was written; of two that read the same the first."""
    written: dict[str, str] = {}
    for label in labels:
        written.setdefault(spell(label), label)
    return written
