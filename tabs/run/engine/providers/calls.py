"""How each task is asked of the Inference API: its method, the settings that go along, its answer as the pipeline's.

A row is a function `ask(client, job, settings, **inputs) -> raw`. A setting that is not named in TAKEN cannot be sent.
"""

from collections.abc import Callable
from typing import Any

import numpy as np

from models.errors import BadInput
from tabs.read.messages import add_turn
from tabs.run.engine.providers.wire import as_dict, picture_file, read_mask, read_sound, shrink, sound_file
from tabs.run.job import Job
from tabs.text.fill_mask import GAP

Ask = Callable[..., Any]
Settings = dict[str, Any]


def classify_text(client: Any, job: Job, settings: Settings, *, text: str) -> Any:
    """[{"label", "score"}]."""
    return [as_dict(one) for one in client.text_classification(text, top_k=settings["top_k"])]


def compare_with_labels(client: Any, job: Job, settings: Settings, *, text: str, candidate_labels: list[str]) -> Any:
    """{"sequence", "labels", "scores"}."""
    found = client.zero_shot_classification(
        text,
        candidate_labels,
        multi_label=settings["multi_label"],
        hypothesis_template=settings["hypothesis_template"],
    )
    return {"sequence": text, "labels": [one.label for one in found], "scores": [one.score for one in found]}


def find_names(client: Any, job: Job, settings: Settings, *, text: str) -> Any:
    """[{"entity_group", "score", "word", "start", "end"}]."""
    found = client.token_classification(text, aggregation_strategy=settings["aggregation_strategy"])
    return [as_dict(one) for one in found]


def answer_question(client: Any, job: Job, settings: Settings, *, question: str, context: str) -> Any:
    """{"score", "start", "end", "answer"}, or a list of these."""
    found = client.question_answering(question=question, context=context, top_k=settings["top_k"])
    answers = [as_dict(one) for one in (found if isinstance(found, list) else [found])]
    return answers[0] if len(answers) == 1 else answers


def ask_table(client: Any, job: Job, settings: Settings, *, table: Any, question: str) -> Any:
    """{"answer", "coordinates", "cells", "aggregator"}."""
    columns = {name: [row[place] for row in table.rows] for place, name in enumerate(table.header)}
    return as_dict(client.table_question_answering(table=columns, query=question))


def fill_gap(client: Any, job: Job, settings: Settings, *, text: str) -> Any:
    """[{"score", "token", "token_str", "sequence"}]."""
    if len(GAP.findall(text)) > 1:
        raise BadInput("engine.one_gap")
    return [as_dict(one) for one in client.fill_mask(text, top_k=settings["top_k"])]


def chat(client: Any, job: Job, settings: Settings, *, messages: Any, text: str) -> Any:
    """[{"generated_text": the conversation with the answer}], shown while it is written."""
    asked = add_turn(messages, text)
    written, tokens = "", 0
    options = {"temperature": settings["temperature"], "top_p": settings["top_p"]} if settings["do_sample"] else {}
    for chunk in client.chat_completion(asked, stream=True, max_tokens=settings["max_new_tokens"], **options):
        job.check()
        part = chunk.choices[0].delta.content if chunk.choices else None
        if part:
            written, tokens = written + part, tokens + 1
            job.show([{"generated_text": [*asked, {"role": "assistant", "content": written}]}])
    job.count(tokens)
    return [{"generated_text": [*asked, {"role": "assistant", "content": written.strip()}]}]


def summarise(client: Any, job: Job, settings: Settings, *, text: str) -> Any:
    """[{"summary_text"}]."""
    return [{"summary_text": client.summarization(text).summary_text}]


def translate(client: Any, job: Job, settings: Settings, *, text: str) -> Any:
    """[{"translation_text"}]."""
    options = {name: settings[name] for name in ("src_lang", "tgt_lang") if settings.get(name)}
    options = options if len(options) == 2 else {}
    return [{"translation_text": client.translation(text, **options).translation_text}]


def count_features(client: Any, job: Job, settings: Settings, *, text: list[str]) -> Any:
    """A vector for each text, float32 (texts, numbers)."""
    rows = [np.asarray(client.feature_extraction(one), np.float32) for one in text]
    return np.stack([one.reshape(-1, one.shape[-1]).mean(axis=0) for one in rows])


def hear(client: Any, job: Job, settings: Settings, *, audio: Any) -> Any:
    """{"text"}."""
    with sound_file(audio) as file:
        return {"text": client.automatic_speech_recognition(file).text}


def speak(client: Any, job: Job, settings: Settings, *, text: str) -> Any:
    """{"audio": float32 (n,), "sampling_rate"}."""
    return read_sound(client.text_to_speech(text))


def name_sound(client: Any, job: Job, settings: Settings, *, audio: Any) -> Any:
    """[{"label", "score"}]."""
    with sound_file(audio) as file:
        return [as_dict(one) for one in client.audio_classification(file, top_k=settings["top_k"])]


def name_picture(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """[{"label", "score"}]."""
    with picture_file(image) as file:
        return [as_dict(one) for one in client.image_classification(file, top_k=settings["top_k"])]


def find_things(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """[{"score", "label", "box"}], boxes in pixels of the picture."""
    with picture_file(image) as file:
        found = client.object_detection(file, threshold=settings["threshold"])
        scale = max(image.size) / max(shrink(image).size)
        boxes = [{side: round(place * scale) for side, place in as_dict(one.box).items()} for one in found]
        return [{"score": one.score, "label": one.label, "box": box} for one, box in zip(found, boxes, strict=True)]


def cut_parts(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """[{"score", "label", "mask": PIL "L" of the picture's size}]."""
    with picture_file(image) as file:
        found = client.image_segmentation(file)
        return [{"score": one.score, "label": one.label, "mask": read_mask(one.mask, image.size)} for one in found]


def describe_picture(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """[{"generated_text"}]."""
    with picture_file(image) as file:
        return [{"generated_text": client.image_to_text(file).generated_text}]


def ask_picture(client: Any, job: Job, settings: Settings, *, image: Any, question: str) -> Any:
    """[{"score", "answer"}]."""
    with picture_file(image) as file:
        found = client.visual_question_answering(file, question, top_k=settings["top_k"])
        return [as_dict(one) for one in found]


def match_picture(client: Any, job: Job, settings: Settings, *, image: Any, candidate_labels: list[str]) -> Any:
    """[{"score", "label"}]."""
    with picture_file(image) as file:
        found = client.zero_shot_image_classification(
            file, candidate_labels, hypothesis_template=settings["hypothesis_template"]
        )
        return [as_dict(one) for one in found]


CALLS: dict[str, tuple[Ask, tuple[str, ...]]] = {
    "text-classification": (classify_text, ("top_k",)),
    "zero-shot-classification": (compare_with_labels, ("multi_label", "hypothesis_template")),
    "token-classification": (find_names, ("aggregation_strategy",)),
    "question-answering": (answer_question, ("top_k",)),
    "table-question-answering": (ask_table, ()),
    "fill-mask": (fill_gap, ("top_k",)),
    "chat": (chat, ("max_new_tokens", "do_sample", "temperature", "top_p")),
    "summarization": (summarise, ()),
    "translation": (translate, ("src_lang", "tgt_lang")),
    "feature-extraction": (count_features, ()),
    "automatic-speech-recognition": (hear, ()),
    "text-to-speech": (speak, ()),
    "audio-classification": (name_sound, ("top_k",)),
    "image-classification": (name_picture, ("top_k",)),
    "object-detection": (find_things, ("threshold",)),
    "image-segmentation": (cut_parts, ()),
    "image-to-text": (describe_picture, ()),
    "visual-question-answering": (ask_picture, ("top_k",)),
    "zero-shot-image-classification": (match_picture, ("hypothesis_template",)),
}
"""Of each task that the API has: how it is asked, and the settings that go along; the others must be as they are."""
