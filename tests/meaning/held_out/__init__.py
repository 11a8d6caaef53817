"""Sentences held out from the training that is measured by them.

rated.tsv   tweets, film and product reviews, editorials whose tone people rated; no training saw their ratings. The
            starter that finds names was trained on the editorials' words. A part of the data of C. J. Hutto and Eric
            Gilbert, "VADER" (ICWSM 2014). MIT licence, Copyright (c) 2016 C.J. Hutto; LICENCE-vader.txt
gaps.tsv    definitions and examples, each with a missing word. The starter that guesses words saw none of them; the
            one that answers questions was trained on definitions, some of these among them. From WordNet 3.0,
            Copyright 2006 by Princeton University; LICENCE-wordnet.txt
everyday_gaps.tsv   everyday sentences of this project's own with a missing word, and the words that fit, bars between
"""

from pathlib import Path


def rows(name: str) -> list[tuple[str, str]]:
    """Return the two columns of a file: what is right, and the text."""
    lines = (Path(__file__).parent / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    return [(right, text) for right, text in (line.split("\t") for line in lines)]
