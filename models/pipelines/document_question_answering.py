"""Questions about documents, by Donut or by LayoutLM; gaps of Transformers' own pipeline are closed."""

from collections.abc import Sequence
from hashlib import sha256
from typing import Any

from transformers.pipelines.document_question_answering import (
    DocumentQuestionAnsweringPipeline as TransformersPipeline,
)
from transformers.pipelines.document_question_answering import ModelType

from models.bounded import Failed, OutOfBounds, call_bounded
from models.errors import BadInput
from models.length import token_limit
from models.parts.page_cells import best_cells, cells_of, joined
from models.parts.page_labels import is_english, is_on_page, look_up_label, names_asked
from models.parts.page_words import Box, Words, in_reading_order, is_inside, turn_page

SHORTEST_ANSWER = 8
READING: dict[str, Any] = {"address_bytes": 3_000_000_000, "cpu_s": 120.0, "wall_s": 300.0}
"""A full page takes two seconds of one core and half a gigabyte."""

MOST_PIXELS = 9_000_000
"""A larger page is made smaller before it is read."""

KEPT_PAGES = 32
LATELY_READ: dict[str, tuple[float, Words]] = {}
"""What was read on the last pages, by their pixels: people ask more than one question about a page."""

ROW_BY_ROW = "rows"
"""What a model's config names as its `reading_order` if it does not know where words stand."""

NOT_ENGLISH = "document_question_answering.built_in_model_understands_questions_in"
MORE_ANSWERS = 20
"""Of which those are taken that lie within one cell of a table."""


class DocumentQuestionAnsweringPipeline(TransformersPipeline):  # type: ignore[misc]
    """Called like Transformers' document-question-answering pipeline, with a PIL image.

    Donut (Kim et al. 2022) writes its answer: `max_new_tokens`, which the upstream call swallows, bounds it.
    LayoutLM (Xu et al. 2020) marks it among the words that a reader finds: each answer has the "boxes" of
    its words besides "score", "answer", "start" and "end". A page that lies on its side, on its head or askew is
    turned first; each answer then has the "turn", in degrees to the left.
    """

    auto_classes = ("AutoModelForDocumentQuestionAnswering", "AutoModelForImageTextToText")
    model_kinds = ("layoutlm", "layoutlmv2", "layoutlmv3", "vision-encoder-decoder")

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        if hasattr(self.image_processor, "apply_ocr"):  # LayoutLMv2 and v3 would read the page once more
            self.image_processor.apply_ocr = False

    @property
    def writes(self) -> bool:
        """Whether the model writes its answer instead of marking it."""
        return bool(self.model_type == ModelType.VisionEncoderDecoder)

    def __call__(
        self,
        image: Any,
        question: str,
        max_new_tokens: int = 64,
        top_k: int = 1,
        word_boxes: Sequence[tuple[str, Box]] | None = None,
        found: Sequence[tuple[str, Box]] = (),
        unread: Sequence[Box] = (),
    ) -> list[dict[str, Any]]:
        """Answer a question about a page.

        Args:
            image: the page, a PIL image.
            question: one question.
            max_new_tokens: the longest answer, for models that write.
            top_k: how many answers, for models that mark.
            word_boxes: the words on the page in reading order, each with its box, instead of those that would be
                read, for models that mark.
            found: words that the page's file holds as text, in any order; the page need not be read then.
            unread: beside these, boxes of pictures on the page that may hold more words.

        Returns:
            [{"answer"}] of a model that writes, the answer None where it found none;
            [{"score", "answer", "start", "end", "boxes"}, ...] of one that marks, the best first.

        Raises:
            BadInput: the question is too long, there are no words on the page, or a model that writes is given words.
        """
        if self.writes:
            if word_boxes:
                raise BadInput("document_question_answering.model_reads_picture_itself_takes_no")
            turn = 0.0 if found else read_page(image)[0]
            return with_turn(self.write(turn_page(image, turn), question, max_new_tokens), turn)
        if word_boxes:
            return self.mark(image, question, top_k, list(word_boxes))
        turn, words = words_on(image, list(found), unread)
        if self.goes_by_rows:
            words = in_reading_order(words)
        return with_turn(self.mark(turn_page(image, turn), question, top_k, words), turn)

    @property
    def goes_by_rows(self) -> bool:
        """Whether the model does not know where words stand."""
        return getattr(self.model.config, "reading_order", "") == ROW_BY_ROW

    def write(self, image: Any, question: str, max_new_tokens: int) -> list[dict[str, Any]]:
        """Let Donut write the answer within the positions its decoder has."""
        taken = len(self.tokenizer(f"<s_docvqa><s_question>{question}</s_question><s_answer>").input_ids)
        room = self.model.config.decoder.max_position_embeddings - taken
        if room < SHORTEST_ANSWER:
            raise BadInput("document_question_answering.question_too_long_for_model")
        answers = super().__call__(image=image, question=question, max_new_tokens=min(max_new_tokens, room))
        return list(answers)

    def mark(self, image: Any, question: str, top_k: int, words: Words) -> list[dict[str, Any]]:
        """Let LayoutLM mark the answer among the page's words, window by window where they are many."""
        limit = token_limit(self) or 512
        if len(self.tokenizer(question).input_ids) > limit // 4:
            raise BadInput("document_question_answering.question_too_long_for_model")
        if not words:
            raise BadInput("document_question_answering.no_words_could_be_read_on")
        wanted = max(top_k, MORE_ANSWERS) if self.goes_by_rows else top_k
        answers = super().__call__(
            image=image, question=question, word_boxes=words, top_k=wanted, max_seq_len=limit, doc_stride=limit // 4
        )
        if self.goes_by_rows:
            answers = answer_by_labels(question, words, answers)[:top_k]
        return [
            {
                **one,
                "answer": one["answer"].rstrip(",;:"),
                "boxes": [box for _, box in words[one["start"] : one["end"] + 1]],
            }
            for one in answers
        ]

    def _sanitize_parameters(
        self, max_new_tokens: int | None = None, **kwargs: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        preprocess, forward, postprocess = super()._sanitize_parameters(**kwargs)
        return preprocess, forward | ({"max_new_tokens": max_new_tokens} if max_new_tokens else {}), postprocess


def answer_by_labels(question: str, words: Words, answers: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the answers of a model that knows the order of words alone: what labels and cells say comes first.

    They are "in_doubt" where the page has none of the words of the question.

    Raises:
        BadInput: the question is not English, and names no label of the page.
    """
    cells = list(cells_of(words))
    label = look_up_label(names_asked(question), words, cells)
    if label is None and not is_english(question):
        raise BadInput(NOT_ENGLISH)
    best = best_cells(question, words, cells, answers)
    if label is None or not best:
        doubt = {} if is_on_page(question, words) else {"in_doubt": True}
        return [{**one, **doubt} for one in best]
    start, end = label
    near = [one for one in best if start <= one["start"] and one["end"] <= end]
    if near and near[0] is best[0]:
        return best
    return [{**(near or best)[0], "start": start, "end": end, "answer": joined(words, start, end)}, *best]


def with_turn(answers: list[dict[str, Any]], turn: float) -> list[dict[str, Any]]:
    """Return the answers with the turn of their page, if it was turned."""
    return [{**one, "turn": turn} for one in answers] if turn else answers


def words_on(image: Any, found: Words, unread: Sequence[Box]) -> tuple[float, Words]:
    """Return by how many degrees to the left a page must be turned, and its words, each with its box.

    Args:
        image: the page, a PIL image.
        found: words that are known already; without them the page is read.
        unread: boxes of pictures on the page in which more are read.
    """
    if not found:
        return read_page(image)
    if unread:
        turn, read = read_page(image)
        found = found + ([one for one in read if any(is_inside(one[1], box) for box in unread)] if not turn else [])
    return 0.0, found


def read_page(image: Any) -> tuple[float, Words]:
    """Return by how many degrees to the left a page must be turned, and the words that are read on it then.

    Raises:
        BadInput: it took too long.
    """
    page = image.convert("RGB")
    scale = min(1.0, (MOST_PIXELS / (page.width * page.height)) ** 0.5)
    if scale < 1:
        page = page.resize((max(1, int(page.width * scale)), max(1, int(page.height * scale))))
    digest = sha256(page.tobytes()).hexdigest() + f" {page.width}"
    if known := LATELY_READ.get(digest):
        return known
    try:
        read = call_bounded("models.decode.page.read_page", page.width, page.height, page.tobytes(), **READING)
    except (Failed, OutOfBounds) as error:
        raise BadInput("document_question_answering.words_on_page_could_not_be") from error
    told = float(read["turn"]), [(word, box) for word, box in read["words"]]
    LATELY_READ[digest] = told
    for oldest in list(LATELY_READ)[:-KEPT_PAGES]:
        LATELY_READ.pop(oldest, None)
    return told
