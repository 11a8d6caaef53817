"""Extractive question answering, which Transformers 5 removed: where in a text an answer stands.

Called as in Transformers 4 and answering in its form. The model (BERT and its kin, Devlin et al. 2018,
arXiv:1810.04805, section 4.2) scores every token as a start and as an end; a span's probability is the
product of the two. Long texts go through in overlapping windows.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np
import torch
from transformers.pipelines.base import ChunkPipeline

from models.errors import BadInput

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

    def __call__(self, *inputs: Any, question: Any = None, context: Any = None, data: Any = None, **kwargs: Any) -> Any:
        """Answer a question, or several.

        Args:
            *inputs: a question and a context; or {"question", "context"}, a list or a generator of these.
            question: a text, or a list of texts.
            context: the text that holds the answer; for several questions one for all, or a list.
            data: the inputs under their older name; X is another.
            **kwargs: top_k (1), doc_stride (the windows' overlap in tokens), max_seq_len (their length, with
                the question), max_answer_len (15 tokens), handle_impossible_answer (False: there always is an
                answer), align_to_words (True: no answer begins within a word). What changed nothing in
                Transformers 4 either, with today's tokenizers, is accepted: padding, max_question_len.

        Returns:
            For each question {"score": 0 to 1, "start", "end": characters of the context, "answer"}, or a list of
            these, best first, where more than one was found. Nothing found: {"start": 0, "end": 0, "answer": ""}.
            A list of one question is answered as that question by itself.

        Raises:
            BadInput: the question leaves no room for the context.
        """
        older = kwargs.pop("X", data)
        if len(inputs) == 1:
            asked = inputs[0]
        elif inputs and isinstance(inputs[0], str):
            asked = pairs(*inputs)
        elif inputs:
            asked = list(inputs)
        else:
            asked = pairs(question, context) if older is None else older
        return super().__call__(asked[0] if isinstance(asked, list) and len(asked) == 1 else asked, **kwargs)

    def _sanitize_parameters(
        self, topk: int | None = None, padding: Any = None, max_question_len: int | None = None, **kwargs: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        if topk is not None:
            kwargs = {"top_k": topk, **kwargs}
        before = {name: kwargs.pop(name) for name in PREPROCESSING if kwargs.get(name) is not None}
        after = {name: kwargs.pop(name) for name in POSTPROCESSING if kwargs.get(name) is not None}
        unknown = {name for name, value in kwargs.items() if value is not None}
        if unknown:
            raise TypeError(f"question answering has no parameter {sorted(unknown)}")
        for name in ("top_k", "max_answer_len"):
            if after.get(name, 1) < 1:
                raise ValueError(f"{name} must be at least 1")
        return before, {}, after

    def preprocess(
        self,
        inputs: Mapping[str, str],
        doc_stride: int | None = None,
        max_seq_len: int | None = None,
        align_to_words: bool = True,
    ) -> Iterator[dict[str, Any]]:
        """Yield one window after the other.

        Each holds the model's inputs, int64 (1, n), with `places`: for each of the n tokens the characters of the
        context it stands for, or None outside of it.
        """
        question, context = inputs["question"], inputs["context"]
        length = min(max_seq_len or WINDOW, self.tokenizer.model_max_length)
        room = length - len(self.tokenizer(question)["input_ids"]) - 2  # RoBERTa puts two tokens between the texts
        if room < 2 * LEAST_ROOM:
            raise BadInput("The question is too long for this model. Ask it in fewer words.")
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
            blank = window["input_ids"][0].numpy() == self.tokenizer.cls_token_id
            inside = np.array([place is not None for place in window["places"]])
            start = probabilities(window["start"], blank | inside)
            end = probabilities(window["end"], blank | inside)
            impossible = min(impossible, float(start[blank].sum() * end[blank].sum()))
            spans = best_spans(start * inside, end * inside, 2 * top_k + 10, max_answer_len)
            keep_better(found, answers_of(window, spans))
        answers = list(found.values())
        if handle_impossible_answer:
            answers.append({"score": impossible, "start": 0, "end": 0, "answer": ""})
        best = sorted(answers, key=lambda answer: -answer["score"])[:top_k]
        return best[0] if len(best) == 1 else best


PREPROCESSING = ("doc_stride", "max_seq_len", "align_to_words")
POSTPROCESSING = ("top_k", "max_answer_len", "handle_impossible_answer")


def pairs(question: Any, context: Any) -> Any:
    """Return one {"question", "context"}, or a list of them where several questions are asked."""
    if isinstance(question, str):
        return {"question": question, "context": context}
    contexts = [context] * len(question) if isinstance(context, str) else context
    return [{"question": one, "context": text} for one, text in zip(question, contexts, strict=True)]


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


def answers_of(window: dict[str, Any], spans: list[tuple[int, int, float]]) -> dict[str, Answer]:
    """Return a window's answers by their text; spans that read the same are one answer with their scores' sum."""
    answers: dict[str, Answer] = {}
    for first, last, score in spans:
        start, end = window["places"][first][0], window["places"][last][1]
        text = window["context"][start:end]
        answer = answers.setdefault(text.lower(), {"score": 0.0, "start": start, "end": end, "answer": text})
        answer["score"] += score
    return answers


def keep_better(found: dict[str, Answer], more: dict[str, Answer]) -> None:
    """Put more answers to those found; of the same text in two windows the likelier one stays."""
    for text, answer in more.items():
        if text not in found or found[text]["score"] < answer["score"]:
            found[text] = answer
