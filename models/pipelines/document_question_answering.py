"""Questions about documents, by Donut or by LayoutLM; two gaps of Transformers' own pipeline are closed."""

from collections.abc import Sequence
from typing import Any

from transformers.pipelines.document_question_answering import (
    DocumentQuestionAnsweringPipeline as TransformersPipeline,
)
from transformers.pipelines.document_question_answering import ModelType

from models.errors import BadInput, ModelRefused
from models.length import token_limit

OCR_S = 120
SHORTEST_ANSWER = 8
MISSING = (
    "This model needs Tesseract to find the words on the page. Install it (Debian and Ubuntu: apt install "
    "tesseract-ocr; macOS: brew install tesseract; then pip install pytesseract), or choose Donut, which reads "
    "without it."
)

ROW_BY_ROW = "rows"
"""What a model's config names as its `reading_order` if it does not know where words stand: Tesseract reads what it
takes for columns one after the other, the labels of a form first and then all that was filled in."""

Box = list[int]
"""Left, top, right and bottom, in thousandths of the page."""


class DocumentQuestionAnsweringPipeline(TransformersPipeline):  # type: ignore[misc]
    """Called like Transformers' document-question-answering pipeline, with a PIL image.

    Donut (Kim et al. 2022) writes its answer: `max_new_tokens`, which the upstream call swallows, bounds it.
    LayoutLM (Xu et al. 2020) marks it among the words that Tesseract finds: each answer has the "boxes" of
    its words besides "score", "answer", "start" and "end".
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
        lang: str = "",
    ) -> list[dict[str, Any]]:
        """Answer a question about a page.

        Args:
            image: the page, a PIL image.
            question: one question.
            max_new_tokens: the longest answer, for models that write.
            top_k: how many answers, for models that mark.
            word_boxes: the words on the page in reading order, each with its box, instead of what Tesseract finds,
                for models that mark.
            lang: the page's languages as Tesseract names them, such as "deu" or "eng+deu", for models that mark.

        Returns:
            [{"answer"}] of a model that writes, the answer None where it found none;
            [{"score", "answer", "start", "end", "boxes"}, ...] of one that marks, the best first.

        Raises:
            BadInput: the question is too long, there are no words on the page, Tesseract does not know the
                language, or a model that writes is given words or a language.
            ModelRefused: Tesseract is not installed.
        """
        if not self.writes:
            return self.mark(image, question, top_k, list(word_boxes or []), lang)
        if word_boxes or lang:
            raise BadInput(
                "This model reads the picture itself and takes neither words nor a language. Leave word_boxes and "
                "lang empty, or choose a model that marks words, such as impira/layoutlm-document-qa."
            )
        return self.write(image, question, max_new_tokens)

    def write(self, image: Any, question: str, max_new_tokens: int) -> list[dict[str, Any]]:
        """Let Donut write the answer within the positions its decoder has."""
        taken = len(self.tokenizer(f"<s_docvqa><s_question>{question}</s_question><s_answer>").input_ids)
        room = self.model.config.decoder.max_position_embeddings - taken
        if room < SHORTEST_ANSWER:
            raise BadInput("The question is too long for this model. Ask it in one short sentence.")
        answers = super().__call__(image=image, question=question, max_new_tokens=min(max_new_tokens, room))
        return list(answers)

    def mark(
        self, image: Any, question: str, top_k: int, word_boxes: Sequence[tuple[str, Box]], lang: str
    ) -> list[dict[str, Any]]:
        """Let LayoutLM mark the answer among the page's words, window by window where they are many."""
        limit = token_limit(self) or 512
        if len(self.tokenizer(question).input_ids) > limit // 4:
            raise BadInput("The question is too long for this model. Ask it in one short sentence.")
        words = list(word_boxes) or words_on(image, lang)
        if not words:
            raise BadInput("No words could be read on this page. Take a sharper picture, or choose another page.")
        if not word_boxes and getattr(self.model.config, "reading_order", "") == ROW_BY_ROW:
            words = in_rows(words)
        answers = super().__call__(
            image=image, question=question, word_boxes=words, top_k=top_k, max_seq_len=limit, doc_stride=limit // 4
        )
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


def words_on(image: Any, lang: str = "") -> list[tuple[str, Box]]:
    """Return the words of a page in reading order, each with its box, as Tesseract sees them.

    Args:
        image: the page, a PIL image.
        lang: its languages as Tesseract names them, "" for Tesseract's default.

    Raises:
        ModelRefused: Tesseract, or its Python wrapper, is not installed.
        BadInput: the page took longer than OCR_S seconds, or Tesseract does not know the language.
    """
    try:
        import pytesseract
    except ImportError as error:
        raise ModelRefused(MISSING) from error
    try:
        if lang:
            check_language(lang, pytesseract.get_languages())
        found = pytesseract.image_to_data(image, lang=lang or None, output_type="dict", timeout=OCR_S)
    except pytesseract.TesseractNotFoundError as error:
        raise ModelRefused(MISSING) from error
    except (RuntimeError, pytesseract.TesseractError) as error:
        raise BadInput("The words on this page could not be read. Make the picture smaller or sharper.") from error
    places = zip(found["left"], found["top"], found["width"], found["height"], strict=True)
    return [
        (word.strip(), thousandths((left, top, left + width, top + height), image.size))
        for word, (left, top, width, height) in zip(found["text"], places, strict=True)
        if word.strip()
    ]


def check_language(lang: str, known: Sequence[str]) -> None:
    """Refuse languages that Tesseract has not been given; their names would be read as files otherwise."""
    missing = [one for one in lang.split("+") if one not in known]
    if missing:
        raise BadInput(
            f"Tesseract does not know the language “{missing[0][:30]}” on this server. It knows: {', '.join(known)}. "
            "More are installed as packages such as tesseract-ocr-deu."
        )


def in_rows(words: list[tuple[str, Box]]) -> list[tuple[str, Box]]:
    """Return the words row by row: in one row are those whose middle lies within the height of its first word."""
    rows: list[list[tuple[str, Box]]] = []
    for word in sorted(words, key=lambda word: word[1][1] + word[1][3]):
        _, (_, top, _, bottom) = word
        first = rows[-1][0][1] if rows else [0, -1, 0, -1]
        if first[1] <= (top + bottom) / 2 <= first[3]:
            rows[-1].append(word)
        else:
            rows.append([word])
    return [word for row in rows for word in sorted(row, key=lambda word: word[1][0])]


def thousandths(box: tuple[int, int, int, int], size: tuple[int, int]) -> Box:
    """Return a box in pixels as thousandths of the page."""
    lengths = (*size, *size)
    return [max(0, min(1000, round(1000 * place / length))) for place, length in zip(box, lengths, strict=True)]
