import time
from pathlib import Path

import pytest

from models.words.spoken import write_out

LINES = (Path(__file__).parent / "spoken.txt").read_text(encoding="utf-8").splitlines()
CASES = [line.split(" => ") for line in LINES if " => " in line]


@pytest.mark.parametrize(("text", "spoken"), CASES)
def test_it_is_read_as_people_say_it(text, spoken):
    assert write_out(text, "en") == spoken


@pytest.mark.parametrize("text", ["Good morning! How are you?", "“Well,” she said: it’s fine – really…", "a\nb", ""])
def test_words_alone_stay_as_they_are(text):
    assert write_out(text, "en") == text


@pytest.mark.parametrize(
    ("language", "text", "spoken"),
    [
        ("de", "Es sind −5,5 Grad, 20 % von 1.234.", "Es sind minus fünf Komma fünf Grad, zwanzig Prozent von "
         "eintausendzweihundertvierunddreißig."),
        ("fr", "Il fait -5 degrés ; 71 %", "Il fait moins cinq degrés ; soixante et onze pour cent"),
        ("es", "Hay 3,5 litros.", "Hay tres coma cinco litros."),
        ("es", "Su café costará €2,75.", "Su café costará dos coma siete cinco euros."),
        ("de", "am 3.5. um 9:30, Tel. 030/123", "am 3.5. um 9:30, Tel. 030/123"),
        ("it", "5 gradi", "5 gradi"),
        ("", "5 degrees", "5 degrees"),
    ],
)  # fmt: skip
def test_numbers_in_other_languages(language, text, spoken):
    assert write_out(text, language) == spoken


@pytest.mark.parametrize("piece", ["1", "1,", "1 ", "111 ", "1-", "a.", "$", "/", "1:", "+1 ", "Dr. ", "½", "Maple "])
def test_long_rows_of_signs_take_a_moment(piece):
    started = time.perf_counter()
    write_out((piece * 3_000)[:3_000], "en")
    assert time.perf_counter() - started < 2
