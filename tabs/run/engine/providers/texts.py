"""Text, asked of the Inference API: each function is `ask(client, job, settings, **inputs) -> raw`."""

from typing import Any

import numpy as np

from models.errors import BadInput
from tabs.run.engine.providers.wire import Settings, as_dict
from tabs.run.generation import ONLY_WHEN_SAMPLING, read_stops
from tabs.run.job import Job
from tabs.text.fill_mask import GAP

MOST_COMPARED = 60
"""Sentences that are compared with each other: each is a call of its own."""


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
    rows = []
    for one in text:
        job.check()
        rows.append(np.asarray(client.feature_extraction(one), np.float32))
    return np.stack([one.reshape(-1, one.shape[-1]).mean(axis=0) for one in rows])


def go_on(client: Any, job: Job, settings: Settings, *, text: str) -> Any:
    """[{"generated_text"}], the new text alone, or after the beginning."""
    options = {name: settings[name] for name in ("max_new_tokens", "repetition_penalty")}
    if settings["do_sample"]:
        options |= {"do_sample": True, **{name: settings[name] or None for name in ONLY_WHEN_SAMPLING}}
        options["seed"] = settings.get("seed") or None
    stops = read_stops(settings.get("stop", ""))
    written = str(client.text_generation(text, stop=stops or None, **options))
    begins = settings.get("return_full_text") and not written.startswith(text)
    return [{"generated_text": text + written if begins else written}]


def compare_sentences(client: Any, job: Job, settings: Settings, *, text: list[str], question: str) -> Any:
    """{"similarity": float32 (n, n)} and "hits" [{"corpus_id", "score"}] or "pairs" [{"first", "second", "score"}]."""
    if len(text) > MOST_COMPARED:
        raise BadInput("engine.too_many_sentences", count=len(text), most=MOST_COMPARED)
    similarity = np.eye(len(text), dtype=np.float32)
    for first in range(len(text) - 1):
        job.check()
        scores = client.sentence_similarity(text[first], text[first + 1 :])
        similarity[first, first + 1 :] = similarity[first + 1 :, first] = scores
    if question:
        scores = client.sentence_similarity(question, text)
        found = [{"corpus_id": place, "score": float(score)} for place, score in enumerate(scores)]
        return {"similarity": similarity, "hits": rank(found, settings["top_k"])}
    places = zip(*np.triu_indices(len(text), 1), strict=True)
    pairs = [{"first": int(one), "second": int(two), "score": float(similarity[one, two])} for one, two in places]
    return {"similarity": similarity, "pairs": rank(pairs, settings["top_k"])}


def rank(found: list[dict[str, Any]], most: int) -> list[dict[str, Any]]:
    """Return the best by their scores."""
    return sorted(found, key=lambda one: -one["score"])[:most]
