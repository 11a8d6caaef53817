"""Document question answering: find out what a letter, a form or a receipt says."""

import html
from typing import Any

from PIL import Image

from models.parts.page_words import turn_page
from tabs.kinds import DOCUMENT, DRAWING, DRAWN_PICTURE, TEXT
from tabs.read.document import Document
from tabs.read.elongated import MOST_FOR_PAGES, refuse_elongated
from tabs.read.word_boxes import read_word_boxes
from tabs.render.highlighter import mark_words
from tabs.render.similarity import draw_ranking
from tabs.run.generation import max_new_tokens
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

CODE = """\
import numpy as np
from PIL import Image
from rapidocr import RapidOCR
from transformers import pipeline

# Donut reads the picture itself; LayoutLM models are told the words, and where they stand in thousandths of the page.
image = Image.open({document}).convert("RGB")
found = RapidOCR()(np.array(image))
words = [
    (word, [int(1000 * part) for part in (*box.min(0) / image.size, *box.max(0) / image.size)])
    for line, box in zip(found.txts, found.boxes)
    for word in line.split()
]
reader = pipeline("document-question-answering", model={model}{revision}, max_new_tokens={max_new_tokens})
print(reader(image=image, question={question}, word_boxes=words, top_k={top_k}))
"""


ABSENT = "document_question_answering.none_words_you_ask_with_stands"


def call(
    pipe: Any,
    job: Job,
    *,
    document: Document,
    question: str,
    page: int,
    top_k: int,
    max_new_tokens: int,
    word_boxes: str,
) -> list[dict[str, Any]]:
    """Return [{"answer", "page"}, ...] and, of models that mark words, "score", "start", "end" and "boxes".

    Of a page that was turned before it was read also "turn", in degrees to the left; "in_doubt" where the page may not
    say what was asked.
    """
    picture = document.draw_page(page)
    refuse_elongated(picture, MOST_FOR_PAGES)
    text = document.read_text(page)
    job.report(say("document_question_answering.reading_page_page_pages", page=page, pages=document.pages))
    raw = pipe(
        image=picture,
        question=question,
        top_k=top_k,
        max_new_tokens=max_new_tokens,
        word_boxes=read_word_boxes(word_boxes),
        found=text.words,
        unread=text.pictures,
    )
    best = raw[0] if raw else {}
    doubt = say(ABSENT) if best.get("in_doubt") else ""
    job.note = " ".join(filter(None, [describe_turn(best.get("turn", 0)), doubt, document.describe_rest()]))
    return [{**answer, "page": page} for answer in raw]


def describe_turn(turn: float) -> str:
    """Say how a page lay that was turned before it was read; "" where it lay right."""
    if not turn:
        return ""
    lay = {
        0: say("document_question_answering.askew"),
        1: say("document_question_answering.on_its_side"),
        2: say("document_question_answering.upside_down"),
        3: say("document_question_answering.on_its_side"),
    }[round(turn / 90) % 4]
    return say("document_question_answering.the_page_lay_lay", lay=lay)


def render(raw: list[dict[str, Any]], *, document: Document, question: str) -> tuple[str, Image.Image]:
    """Return the answers and the page with the words of the best one marked."""
    page = document.draw_page(raw[0]["page"] if raw else 1)
    page = turn_page(page, raw[0].get("turn", 0) if raw else 0)
    return list_answers(raw), mark_words(page, raw[0].get("boxes", []) if raw else [])


def list_answers(raw: list[dict[str, Any]]) -> str:
    """Return the answers as HTML, with bars where the model says how sure it is."""
    found = [one for one in raw if one["answer"]]
    if not found:
        return f"<p>{say('document_question_answering.model_found_no_answer_on_page')}</p>"
    best = f"<p class='found'>{html.escape(found[0]['answer'])}</p>"
    scored = [(float(one["score"]), one["answer"]) for one in found if "score" in one]
    return best + (draw_ranking(scored) if scored else "")


TASK = Task(
    id="document-question-answering",
    title=say("document_question_answering.ask_about_a_document"),
    summary=say("document_question_answering.ask_what_receipt_letter_or_form"),
    models=(
        ModelChoice(
            "naver-clova-ix/donut-base-finetuned-docvqa",
            809_000_000,
            "MIT",
            say("document_question_answering.reads_the_picture_itself"),
        ),
        ModelChoice(
            "impira/layoutlm-document-qa",
            511_000_000,
            "MIT",
            say("document_question_answering.shows_where_it_stands"),
            "beed3c4",
        ),
    ),
    starter="minilm-documents",
    inputs=(
        Input("document", say("document_question_answering.document"), DOCUMENT),
        Input("question", say("common.question"), TEXT, lines=1),
    ),
    outputs=(Output("answer", say("common.answer"), DRAWING), Output("page", say("common.page"), DRAWN_PICTURE)),
    parameters=(
        Parameter("page", say("common.page"), 1, say("document_question_answering.pdf_or_tiff"), 1, 1000, 1),
        Parameter(
            "top_k", say("common.answers_to_show"), 1, say("document_question_answering.for_models_mark_words"), 1, 5, 1
        ),
        max_new_tokens(64, say("document_question_answering.longest_answer_models_write_in_tokens"), 120, minimum=8),
        Parameter(
            "word_boxes",
            say("document_question_answering.words_of_the_page"),
            "",
            say("document_question_answering.for_models_mark_words_2"),
            longest=200_000,
            lists=True,
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("numpy", "pillow", "rapidocr", "onnxruntime"),
    examples=(
        (ASSETS / "examples" / "receipt.png", "What is the total?"),
        (ASSETS / "examples" / "letter.pdf", "How much does the course cost?"),
    ),
)
