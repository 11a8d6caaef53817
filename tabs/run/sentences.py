"""A text in its sentences, for models that know single ones: taken apart, translated, put together again."""

from collections.abc import Callable

from models.words.kept import lost, split_kept
from models.words.sentences import cut_sentences
from tabs.run.job import Job
from tabs.words import say

MOST_SENTENCES = 100
"""Of one text; each takes a small model about a second."""


def translate_lines(lines: list[str], write: Callable[[list[str]], list[str]]) -> list[str]:
    """Return the lines, each sentence of them translated by itself; what has no letter stays as it is.

    Where an address, a placeholder or a tag is lost on the way, it is put back between the translated words around it.

    Args:
        lines: texts, none empty.
        write: translates texts that are no longer than a sentence.
    """
    sentences = [cut_sentences(line) for line in lines]
    every = [sentence for line in sentences for sentence in line]
    worded = [place for place, sentence in enumerate(every) if any(letter.isalpha() for letter in sentence)]
    said = [sentence.strip() for sentence in every]
    for place, new in zip(worded, write([said[place] for place in worded]) if worded else [], strict=True):
        said[place] = new
    damaged = [place for place, sentence in enumerate(every) if lost(sentence, said[place])]
    pieces = {place: split_kept(every[place].strip()) for place in damaged}
    words = [core_of(piece)[1] for place in damaged for piece, kept in pieces[place] if not kept]
    told = iter(write(words) if words else [])
    for place in damaged:
        said[place] = "".join(piece if kept else put_between(next(told), piece) for piece, kept in pieces[place])
    rest = iter(zip(every, said, strict=True))
    return ["".join(space_before(one) + new for one, new in (next(rest) for _ in line)).strip() for line in sentences]


def put_between(translation: str, piece: str) -> str:
    """Return the translation of a piece of a sentence with the piece's own signs around, and no point it has not."""
    before, core, after = core_of(piece)
    text = translation.strip()
    if text.endswith(".") and not core.endswith("."):
        text = text.rstrip(".")
    return before + text + after


def core_of(piece: str) -> tuple[str, str, str]:
    """Return the signs and spaces that a piece begins with, its words up to the end of a sentence, and the rest."""
    start = next(place for place, letter in enumerate(piece) if letter.isalnum())
    core = piece[start:].rstrip(" ,;:–-(\"'“‘")
    return piece[:start], core, piece[start + len(core) :]


def space_before(text: str) -> str:
    """Return the spaces that a text begins with."""
    return text[: len(text) - len(text.lstrip())]


def take_lines(job: Job, text: str) -> list[str]:
    """Return the lines of a text that are translated, with MOST_SENTENCES at most; the job's note tells of the rest."""
    cut = [(line, cut_sentences(line)) for line in split_lines(text)]
    total, taken, room = sum(len(sentences) for _, sentences in cut), [], MOST_SENTENCES
    for line, sentences in cut:
        if room <= 0:
            break
        taken.append(line if len(sentences) <= room else "".join(sentences[:room]).strip())
        room -= len(sentences)
    if total > MOST_SENTENCES:
        job.note = say("run.the_text_is_long", most_sentences=MOST_SENTENCES, total=total)
    return taken


def split_lines(text: str) -> list[str]:
    """Return the lines of a text that are not empty."""
    return [line.strip() for line in text.splitlines() if line.strip()]
