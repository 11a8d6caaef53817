"""What a model's last tensors mean: each reader knows one form of them and returns nothing for others."""

from collections.abc import Callable
from math import nan
from typing import Any

from models.inside.parts import Grid, Part, Score, Scores, Tokens, shape_of
from models.inside.sight import Sight, choose_function, rate
from models.inside.sketches import read_maps, read_vectors

CLASSES, WORDS, MOST_ROWS = 8, 5, 120
"""How many classes are told, how many words for a gap, and how many rows at all."""

BOXES = POINTS = 6
OF_CLASSES = (
    "text-classification",
    "audio-classification",
    "zero-shot-audio-classification",
    "image-classification",
    "video-classification",
    "visual-question-answering",
    "zero-shot-image-classification",
)
"""Tasks in which logits of classes are the answer, or where it comes from."""


def read_answers(seen: Sight, tokens: Tokens | None) -> list[Part]:
    """Return what the models answered, as far as its form is known."""
    for reader in READERS:
        if found := reader(seen):
            return found
    return read_vectors(seen, tokens)


def read_span(seen: Sight) -> list[Part]:
    """Return where an answer may begin and end: a softmax over the tokens for each."""
    call = seen.first("start_logits", "end_logits")
    if call is None:
        return []
    words = seen.words_of(call)
    found: list[Part] = []
    for which in ("start", "end"):
        row = call.outputs[f"{which}_logits"][0]
        best = rate(row, row.softmax(-1), [f"{word} ({place})" for place, word in enumerate(words)], WORDS)
        found.append(Scores(which, "softmax", tuple(("", one) for one in best)))
    return found


def read_entailment(seen: Sight) -> list[Part]:
    """Return of each label how much its sentence follows from the text."""
    if seen.task != "zero-shot-classification" or seen.first("logits") is None:
        return []
    import torch

    logits = torch.cat([call.outputs["logits"] for call in seen.calls if call.outputs])
    names = {name.lower(): place for name, place in seen.calls[0].model.config.label2id.items()}
    follows = next((place for name, place in names.items() if name.startswith("entail")), -1)
    denies = 0 if follows else -1
    whole = len(logits) == len(seen.labels)
    each = bool(seen.settings.get("multi_label")) or len(logits) == 1
    chances = logits[:, [denies, follows]].softmax(-1)[:, 1] if each else logits[:, follows].softmax(0)
    rows = tuple(
        ("", Score(seen.labels[place] if whole else str(place + 1), float(row[follows]), float(chances[place])))
        for place, row in enumerate(logits)
    )
    return [Scores("entailment", "softmax", rows if whole else tuple((at, forget(one)) for at, one in rows))]


def forget(score: Score) -> Score:
    """Return a score without its probability, for which others would have to be known."""
    return Score(score.label, score.logit, nan)


def read_gaps(seen: Sight) -> list[Part]:
    """Return the likeliest words for each gap."""
    call = seen.first("logits") if seen.task == "fill-mask" else None
    if call is None:
        return []
    rows: list[tuple[str, Score]] = []
    for place, number in enumerate(call.inputs["input_ids"][0].tolist()):
        if number != seen.tokenizer.mask_token_id:
            continue
        row = call.outputs["logits"][0, place]
        best = row.argsort(descending=True)[:WORDS].tolist()
        chances = row.softmax(-1)
        words = seen.tokenizer.convert_ids_to_tokens(best)
        gap = str(seen.tokenizer.mask_token)
        rows += [
            (gap, Score(word, float(row[one]), float(chances[one]))) for word, one in zip(words, best, strict=True)
        ]
    return [Scores("gaps", "softmax", tuple(rows[:MOST_ROWS]))]


def read_named_tokens(seen: Sight) -> list[Part]:
    """Return the best label of each token."""
    call = seen.first("logits") if seen.task == "token-classification" else None
    if call is None:
        return []
    logits, special = call.outputs["logits"][0], set(seen.tokenizer.all_special_ids)
    names, words = seen.names_of(call, logits.shape[-1]), seen.words_of(call)
    chances = logits.softmax(-1)
    places = [at for at, number in enumerate(call.inputs["input_ids"][0].tolist()) if number not in special]
    rows = tuple((words[at], rate(logits[at], chances[at], names, 1)[0]) for at in places[:MOST_ROWS])
    return [Scores("tokens", "softmax", rows)]


def read_matches(seen: Sight) -> list[Part]:
    """Return how well each of the words fits a picture or a sound."""
    for name in ("logits_per_image", "logits_per_audio"):
        call = seen.first(name)
        if call is not None and len(seen.labels) == call.outputs[name].shape[-1]:
            row = call.outputs[name][0]
            each = "siglip" in str(getattr(call.model.config, "model_type", ""))
            chances = row.sigmoid() if each else row.softmax(-1)
            best = rate(row, chances, list(seen.labels), CLASSES)
            return [Scores("labels", "sigmoid" if each else "softmax", tuple(("", one) for one in best))]
    return []


def read_cells(seen: Sight) -> list[Part]:
    """Return the tokens of a table that TAPAS chose, and what is to be done with them."""
    call = seen.first("logits") if seen.task == "table-question-answering" else None
    if call is None or call.outputs["logits"].ndim != 2:
        return []
    row = call.outputs["logits"][0]
    words = [f"{word} ({place})" for place, word in enumerate(seen.words_of(call))]
    found: list[Part] = [
        Scores("cells", "sigmoid", tuple(("", one) for one in rate(row, row.sigmoid(), words, CLASSES)))
    ]
    doing = call.outputs.get("logits_aggregation")
    if doing is not None:
        labels = getattr(call.model.config, "aggregation_labels", None) or {}
        names = [str(labels.get(place, place)) for place in range(doing.shape[-1])]
        best = rate(doing[0], doing[0].softmax(-1), names, CLASSES)
        found.append(Scores("classes", "softmax", tuple(("", one) for one in best)))
    return found


def read_boxes(seen: Sight) -> list[Part]:
    """Return the best of the places at which a detector looked for things."""
    call = seen.first("logits", "pred_boxes")
    if call is None:
        return []
    logits, boxes = call.outputs["logits"][0], call.outputs["pred_boxes"][0]
    named = len(getattr(call.model.config, "id2label", ())) if seen.task == "object-detection" else logits.shape[-1]
    best = logits[:, :named].max(-1)
    names = seen.names_of(call, named) if seen.task == "object-detection" else list(seen.labels)
    order = best.values.argsort(descending=True)[:BOXES].tolist()
    rows = []
    for one in order:
        box = ", ".join(f"{float(number):.2f}" for number in boxes[one])
        kind = int(best.indices[one])
        rows.append((box, Score(names[kind] if kind < len(names) else str(kind), float(best.values[one]), nan)))
    return [Scores("boxes", "", tuple(rows))]


def read_points(seen: Sight) -> list[Part]:
    """Return the surest matches of two pictures: models tell in forms of their own which points belong together."""
    if seen.task != "keypoint-matching" or not seen.raw:
        return []
    best = sorted(seen.raw, key=lambda one: -one["score"])[:POINTS]
    rows = ((write_point(one, 0), Score(write_point(one, 1), nan, float(one["score"]))) for one in best)
    return [Scores("points", "", tuple(rows))]


def write_point(match: dict[str, Any], picture: int) -> str:
    """Return where a match lies in a picture."""
    point = match[f"keypoint_image_{picture}"]
    return f"{float(point['x']):.0f}, {float(point['y']):.0f}"


def read_frames(seen: Sight) -> list[Part]:
    """Return what a model hears moment by moment: letters, or who speaks."""
    call = seen.first("logits") or (seen.first("output 0") if seen.task == "voice-activity-detection" else None)
    if call is None or seen.task not in ("automatic-speech-recognition", "voice-activity-detection"):
        return []
    found = call.outputs["logits" if "logits" in call.outputs else "output 0"]
    if seen.task == "automatic-speech-recognition" and found.ndim == 3:
        return [Scores("frames", "softmax", read_letters(seen, found[0]))]
    grid = found.reshape(-1, found.shape[-1]).T if found.ndim == 3 else found.reshape(1, -1)
    return [Grid("frames", shape_of(found), grid.numpy())]


def read_letters(seen: Sight, logits: Any) -> tuple[tuple[str, Score], ...]:
    """Return the first moments at which something else than silence is the likeliest, (moments, letters)."""
    blank = seen.tokenizer.pad_token_id
    best, chances = logits.argmax(-1).tolist(), logits.softmax(-1)
    spoken = [(at, letter) for at, letter in enumerate(best) if letter != blank][:24]
    words = seen.tokenizer.convert_ids_to_tokens([letter for _, letter in spoken])
    return tuple(
        (str(at), Score(str(word), float(logits[at, letter]), float(chances[at, letter])))
        for (at, letter), word in zip(spoken, words, strict=True)
    )


def read_next(seen: Sight) -> list[Part]:
    """Return what a model that writes takes for the next token, where only its first word is asked for."""
    call = seen.first("logits")
    if call is None or call.outputs["logits"].ndim != 3 or seen.task != "decision":
        return []
    row = call.outputs["logits"][0, -1]
    best = row.argsort(descending=True)[:CLASSES].tolist()
    chances = row.softmax(-1)
    names = [str(seen.tokenizer.decode([one])) for one in best]
    rows = tuple(("", Score(name, float(row[one]), float(chances[one]))) for name, one in zip(names, best, strict=True))
    return [Scores("next", "softmax", rows)]


def read_classes(seen: Sight) -> list[Part]:
    """Return a whole input's classes, the best first."""
    call = seen.first("logits")
    logits = call.outputs["logits"] if call else None
    if call is None or logits is None or logits.ndim != 2 or seen.task not in OF_CLASSES:
        return []
    names = seen.names_of(call, logits.shape[-1])
    function = choose_function(seen, call.model.config)
    chances = logits[0].softmax(-1) if function == "softmax" else logits[0].sigmoid()
    best = rate(logits[0], chances, names, CLASSES)
    return [Scores("classes", function, tuple(("", one) for one in best))]


READERS: tuple[Callable[[Sight], list[Part]], ...] = (
    read_span,
    read_entailment,
    read_gaps,
    read_named_tokens,
    read_matches,
    read_cells,
    read_boxes,
    read_points,
    read_frames,
    read_next,
    read_classes,
    read_maps,
)
