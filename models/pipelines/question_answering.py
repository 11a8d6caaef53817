"""Extractive question answering, which Transformers 5 removed: where in a text an answer stands.

Called as in Transformers 4 and answering in its form. The model (BERT and its kin, Devlin et al. 2018,
arXiv:1810.04805, section 4.2) scores every token as a start and as an end; a span's probability is the
product of the two. Long texts go through in overlapping windows.
"""

import warnings
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import GeneratorType
from typing import Any

import numpy as np
import torch
from transformers.pipelines.base import ChunkPipeline

from models.errors import BadInput, MissingPart

WINDOW, OVERLAP = 384, 128
"""Tokens, the defaults of Transformers 4 and of the original SQuAD scripts."""

LEAST_ROOM = 16
"""Tokens by which each window goes beyond the one before."""

Answer = dict[str, Any]


class QuestionAnsweringPipeline(ChunkPipeline):  # type: ignore[misc]
    """Finds the answers to a question in a text.

    The answers equal those of Transformers 4.57, with one exception: where windows overlap, the same answer is
    seen twice, and its score is the better of the two; there they were added up, sometimes to more than 1.
    """

    auto_classes = ("AutoModelForQuestionAnswering",)
    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = False
    _load_tokenizer = True

    def __call__(self, *inputs: Any, **kwargs: Any) -> Any:
        """Answer a question, or several.

        Args:
            *inputs: a question and a context; or {"question", "context"}, a list or a generator of these, or what
                `create_sample` returns.
            **kwargs: question, a text, or a list of texts; context, the text that holds the answer, for several
                questions one for all, or a list; or all of it as data or X, their older names. Then
                top_k (1), doc_stride (the windows' overlap in tokens), max_seq_len (their length, with
                the question), max_answer_len (15 tokens), handle_impossible_answer (False: there always is an
                answer), align_to_words (True: no answer begins within a word). What changed nothing in
                Transformers 4 either, with today's tokenizers, is accepted: padding, max_question_len.

        Returns:
            For each question {"score": 0 to 1, "start", "end": characters of the context, "answer"}, or a list of
            these, best first, where more than one was found. Nothing found: {"start": 0, "end": 0, "answer": ""}.
            A list of one question is answered as that question by itself.

        Raises:
            BadInput: a question or a context is missing, empty or no text, or the question leaves no room for it.
        """
        asked = questions_in(inputs, kwargs)
        rest = {name: value for name, value in kwargs.items() if name not in ASKED_AS}
        return super().__call__(asked[0] if isinstance(asked, list) and len(asked) == 1 else asked, **rest)

    @staticmethod
    def create_sample(question: Any, context: Any) -> Any:
        """Return a question with its context, or a list of them for lists, to be answered later."""
        if isinstance(question, list):
            return [Question(*both) for both in zip(question, context, strict=False)]
        return Question(question, context)

    def _sanitize_parameters(
        self, topk: int | None = None, padding: Any = None, max_question_len: int | None = None, **kwargs: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        given = {"top_k": topk} | {name: value for name, value in kwargs.items() if value is not None}
        before = {name: given[name] for name in PREPROCESSING if name in given}
        after = {name: given[name] for name in POSTPROCESSING if given.get(name) is not None}
        for name in sorted(given.keys() - {*PREPROCESSING, *POSTPROCESSING}):
            warnings.warn(f"Question answering has no parameter {name}: it changes nothing.", stacklevel=3)
        for name in ("top_k", "max_answer_len"):
            if after.get(name, 1) < 1:
                raise BadInput("question_answering.name_must_be_at_least_1", name=name)
        return before, {}, after

    def preprocess(
        self,
        inputs: Any,
        doc_stride: int | None = None,
        max_seq_len: int | None = None,
        align_to_words: bool = True,
    ) -> Iterator[dict[str, Any]]:
        """Yield one window after the other.

        Each holds the model's inputs, int64 (1, n), with `places`: for each of the n tokens the characters of the
        context it stands for, or None outside of it.
        """
        question, context = asked_in(inputs)
        length = min(max_seq_len or WINDOW, self.tokenizer.model_max_length)
        if doc_stride and doc_stride > length:
            raise BadInput("question_answering.doc_stride_larger_than_window_length", length=length)
        room = length - len(self.tokenizer(question)["input_ids"]) - 2  # RoBERTa puts two tokens between the texts
        if room < 2 * LEAST_ROOM:
            raise BadInput("question_answering.question_too_long_for_model")
        question_first = self.tokenizer.padding_side == "right"
        encoded = self.tokenizer(
            *((question, context) if question_first else (context, question)),
            truncation="only_second" if question_first else "only_first",
            max_length=length,
            stride=min(doc_stride or min(length // 2, OVERLAP), room - LEAST_ROOM),
            return_overflowing_tokens=True,
        )
        windows = len(encoded["input_ids"])
        for window in range(windows):
            yield {
                "is_last": window == windows - 1,
                "context": context,
                "places": places(encoded[window], int(question_first), align_to_words),
                **{
                    name: torch.tensor([encoded[name][window]])
                    for name in self.tokenizer.model_input_names
                    if name in encoded
                },
            }

    def _forward(self, inputs: dict[str, Any]) -> dict[str, Any]:
        outputs = self.model(**{name: inputs[name] for name in self.tokenizer.model_input_names if name in inputs})
        return {**inputs, "start": outputs["start_logits"], "end": outputs["end_logits"]}

    def postprocess(
        self,
        model_outputs: list[dict[str, Any]],
        top_k: int = 1,
        max_answer_len: int = 15,
        handle_impossible_answer: bool = False,
    ) -> Answer | list[Answer]:
        """Return the best answers of all windows; a single one by itself, as Transformers 4 did."""
        found: dict[str, Answer] = {}
        impossible = 1.0
        for window in model_outputs:
            ids = window["input_ids"][0].numpy()
            blank = ids == self.tokenizer.cls_token_id
            padding: list[Any] = [None] * (len(ids) - len(window["places"]))  # windows of a batch are equally long
            here = window["places"] + padding if self.tokenizer.padding_side == "right" else padding + window["places"]
            inside = np.array([place is not None for place in here])
            start = probabilities(window["start"], blank | inside)
            end = probabilities(window["end"], blank | inside)
            impossible = min(impossible, float(start[blank].sum() * end[blank].sum()))
            spans = best_spans(start * inside, end * inside, 2 * top_k + 10, max_answer_len)
            keep_better(found, answers_of(window["context"], here, spans))
        answers = list(found.values())
        if handle_impossible_answer:
            answers.append({"score": impossible, "start": 0, "end": 0, "answer": ""})
        best = sorted(answers, key=lambda answer: -answer["score"])[:top_k]
        return best[0] if len(best) == 1 else best


PREPROCESSING = ("doc_stride", "max_seq_len", "align_to_words")
POSTPROCESSING = ("top_k", "max_answer_len", "handle_impossible_answer")


ASKED_AS = ("X", "data", "question", "context")
"""Keywords that hold the questions, the older ones first."""


@dataclass(frozen=True)
class Question:
    """A question and the text that holds its answer, named as in Transformers' SquadExample, which will do too."""

    question_text: str
    context_text: str


def questions_in(inputs: tuple[Any, ...], named: dict[str, Any]) -> Any:
    """Return the questions of a call: a list of `Question`, or the generator or data set as it is.

    Raises:
        BadInput: a question or a context is missing, empty, no text, or there are more of one than of the other.
    """
    if len(inputs) == 2 and all(isinstance(one, str) for one in inputs):
        asked: Any = {"question": inputs[0], "context": inputs[1]}
    elif inputs:
        asked = inputs[0] if len(inputs) == 1 else inputs
    else:
        older = [named[name] for name in ASKED_AS[:2] if name in named]
        asked = older[0] if older else pairs(named.get("question"), named.get("context"))
    if isinstance(asked, GeneratorType | torch.utils.data.Dataset):
        return asked
    several = isinstance(asked, Iterable) and not isinstance(asked, Mapping)
    return [Question(*asked_in(one)) for one in (asked if several else [asked])]


HOW_TO_ASK = "question_answering.ask_with_question_context_text_holds"


def asked_in(one: Any) -> tuple[str, str]:
    """Return the question and the context of one input."""
    if hasattr(one, "question_text"):
        both = {"question": one.question_text, "context": one.context_text}
    elif isinstance(one, Mapping):
        both = dict(one)
    else:
        raise BadInput(HOW_TO_ASK)
    if both.keys() - {"question", "context"}:
        raise BadInput("question_answering.question_has_parts_question_context_alone", how_to_ask=HOW_TO_ASK)
    for part in ("question", "context"):
        if part not in both:
            raise MissingPart("question_answering.the_part_is_missing", part=part, how_to_ask=HOW_TO_ASK)
        if not isinstance(both[part], str) or not both[part]:
            raise BadInput("question_answering.part_empty_or_no_text", part=part, how_to_ask=HOW_TO_ASK)
    return both["question"], both["context"]


def pairs(question: Any, context: Any) -> list[dict[str, Any]]:
    """Return {"question", "context"} for each question."""
    questions = question if isinstance(question, list) else [question]
    if isinstance(context, list) and (questions is not question or len(context) != len(questions)):
        raise BadInput("question_answering.there_are_not_as_many_questions")
    contexts = context if isinstance(context, list) else [context] * len(questions)
    return [{"question": one, "context": text} for one, text in zip(questions, contexts, strict=True)]


def places(encoding: Any, sequence: int, align_to_words: bool) -> list[tuple[int, int] | None]:
    """Return for each token its (start, end) in the context, widened to whole words; None outside the context."""
    found: list[tuple[int, int] | None] = []
    for index, (offsets, belongs_to) in enumerate(zip(encoding.offsets, encoding.sequence_ids, strict=True)):
        word = encoding.token_to_word(index) if align_to_words and belongs_to == sequence else None
        whole = encoding.word_to_chars(word, sequence) if word is not None else None
        found.append((whole or offsets) if belongs_to == sequence else None)
    return found


def probabilities(logits: torch.Tensor, possible: np.ndarray) -> np.ndarray:
    """Return the softmax of float (1, n) over the possible positions, bool (n,): float64 (n,)."""
    scores = np.where(possible, logits[0].float().numpy().astype(np.float64), -np.inf)
    powers = np.exp(scores - scores.max())
    return np.asarray(powers / powers.sum())


def best_spans(start: np.ndarray, end: np.ndarray, count: int, longest: int) -> list[tuple[int, int, float]]:
    """Return (first token, last token, probability) of the likeliest spans of at most `longest` tokens, best first."""
    scores = np.tril(np.triu(np.outer(start, end)), longest - 1)
    order = np.argsort(-scores, axis=None, kind="stable")[:count]
    firsts, lasts = np.unravel_index(order, scores.shape)
    spans = zip(firsts.tolist(), lasts.tolist(), scores[firsts, lasts].tolist(), strict=True)
    return [span for span in spans if span[2] > 0]


def answers_of(context: str, here: list[Any], spans: list[tuple[int, int, float]]) -> dict[str, Answer]:
    """Return a window's answers by their text; spans that read the same are one answer with their scores' sum."""
    answers: dict[str, Answer] = {}
    for first, last, score in spans:
        start, end = here[first][0], here[last][1]
        text = context[start:end]
        answer = answers.setdefault(text.lower(), {"score": 0.0, "start": start, "end": end, "answer": text})
        answer["score"] += score
    return answers


def keep_better(found: dict[str, Answer], more: dict[str, Answer]) -> None:
    """Put more answers to those found; of the same text in two windows the likelier one stays."""
    for text, answer in more.items():
        if text not in found or found[text]["score"] < answer["score"]:
            found[text] = answer
