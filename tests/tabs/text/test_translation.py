import re

import pytest

from tabs.run.job import Job
from tabs.text.translation import note_changes, translate_lines

LOSING = {"{": "", "}": "", "<": "", ">": "", "%": "", "https://example.org/a_b?q=1": "http"}
"""What a vocabulary of words has no piece for."""


class Translator:
    """Turns words round, letter by letter, and reads only the first sentence of what it gets."""

    def __init__(self):
        self.read = []

    def __call__(self, texts):
        self.read += texts
        return [self.translate(text) for text in texts]

    def translate(self, text):
        for sign, instead in LOSING.items():
            text = text.replace(sign, instead)
        return re.split(r"(?<!Dr)(?<!Rs)(?<!I)\. ", text)[0].swapcase().rstrip(".") + "."


@pytest.mark.parametrize(
    ("line", "translation"),
    [
        ("One two.", "oNE TWO."),
        ("The dog sleeps. The cat eats. I like tea. Is it?", "tHE DOG SLEEPS. tHE CAT EATS. i LIKE TEA. iS IT?."),
        ("Dr. Lee sleeps. So does Ada.", "dR. lEE SLEEPS. sO DOES aDA."),
        ("Open https://example.org/a_b?q=1 and click.", "oPEN https://example.org/a_b?q=1 AND CLICK."),
        ("Hello {name}, you have %d new.", "hELLO {name}, YOU HAVE %d NEW."),
        ("<b>one</b> order", "<b>ONE</b> ORDER"),
        ("{a}{b}", "{a}{b}"),
        ("Hello (to {name}): go, {x}!", "hELLO (TO {name}): GO, {x}!"),
        ("1 2 3 4", "1 2 3 4"),
        ("6171-1231-1311 …", "6171-1231-1311 …"),
        ("It is 5. 7. We left.", "iT IS 5. 7. wE LEFT."),
        ("It cost Rs. 12,34,567 in the F.B.I. Ann left.", "iT COST rS. 12,34,567 IN THE f.b.i. aNN LEFT."),
    ],
)  # fmt: skip
def test_no_sentence_and_nothing_to_be_kept_vanishes(line, translation):
    (said,) = translate_lines([line], Translator())
    assert said == translation


def test_sentences_of_all_lines_are_written_together_and_damaged_ones_again():
    translator = Translator()
    said = translate_lines(["Ann sits. Bob runs.", "Eat {x} fast.", "Go"], translator)
    assert said == ["aNN SITS. bOB RUNS.", "eAT {x} FAST.", "gO."]
    assert translator.read == ["Ann sits.", "Bob runs.", "Eat {x} fast.", "Go", "Eat", "fast."]


@pytest.mark.parametrize(
    ("line", "translation", "told"),
    [
        ("Open {x}.", "Öffne {x}.", "{x}"),
        ("It costs 231 euros.", "Es kostet 239 Euro.", "231"),
        ("It costs 1,231.50.", "Es kostet 1.231,50.", ""),
        ("I have 2 dogs.", "Ich habe zwei Hunde.", ""),
    ],
)
def test_what_to_look_at_is_told(line, translation, told):
    job = Job()
    note_changes(job, [line], [translation])
    assert (told in job.note) if told else job.note == ""


def test_a_sentence_broken_over_lines_is_told():
    job = Job()
    note_changes(job, ["The train that goes to", "the airport is late.", "Good."], ["a", "b", "c"])
    assert "next line" in job.note
