"""A single label: shares of one say 1.0 of it whatever it is, so that something stands beside it."""

from collections.abc import Mapping, Sequence
from typing import Any

from tabs.run.job import Job
from tabs.words import say

OTHER = "anything"


def set_beside(job: Job, labels: Sequence[str]) -> list[str]:
    """Return the labels to ask for: a single one with a contrast, of which the user is told."""
    if len(labels) != 1 or labels[0] == OTHER:
        return list(labels)
    job.note = say("run.one_label_has_nothing_to_be", other=OTHER)
    return [*labels, OTHER]


def keep_asked(answers: list[dict[str, Any]], written: Mapping[str, str]) -> list[dict[str, Any]]:
    """Return the answers for the labels that the user gave, named as they were written: see spell_all."""
    return [{**one, "label": written[one["label"]]} for one in answers if one["label"] in written]
