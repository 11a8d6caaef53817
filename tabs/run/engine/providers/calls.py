"""How each task is asked of the Inference API: its function, and the settings that go along."""

from collections.abc import Callable
from typing import Any

from tabs.run.engine.providers.conversations import chat, talk
from tabs.run.engine.providers.media import (
    ask_document,
    ask_picture,
    cut_parts,
    describe_picture,
    enlarge,
    find_things,
    hear,
    match_picture,
    name_picture,
    name_sound,
    speak,
)
from tabs.run.engine.providers.texts import (
    answer_question,
    ask_table,
    classify_text,
    compare_sentences,
    compare_with_labels,
    count_features,
    fill_gap,
    find_names,
    go_on,
    summarise,
    translate,
)

Ask = Callable[..., Any]
SPEAKING = ("max_new_tokens", "do_sample", "temperature")
WRITING = (*SPEAKING, "top_p", "top_k", "repetition_penalty")

CALLS: dict[str, tuple[Ask, tuple[str, ...]]] = {
    "text-classification": (classify_text, ("top_k",)),
    "zero-shot-classification": (compare_with_labels, ("multi_label", "hypothesis_template")),
    "token-classification": (find_names, ("aggregation_strategy",)),
    "question-answering": (answer_question, ("top_k",)),
    "table-question-answering": (ask_table, ()),
    "fill-mask": (fill_gap, ("top_k",)),
    "chat": (chat, ("max_new_tokens", "do_sample", "temperature", "top_p", "stop")),
    "text-generation": (go_on, (*WRITING, "stop", "seed", "return_full_text")),
    "text2text-generation": (go_on, WRITING),
    "summarization": (summarise, ()),
    "translation": (translate, ("src_lang", "tgt_lang")),
    "sentence-similarity": (compare_sentences, ("top_k",)),
    "feature-extraction": (count_features, ()),
    "automatic-speech-recognition": (hear, ()),
    "text-to-speech": (speak, ()),
    "audio-classification": (name_sound, ("top_k",)),
    "image-classification": (name_picture, ("top_k",)),
    "object-detection": (find_things, ("threshold",)),
    "image-segmentation": (cut_parts, ()),
    "image-to-image": (enlarge, ()),
    "image-to-text": (describe_picture, ()),
    "visual-question-answering": (ask_picture, ("top_k",)),
    "document-question-answering": (ask_document, ("page", "top_k")),
    "image-text-to-text": (talk, SPEAKING),
    "any-to-any": (talk, SPEAKING),
    "zero-shot-image-classification": (match_picture, ("hypothesis_template",)),
}
"""Of each task that the API has: how it is asked, and the settings that go along; the others must be as they are."""
