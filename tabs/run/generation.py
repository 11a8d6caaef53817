"""What the tasks that write text have in common: their settings, and writing while the page watches."""

from collections.abc import Callable
from typing import Any

from models.streaming import text_streamer
from tabs.task import Parameter

SAMPLING = (
    Parameter("do_sample", "Vary the wording", True, "Off: always the likeliest word, so the same answer each time"),
    Parameter(
        "temperature", "Temperature", 0.7, "Higher is more surprising; counts when the wording varies", 0.1, 2, 0.1
    ),
    Parameter("top_p", "Top p", 0.95, "Only the likeliest words that together have this probability", 0.05, 1, 0.05),
    Parameter("top_k", "Top k", 50, "Only so many of the likeliest words; 0 for all", 0, 200, 1),
)
CAREFUL_SAMPLING = (Parameter("do_sample", "Vary the wording", False, SAMPLING[0].info), *SAMPLING[1:])
ONLY_WHEN_SAMPLING = tuple(one.name for one in SAMPLING[1:])


def max_new_tokens(
    default: int, label: str = "Longest answer, in tokens", maximum: int = 1024, minimum: int = 1
) -> Parameter:
    """The bound of the answer's length."""
    return Parameter("max_new_tokens", label, default, "A token is a word or a part of one", minimum, maximum, 1)


def num_beams() -> Parameter:
    """How many continuations are followed at once."""
    return Parameter("num_beams", "Beams", 1, "More weigh several wordings: slower, shown only when done", 1, 8, 1)


def repetition_penalty(default: float) -> Parameter:
    """How much words that stood before are avoided (Keskar et al. 2019)."""
    return Parameter("repetition_penalty", "Avoid repetition", default, "1 does nothing", 1.0, 2.0, 0.05)


def generate_options(
    pipe: Any, show: Callable[[str], None], *, skip_prompt: bool = False, **settings: Any
) -> dict[str, Any]:
    """Return what `generate` takes for the settings of a task.

    Settings that only count when sampling are left out otherwise. With a single beam, `show` gets the text
    so far while it grows; several beams have no single text before they end.

    Args:
        pipe: whose tokenizer turns tokens into text.
        show: is called with the whole text so far, in the generating thread.
        skip_prompt: True for decoder-only models, whose output begins with the prompt.
        **settings: by their names in `generate`.
    """
    if not settings.get("do_sample"):
        settings = {name: value for name, value in settings.items() if name not in ONLY_WHEN_SAMPLING}
    if settings.get("num_beams", 1) == 1:
        settings["streamer"] = text_streamer(pipe.tokenizer, show, skip_prompt=skip_prompt)
    return settings


def describe_cut(read: int, total: int) -> str:
    """Say how much of a text the model read; "" where it read all."""
    if total <= read:
        return ""
    return f"The text is too long for this model: it read the first {read:,} of {total:,} tokens."
