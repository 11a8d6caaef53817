"""A text that is written token by token: what was likely at each step, and what was chosen."""

from collections.abc import Sequence
from typing import Any

from models.inside.hooks import Call
from models.inside.parts import Score, Step, Steps

CHOICES = 5
"""How many of the likeliest tokens are told at each step."""

MOST_STEPS = 12


def read_steps(tokenizer: Any, calls: Sequence[Call]) -> Steps | None:
    """Return the first tokens of the first text that was written, None where none was.

    The probabilities are the model's own: before temperature, forbidden words and the like.
    """
    first = [call for call in find_writing(calls) if call.outputs or ids_of(call) is not None]
    if not first:
        return None
    steps = [read_step(tokenizer, call, after) for call, after in zip(first, [*first[1:], None], strict=True)]
    told = [step for step in steps if step is not None]
    return Steps(tuple(told[:MOST_STEPS]), len(told) > MOST_STEPS or not first[-1].outputs) if told else None


def find_writing(calls: Sequence[Call]) -> list[Call]:
    """Return the passes that wrote the first text: each reads what the one before chose."""
    writing = [call for call in calls if call.past >= 0 and ids_of(call) is not None]
    run: list[Call] = []
    for call in writing:
        if run and (call.model is not run[-1].model or call.past <= run[-1].past):
            if len(run) > 1:
                break
            run = []  # a language was guessed, or a prompt read, before the text began
        run.append(call)
    return run


def ids_of(call: Call) -> Any:
    """Return the tokens that a pass goes on from, (texts, tokens), None where it reads none."""
    ids = call.inputs.get("decoder_input_ids")
    return call.inputs.get("input_ids") if ids is None else ids


def read_step(tokenizer: Any, call: Call, after: Call | None) -> Step | None:
    """Return what was likely after a pass and what was chosen; None where nobody can know that."""
    logits = call.outputs.get("logits")
    if logits is None or logits.ndim != 3:
        return None
    row = logits[0, -1]
    chances = row.softmax(-1)
    best = row.argsort(descending=True)[:CHOICES].tolist()
    if after is not None:
        chosen = int(ids_of(after)[0, -1])
    elif best[0] in end_of(call.model):
        chosen = best[0]
    else:
        return None
    choices = tuple(Score(write_token(tokenizer, one), float(row[one]), float(chances[one])) for one in best)
    return Step(write_token(tokenizer, chosen), float(chances[chosen]), choices)


def end_of(model: Any) -> list[int]:
    """Return the tokens that end a text."""
    ends = getattr(getattr(model, "generation_config", None), "eos_token_id", None)
    return [] if ends is None else [ends] if isinstance(ends, int) else list(ends)


def write_token(tokenizer: Any, number: int) -> str:
    """Return a token as people read it: its letters, with a space before a new word; else as the vocabulary has it."""
    written = str(tokenizer.convert_ids_to_tokens(number))
    plain = str(tokenizer.decode([number]))
    starts = written[:1] in ("▁", "Ġ") and not plain.startswith(" ")
    return (" " if starts else "") + plain if plain.strip() and "�" not in plain else written
