"""Questions about documents: reading, marking, answering."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from models.decode.pdf import open_pdf
from models.errors import BadInput
from models.parts.page_words import in_reading_order, in_rows
from models.pipelines import document_question_answering as pipeline
from tabs.multimodal import document_question_answering as task
from tabs.read.document import Document, read_document
from tabs.render.highlighter import MARKER, join_words, mark_words
from tabs.run.job import Job
from tabs.task import ASSETS

RECEIPT, LETTER = ASSETS / "examples" / "receipt.png", ASSETS / "examples" / "letter.pdf"
DONUT, LAYOUTLM = (one.id for one in task.TASK.models)
SETTINGS = {"page": 1, "top_k": 1, "max_new_tokens": 16, "word_boxes": ""}


def receipt():
    with Image.open(RECEIPT) as picture:
        return picture.convert("RGB")


@pytest.fixture
def upload(tmp_path, monkeypatch):
    monkeypatch.setenv("GRADIO_TEMP_DIR", str(tmp_path))

    def send(name, content):
        (tmp_path / name).write_bytes(content)
        return {"path": str(tmp_path / name)}

    return send


def test_a_picture_is_a_document_of_one_page(upload):
    document = read_document(upload("a.png", RECEIPT.read_bytes()))
    assert (document.pages, document.is_pdf) == (1, False)
    assert document.draw_page(1).mode == "RGB"
    with pytest.raises(BadInput, match="one page"):
        document.draw_page(2)


def test_a_pdf_is_known_by_its_content_and_has_its_pages(upload):
    document = read_document(upload("a.png", LETTER.read_bytes()))
    assert (document.pages, document.is_pdf) == (2, True)
    first, second = document.draw_page(1), document.draw_page(2)
    assert first.size == second.size == (1654, 2339)  # A4 at 200 dots per inch
    assert np.asarray(first).mean() != np.asarray(second).mean()
    for number in (0, 3):
        with pytest.raises(BadInput, match="2 pages"):
            document.draw_page(number)


@pytest.mark.parametrize("content", [b"%PDF-", b"%PDF-1.7\n" + b"x" * 500, LETTER.read_bytes()[:3000]])
def test_broken_pdfs_are_refused_in_words(upload, content):
    with pytest.raises(BadInput, match="PDF"):
        read_document(upload("a.pdf", content)).draw_page(1)


def test_a_sheet_of_enormous_size_is_drawn_small(upload):
    huge = LETTER.read_bytes().replace(b"/MediaBox [ 0 0 595.2 841.92 ]", b"/MediaBox [ 0 0 99999 9999 ] ")
    assert huge != LETTER.read_bytes()
    assert max(read_document(upload("a.pdf", huge)).draw_page(1).size) <= 2561


def test_text_is_no_document(upload):
    with pytest.raises(BadInput, match="picture"):
        read_document(upload("a.pdf", b"hello"))


def test_without_pdfium_a_picture_is_asked_for(monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "pypdfium2", None)
    with pytest.raises(BadInput, match="page"):
        open_pdf(str(LETTER))


@pytest.fixture(scope="module")
def read():
    """How the receipt must be turned, and its words."""
    return pipeline.read_page(receipt())


def test_words_are_found_in_thousandths_row_by_row(read):
    turn, words = read
    total = next(box for word, box in words if word == "Total")
    assert turn == 0
    assert total[0] < 100
    assert 600 < total[1] < total[3] < 800


@pytest.mark.parametrize("turn", [90, 180, 270, -9])
def test_a_page_is_read_however_it_lies(turn, read):
    page = receipt()
    lying = page.rotate(-turn, Image.Resampling.BICUBIC, expand=True, fillcolor="white")
    found, words = pipeline.read_page(lying)
    assert abs((found - turn + 180) % 360 - 180) < 1
    straight = [word for word, _ in read[1]]
    assert len(set(straight) & {word for word, _ in words}) > 0.8 * len(set(straight))


def test_a_long_receipt_is_read_to_its_end():
    page = Image.new("RGB", (500, 3600), "white")
    drawing, font = ImageDraw.Draw(page), ImageFont.load_default(30)
    for row in range(60):
        drawing.text((40, 60 * row), f"Item{row}", "black", font)
    words = [word for word, _ in pipeline.read_page(page)[1]]
    assert len(set(words) & {f"Item{row}" for row in range(60)}) >= 57
    assert len(words) == len(set(words))  # where parts meet, none is read twice


def test_a_page_that_takes_too_long_is_refused(monkeypatch):
    monkeypatch.setitem(pipeline.READING, "wall_s", 0.05)
    with pytest.raises(BadInput, match="smaller"):
        pipeline.read_page(receipt().rotate(1))


def test_a_page_is_read_once_for_several_questions(monkeypatch, read):
    monkeypatch.setattr(pipeline, "call_bounded", None)
    assert pipeline.read_page(receipt()) == read
    monkeypatch.setattr(pipeline, "call_bounded", lambda *_, **__: {"turn": 0, "words": []})
    for number in range(pipeline.KEPT_PAGES + 3):
        pipeline.read_page(Image.new("RGB", (30, 30 + number)))
    assert len(pipeline.LATELY_READ) == pipeline.KEPT_PAGES


def test_marked_answers_know_their_words(tiny_pipe):
    document = Document(RECEIPT, 1, False)
    pipe = tiny_pipe(task.TASK.id, LAYOUTLM)
    raw = task.call(pipe, Job(), document=document, question="What is the total?", **{**SETTINGS, "top_k": 3})
    assert len(raw) == 3
    for answer in raw:
        assert len(answer["boxes"]) == answer["end"] - answer["start"] + 1 == len(answer["answer"].split())
        assert answer["page"] == 1


def test_more_words_than_the_model_reads_at_once(tiny_pipe, monkeypatch):
    words = [(f"word{number}", [number % 900, 10, number % 900 + 50, 30]) for number in range(900)]
    monkeypatch.setattr(pipeline, "words_on", lambda *_: (0.0, words))
    raw = tiny_pipe(task.TASK.id, LAYOUTLM)(Image.new("RGB", (90, 90)), "where?")
    assert raw[0]["answer"].startswith("word")


def test_an_empty_page_has_no_words(tiny_pipe):
    with pytest.raises(BadInput, match="No words"):
        tiny_pipe(task.TASK.id, LAYOUTLM)(Image.new("RGB", (300, 300), "white"), "where?")


@pytest.mark.parametrize("model", [DONUT, LAYOUTLM])
def test_a_question_too_long_is_refused(tiny_pipe, model):
    with pytest.raises(BadInput, match="short"):
        tiny_pipe(task.TASK.id, model)(receipt(), "what is it " * 100)


def test_the_bound_on_a_written_answer_holds(tiny_pipe, noise):
    pipe = tiny_pipe(task.TASK.id, DONUT)
    seen = []
    hook = pipe.model.decoder.register_forward_pre_hook(lambda *_: seen.append(1))
    pipe(noise, "what?", max_new_tokens=9)
    pipe(noise, "what?", max_new_tokens=500)  # as many as the decoder has positions for, not one more
    hook.remove()
    assert 9 < len(seen) <= 9 + 128


def test_strips_are_refused_and_dots_are_not(tiny_pipe, tmp_path):
    for name, shape in (("strip.png", (1, 300)), ("dot.png", (1, 1))):
        Image.new("RGB", shape).save(tmp_path / name)
    pipe, strip = tiny_pipe(task.TASK.id, DONUT), Document(tmp_path / "strip.png", 1, False)
    with pytest.raises(BadInput, match="strip"):
        task.call(pipe, Job(), document=strip, question="what?", **SETTINGS)
    dot = Document(tmp_path / "dot.png", 1, False)
    assert task.call(pipe, Job(), document=dot, question="what?", **SETTINGS)


def test_the_answer_is_shown_escaped_on_its_page():
    raw = [{"answer": "<b>15.30</b>", "score": 0.9, "page": 1, "boxes": [[100, 100, 300, 200]]}]
    text, page = task.render(raw, document=Document(RECEIPT, 1, False), question="?")
    assert "&lt;b&gt;15.30" in text
    assert "<b>" not in text
    assert page.size == receipt().size


def test_no_answer_is_said():
    text, page = task.render([{"answer": None, "page": 1}], document=Document(RECEIPT, 1, False), question="?")
    assert "no answer" in text
    assert page.size == receipt().size


def test_the_marker_leaves_ink_black_and_paper_elsewhere_white():
    page = Image.new("RGB", (400, 400), "white")
    page.paste("black", (100, 100, 120, 120))
    marked = mark_words(page, [[200, 200, 500, 400]])
    assert marked.getpixel((110, 110)) == (0, 0, 0)
    assert marked.getpixel((150, 130)) == MARKER
    assert marked.getpixel((390, 390)) == (255, 255, 255)
    assert page.getpixel((150, 130)) == (255, 255, 255)


def test_boxes_outside_the_page_and_inverted_ones_are_drawn_inside():
    page = Image.new("RGB", (50, 50), "white")
    assert mark_words(page, [[900, 900, 5000, 5000], [400, 400, 300, 300]]).size == (50, 50)
    assert mark_words(Image.new("RGB", (1, 1)), [[0, 0, 1000, 1000]]).size == (1, 1)


def test_words_of_one_line_share_a_frame():
    assert join_words([(0, 0, 10, 10), (12, 1, 30, 11), (0, 20, 10, 30)]) == [(0, 0, 30, 11), (0, 20, 10, 30)]


def test_words_are_put_in_rows_from_left_to_right():
    label, value = ("Total", [50, 100, 200, 130]), ("15.30", [700, 102, 800, 131])
    other_label, other_value = ("Date", [50, 40, 150, 70]), ("14", [690, 38, 720, 69])
    words = [other_label, label, other_value, value]  # as a reader may give them: one column after the other
    assert in_rows(words) == [other_label, other_value, label, value]
    assert in_rows([]) == []


def prose(text, left, top):
    """Return words in lines of four, from a corner on."""
    return [
        (
            word,
            [
                left + 80 * (number % 4),
                top + 30 * (number // 4),
                left + 80 * (number % 4) + 70,
                top + 20 + 30 * (number // 4),
            ],
        )
        for number, word in enumerate(text.split())
    ]


def test_columns_of_prose_are_read_one_after_the_other():
    heading = [("Title", [100, 20, 480, 40]), ("over", [490, 20, 560, 40]), ("both", [570, 20, 900, 40])]
    left, right = (
        prose(" ".join(f"l{n}" for n in range(20)), 60, 100),
        prose(" ".join(f"r{n}" for n in range(20)), 560, 100),
    )
    footer = [("And", [60, 300, 300, 320]), ("so", [310, 300, 700, 320])]
    mixed = sorted([*heading, *left, *right, *footer], key=lambda word: word[1][1])
    assert in_reading_order(mixed) == [*heading, *left, *right, *footer]


def test_a_table_is_read_row_by_row():
    rows = [
        [(f"name{n}", [60, 40 * n, 200, 40 * n + 20]), (f"{n}.50", [700, 40 * n, 800, 40 * n + 20])] for n in range(9)
    ]
    assert in_reading_order([row[1] for row in rows] + [row[0] for row in rows]) == [one for row in rows for one in row]
