"""Sentence similarity and semantic search."""

from typing import Any

from tabs.kinds import DRAWING, LINES, TEXT
from tabs.render.similarity import draw_heat_map, draw_ranking
from tabs.run.job import Job
from tabs.run.spelling import spell
from tabs.task import Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

SENTENCES = """The cat sits outside
A man is playing guitar
The new movie is awesome
The dog plays in the garden
A woman watches TV
The new movie is so great"""

HELP = """How do I change my password?
My parcel has not arrived
The app crashes when I open a photo
I would like my money back
Can I pay by bank transfer?"""

CODE = """\
from sentence_transformers import SentenceTransformer, util

model = SentenceTransformer({model}{revision})
sentences = {text}
embeddings = model.encode(sentences)
print(model.similarity(embeddings, embeddings))

query = {question}
if query:
    print(util.semantic_search(model.encode(query), embeddings, top_k={top_k}))
else:
    print(util.paraphrase_mining_embeddings(embeddings)[:{top_k}])
"""


def call(pipe: Any, job: Job, *, text: list[str], question: str, top_k: int) -> dict[str, Any]:
    """Return {"similarity": float (n, n)} and, best first, "hits" of what is searched for, or else "pairs".

    A hit is {"corpus_id", "score"}, a pair {"first", "second", "score"}; lines count from 0.
    """
    return call_many(pipe, [job], [{"text": text, "question": question}], top_k=top_k)[0]


def call_many(pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, top_k: int) -> list[dict[str, Any]]:
    """Return the answer to each caller; all sentences and questions are encoded together."""
    texts = [
        spell(pipe, job, line)
        for job, item in zip(jobs, items, strict=True)
        for line in (*item["text"], *filter(None, [item["question"]]))
    ]
    embeddings = pipe.encode(texts, normalize_embeddings=True, show_progress_bar=False)
    answers, start = [], 0
    for item in items:
        end = start + len(item["text"])
        query = embeddings[end] if item["question"] else None
        answers.append(compare(pipe, embeddings[start:end], query, top_k))
        start = end + (query is not None)
    return answers


def compare(pipe: Any, embeddings: Any, query: Any, top_k: int) -> dict[str, Any]:
    """Return the similarity of vectors (n, d), and which come closest to the query, or to each other."""
    from sentence_transformers import util

    raw = {"similarity": pipe.similarity(embeddings, embeddings).numpy()}
    if query is not None:
        raw["hits"] = util.semantic_search(query, embeddings, top_k=top_k)[0]
    else:
        best = util.paraphrase_mining_embeddings(embeddings)[:top_k]
        raw["pairs"] = [{"first": i, "second": j, "score": score} for score, i, j in best]
    return raw


def render(raw: dict[str, Any], *, text: list[str], question: str) -> tuple[str, str]:
    """Return the ranking of what was searched for, or else the best pairs, and the heat map."""
    if question:
        ranked = [(float(hit["score"]), text[hit["corpus_id"]]) for hit in raw["hits"]]
    else:
        ranked = [(pair["score"], f"{text[pair['first']]} ↔ {text[pair['second']]}") for pair in raw["pairs"]]
    return draw_ranking(ranked), draw_heat_map(text, raw["similarity"])


TASK = Task(
    id="sentence-similarity",
    title=say("sentence_similarity.compare_and_search_sentences"),
    summary=say("sentence_similarity.see_which_sentences_mean_same_or"),
    models=(
        ModelChoice(
            "sentence-transformers/all-MiniLM-L6-v2", 91_000_000, "Apache-2.0", say("common.small_quick_english")
        ),
        ModelChoice("BAAI/bge-small-en-v1.5", 133_000_000, "MIT", say("common.better_at_search_english")),
    ),
    starter="all-MiniLM-L6-v2",
    inputs=(
        Input("text", say("sentence_similarity.sentences_one_a_line"), LINES, lines=7),
        Input(
            "question",
            say("sentence_similarity.search_for_optional"),
            TEXT,
            placeholder=say("sentence_similarity.what_do_you_want_to_find"),
            lines=1,
            required=False,
        ),
    ),
    outputs=(
        Output("ranking", say("sentence_similarity.best_matches"), DRAWING),
        Output("similarity", say("sentence_similarity.similarity"), DRAWING),
    ),
    parameters=(
        Parameter(
            "top_k", say("sentence_similarity.matches_to_show"), 5, say("common.how_many_best_are_listed"), 1, 50, 1
        ),
    ),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    packages=("sentence-transformers",),
    examples=((SENTENCES, ""), (HELP, "I forgot my login")),
    example_titles=(
        say("common.baking_football_and_space"),
        say("sentence_similarity.a_help_page"),
    ),
)
