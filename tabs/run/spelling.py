"""What a model cannot read, in words."""

from typing import Any

from models.words.emoji import spell_emoji
from tabs.run.job import Job
from tabs.words import say

NOTE = "run.model_knows_no_emoji"


def spell(pipe: Any, job: Job, text: str) -> str:
    """Return a text with the names of the emoji that the pipeline's tokenizer does not know, and tell the user."""
    spelled = spell_emoji(text, pipe.tokenizer)
    if spelled != text and say(NOTE) not in job.note:
        job.note = " ".join(filter(None, [job.note, say(NOTE)]))
    return spelled
