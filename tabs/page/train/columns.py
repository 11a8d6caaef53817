"""What the fields for a data set's columns are called: by what the task reads there."""

from models.training.kinds import Kind
from tabs.words import say


def column_label(kind: Kind, place: int) -> str:
    """Return the label of one of the fields, "" where the task has no such column."""
    return say(f"train.column.{kind.columns[place].role.lower()}") if place < len(kind.columns) else ""
