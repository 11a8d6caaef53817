"""Reading text."""

import re

from models.errors import BadInput
from tabs.read.labels import split_labels, strip, texts_of

MAX_CHARACTERS = 50_000
MAX_PIECES = 15_000
"""What models read costs by the piece: 50,000 characters of English are 13,000, and five
seconds on one core to the starters."""

MAX_LINES = 500
MAX_LABELS = 100
RUNS = re.compile("([a-zA-Z\u00c0-\u024f]+)|([0-9]+)|([\u0250-\u2e7f]+)|([^\\s])")
"""Of Latin letters, of digits, of letters of other alphabets, and single signs: punctuation, Chinese, emoji."""

LETTERS_A_PIECE = (6, 2, 2, 1)
HALVES = re.compile("[\ud800-\udfff]")
"""Of UTF-16 characters: JSON can carry one alone, no tokenizer takes it."""


def read_text(payload: object) -> str:
    """Return the text without surrounding space; at most MAX_CHARACTERS, never empty."""
    text = read_optional_text(payload)
    if not text:
        raise BadInput("read.there_no_text_yet")
    return text


def read_optional_text(payload: object) -> str:
    """Return the text without surrounding space, of at most MAX_PIECES; "" where nothing was given."""
    text = read_characters(payload)
    if len(text) > MAX_PIECES and (pieces := count_pieces(text)) > MAX_PIECES:
        raise BadInput("read.text_has_about_pieces_words_signs", pieces=pieces, max_pieces=MAX_PIECES)
    return text


def read_characters(payload: object) -> str:
    """Return the text without surrounding space, however many pieces it is; "" where nothing was given."""
    if payload is None:
        return ""
    if not isinstance(payload, str):
        raise BadInput("read.this_field_takes_text")
    check_length(len(payload))
    return clean(payload).strip()


def check_length(characters: int) -> None:
    """Refuse more text than a model could be given."""
    if characters > MAX_CHARACTERS:
        raise BadInput("read.text_has_characters_characters", characters=characters, max_characters=MAX_CHARACTERS)


def count_pieces(text: str) -> int:
    """Return about how many tokens a text is, for most models."""
    return sum(
        -(-len(run) // LETTERS_A_PIECE[number])
        for found in RUNS.finditer(text)
        for number, run in enumerate(found.groups())
        if run
    )


def clean(text: str) -> str:
    """Return the text without zero characters, and with a question mark in a box for what is half a character."""
    return HALVES.sub("\ufffd", text.replace("\x00", ""))


def is_blank(payload: object) -> bool:
    """Tell whether nothing was given: None, or a text of nothing but space."""
    return payload is None or (isinstance(payload, str) and not clean(payload).strip())


def join_texts(payload: object, separator: str) -> object:
    """Return a list of texts as one text, anything else as it is."""
    if isinstance(payload, list) and all(isinstance(one, str) for one in payload):
        return separator.join(payload)
    return payload


def read_lines(payload: object) -> list[str]:
    """Return the non-empty lines of a text, or of a list of them: at least one, at most MAX_LINES."""
    text = read_text(join_texts(payload, "\n"))
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if len(lines) > MAX_LINES:
        raise BadInput("read.there_are_count_lines", count=len(lines), max_lines=MAX_LINES)
    return lines


def read_labels(payload: object) -> list[str]:
    """Return the labels of a text, see `split_labels`, or of a list, in order and each once."""
    listed = texts_of(payload) if isinstance(payload, list) else None
    if listed is None:
        labels = split_labels(read_optional_text(payload))
    else:
        read_optional_text("\n".join(listed))
        labels = list(dict.fromkeys(strip(map(clean, listed))))
    if not labels:
        raise BadInput("read.there_are_no_labels_to_choose")
    if len(labels) > MAX_LABELS:
        raise BadInput("read.there_are_count_labels", count=len(labels), max_labels=MAX_LABELS)
    return labels
