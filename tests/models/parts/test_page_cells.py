"""Answers are one cell of a table, and what stands behind a label."""

import pytest

from models.parts.page_cells import best_cells, cells_of, joined
from models.parts.page_labels import is_english, is_on_page, look_up_label, names_asked


def laid_out(*rows):
    """Return the words of rows of cells, (left, text) each, a letter being eight thousandths wide."""
    words = []
    for number, row in enumerate(rows):
        top = 50 + 40 * number
        for left, text in row:
            at = left
            for word in text.split():
                words.append((word, [at, top, at + 8 * len(word), top + 20]))
                at += 8 * (len(word) + 1)
    return words


def spans(words, *texts):
    """Return answers by their text, the surest first."""
    answers = []
    for rank, text in enumerate(texts):
        size = len(text.split())
        start = next(n for n in range(len(words)) if joined(words, n, n + size - 1) == text)
        answers.append({"score": 0.9 - rank / 10, "answer": text, "start": start, "end": start + size - 1})
    return answers


TABLE = laid_out(
    [(60, "Fruit market")],
    [(60, "Item"), (400, "Quantity"), (700, "Price")],
    [(60, "Apples"), (400, "3"), (700, "4.50")],
    [(60, "Green pears"), (400, "12"), (700, "18.00")],
    [(60, "Plums"), (400, "7"), (700, "9.10")],
)
RECEIPT = laid_out(
    [(60, "Corner shop")],
    [(60, "2 Waffles"), (800, "4.50")],
    [(60, "Subtotal:"), (800, "4.50")],
    [(60, "Total:"), (800, "4.95")],
    [(60, "Served by Ann Lee")],
    [(60, "Kunde: Jürgen Müller")],
)


def best(question, words, *texts):
    return best_cells(question, words, list(cells_of(words)), spans(words, *texts))[0]["answer"]


@pytest.mark.parametrize(
    ("question", "told", "right"),
    [
        ("What is the price of green pears?", "12 18.00", "18.00"),
        ("What is the quantity of plums?", "7 9.10", "7"),
        ("How many apples?", "3 4.50", "3"),
        ("How much are the plums?", "7 9.10", "9.10"),
        ("What is the price of Plums?", "18.00", "9.10"),
        ("What is the quantity of green pears?", "Green pears 12", "12"),
    ],
)
def test_one_cell_of_a_table_is_the_answer(question, told, right):
    assert best(question, TABLE, told) == right


@pytest.mark.parametrize(
    ("question", "told"), [("Who served?", "Ann Lee"), ("What is the shop?", "Corner shop"), ("How much?", "4.50")]
)
def test_answers_within_a_cell_stay(question, told):
    assert best(question, RECEIPT, told) == told


def test_cells_hold_each_word_once():
    for words in (TABLE, RECEIPT, []):
        numbers = [number for cell in cells_of(words) for number in range(cell.start, cell.end + 1)]
        assert numbers == list(range(len(words)))


@pytest.mark.parametrize(
    ("question", "right"),
    [
        ("What is the total?", "4.95"),
        ("Wer ist der Kunde?", "Jürgen Müller"),
        ("Kunde?", "Jürgen Müller"),
        ("What is the subtotal?", "4.50"),
        ("What is the telephone number?", None),
        ("Who is the driver?", None),
        ("?", None),
    ],
)
def test_what_a_label_names_stands_behind_it(question, right):
    found = look_up_label(names_asked(question), RECEIPT, list(cells_of(RECEIPT)))
    assert (joined(RECEIPT, *found) if found else None) == right


@pytest.mark.parametrize(
    "question", ["What is the total?", "Total?", "Invoice number", "Date", "How much is it in all?"]
)
def test_english_is_taken_for_english(question):
    assert is_english(question)


@pytest.mark.parametrize(
    "question",
    [
        "Wer ist der Kunde?",
        "Wie viel kostet das?",
        "Quel est le total ?",
        "¿Cuánto es?",
        "合計はいくらですか",
        "Сколько?",
    ],
)
def test_other_languages_are_not(question):
    assert not is_english(question)


@pytest.mark.parametrize(
    ("question", "is_there"),
    [
        ("What is the total?", True),
        ("How much are the waffles?", True),
        ("What is the telephone number?", False),
        ("Who is the driver?", False),
        ("When was it bought?", False),
        ("What?", True),
    ],
)
def test_it_is_known_whether_a_page_may_say_it(question, is_there):
    assert is_on_page(question, RECEIPT) is is_there
