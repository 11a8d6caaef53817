"""Trains MiniLM to point at the words of a text that answer a question; documents are read with the same weights."""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, overload

import torch
from torch.nn.functional import cross_entropy
from transformers import BertForQuestionAnswering

from assets.recipes.length_batches import of_like_length, pad
from assets.recipes.lora import adapt, base_config, load_packaged_tokenizer, run_layers, save_delta
from assets.recipes.questions.case import Case
from assets.recipes.questions.clozes import make_cloze
from assets.recipes.questions.glosses import make_gloss_case
from assets.recipes.questions.papers import make_paper
from assets.recipes.questions.passages import make_passage
from assets.recipes.questions.unanswered import leave_unanswered
from assets.recipes.rated_sentences import read_rated_sentences
from assets.recipes.upper_layers import Batch, fit

SEED = 11
FROZEN_LAYERS = 2
RANK = 32
BATCH_TOKENS = 900
PEAK_RATE = 2e-3
LONGEST = 160
"""Tokens of question and text together; longer cases are left out."""

LENGTHENED = 0.12
"""The share of texts that stand between texts about something else."""

UNANSWERED = 0.22
"""The share of questions whose text is meant not to answer them, as a third of SQuAD 2's; of some no such is found."""

SHARES = (0.52, 0.22, 0.16, 0.10)
"""Of passages, papers, definitions and clozes."""

NO_ANSWER = (0, 0)
"""Where a question without an answer points: the first token, as in SQuAD 2 (Rajpurkar et al. 2018)."""

FILLER_WORDS = 16
EDITORIALS = "nytEditorialSnippets"


@dataclass(frozen=True, slots=True)
class Sizes:
    """How much is made and learned; a test takes less."""

    cases: int = 6_150


def train(folder: Path, sizes: Sizes | None = None) -> None:
    """Write the adapter and its card (takes about ten minutes on one core)."""
    sizes = sizes or Sizes()
    torch.manual_seed(SEED)
    config = base_config(BertForQuestionAnswering.__name__)
    model = adapt(BertForQuestionAnswering, config, layers=range(FROZEN_LAYERS, 6), heads=["qa_outputs"], rank=RANK)
    bert_model = model.get_base_model()
    upper = bert_model.bert.encoder.layer[FROZEN_LAYERS:]
    batches = BatchesOnDemand(bert_model.bert, encode(cases(random.Random(SEED), sizes.cases)), random.Random(SEED))

    def loss_of(batch: Batch) -> torch.Tensor:
        logits = bert_model.qa_outputs(run_layers(upper, batch.hidden, batch.mask))
        masked = logits.masked_fill(batch.mask[..., None] == 0, float("-inf"))
        return (
            cross_entropy(masked[..., 0], batch.target[:, 0]) + cross_entropy(masked[..., 1], batch.target[:, 1])
        ) / 2

    fit(model, batches, loss_of, passes=1, peak_rate=PEAK_RATE)
    save_delta(model, folder)
    (folder / "README.md").write_text(CARD, encoding="utf-8")


def cases(rng: random.Random, count: int) -> Iterator[Case]:
    """Yield questions of all kinds."""
    editorials = editorial_texts()
    fillers = [one for text in editorials for one in text if 4 < len(one.split()) <= FILLER_WORDS]
    makers: tuple[Callable[[], Case], ...] = (
        lambda: make_passage(rng, fillers),
        lambda: make_paper(rng),
        lambda: make_gloss_case(rng),
        lambda: make_cloze(rng, editorials),
    )
    for _ in range(count):
        case = rng.choices(makers, SHARES)[0]()
        if rng.random() < LENGTHENED:
            case = lengthen(case, *(rng.choice((make_passage(rng, fillers), make_gloss_case(rng))) for _ in range(2)))
        if rng.random() < UNANSWERED:
            case = leave_unanswered(rng, case, rng.choices(makers, SHARES)[0]()) or case
        yield case


def editorial_texts() -> list[list[str]]:
    """Return the editorials that are not held out, as lists of sentences."""
    sentences = [one for one in read_rated_sentences() if one.source == EDITORIALS and not one.held_out]
    return [[one.text.replace("''", '"') for one in group] for _, group in groupby(sentences, lambda one: one.group)]


def lengthen(case: Case, before: Case, after: Case) -> Case:
    """Return the case with its text between two others."""
    moved = len(before.text) + 1
    return Case(case.question, f"{before.text} {case.text} {after.text}", case.start + moved, case.end + moved)


Encoded = tuple[list[int], int, int, int]
"""Token ids, how many of them belong to the question, and the answer's first and last token."""


def encode(found: Iterator[Case]) -> list[Encoded]:
    """Return the cases as tokens."""
    tokenizer = load_packaged_tokenizer()
    rows = []
    for case in found:
        encoding = tokenizer(case.question, case.text)
        places = (case.start, case.end - 1) if case.end else ()
        first, last = [encoding.char_to_token(place, sequence_index=1) for place in places] or NO_ANSWER
        if len(encoding["input_ids"]) <= LONGEST:
            rows.append((encoding["input_ids"], encoding["token_type_ids"].index(1), first, last))
    return rows


class BatchesOnDemand(Sequence[Batch]):
    """Batches of cases of about the same length; the layers that are not trained run when one is asked for."""

    def __init__(self, bert: Any, rows: list[Encoded], rng: random.Random) -> None:
        self.bert = bert
        order = sorted(rows, key=lambda row: len(row[0]) + rng.random(), reverse=True)
        self.groups = list(of_like_length(order, lambda row: len(row[0]), BATCH_TOKENS))

    def __len__(self) -> int:
        return len(self.groups)

    @overload
    def __getitem__(self, index: int) -> Batch: ...
    @overload
    def __getitem__(self, index: slice) -> Sequence[Batch]: ...
    def __getitem__(self, index: int | slice) -> Batch | Sequence[Batch]:
        """Return one batch; its target is the answer's first and last token, int64 of shape (texts, 2)."""
        if isinstance(index, slice):
            return [self[one] for one in range(*index.indices(len(self)))]
        rows = self.groups[index]
        ids = pad([ids for ids, *_ in rows], 0)
        types = torch.tensor([[int(place >= asked) for place in range(ids.shape[1])] for _, asked, *_ in rows])
        mask = (ids != 0).long()
        with torch.no_grad():
            hidden = self.bert.embeddings(input_ids=ids, token_type_ids=types)
            hidden = run_layers(self.bert.encoder.layer[:FROZEN_LAYERS], hidden, mask)
        return Batch(hidden, mask, torch.tensor([[first, last] for *_, first, last in rows]))


CARD = """---
license: apache-2.0
language: en
pipeline_tag: question-answering
library_name: transformers
base_model: sentence-transformers/all-MiniLM-L6-v2
---

# MiniLM that points at answers

A LoRA adapter (rank 32, four upper layers) and a head for all-MiniLM-L6-v2, which come together into a
BertForQuestionAnswering. `minilm-documents` uses the same weights, in a LayoutLM without places, for the words that
PP-OCR reads from a page.

Trained on about 6,000 generated questions: passages put together from about 400 sentences on people, companies, events,
journeys, animals and the like, with names and places from Faker and others of the same kind beside the answer;
receipts, invoices, forms, tickets and letters; definitions of WordNet 3.0 (Debian's wordnet-base); rough clozes of
newspaper editorials (from the data of vaderSentiment, which come from the package index). No question that people asked
about real texts is among them.

    python -m assets.recipes.train question-answering

Held-out score: not measured yet (`python -m tests.meaning question-answering --write`).

Held-out score: not measured yet (`python -m tests.meaning document-question-answering --write`).

Of every seventh question the text held no answer: then it points at the first token. With a passage about something
else it did so for 51 of 58 questions, with one that is near and does not say it for 15 of 40, wrongly for 2 of 58
(`tests/meaning/unanswered.py`). It cannot put an answer together from several places, reckon, or read other languages
than English. Long answers (why, how) are often cut or wrong.
"""
