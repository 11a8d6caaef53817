import pytest

from models.words.numerals import number_words
from models.words.spoken_words import spoken_words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("0", "zero"),
        ("13", "thirteen"),
        ("40", "forty"),
        ("101", "one hundred one"),
        ("1,234,567", "one million two hundred thirty four thousand five hundred sixty seven"),
        ("3.14", "three point one four"),
        ("1984", "nineteen eighty four"),
        ("1905", "nineteen oh five"),
        ("1900", "nineteen hundred"),
        ("2024", "two thousand twenty four"),
        ("21st", "twenty first"),
        ("20th", "twentieth"),
        ("112th", "one hundred twelfth"),
        ("9:30", "nine thirty"),
        ("9:05", "nine oh five"),
        ("9:00", "nine o'clock"),
        ("1" * 16, " ".join(["one"] * 16)),
    ],
)
def test_numbers_in_words(written, words):
    assert " ".join(number_words(written)) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Good morning! It is nine.", "good morning ! it is nine ."),
        ("no mark", "no mark ."),
        ("“Well,” he said – twice?!", "well , he said , twice !"),
        ("Café, naïve; don’t", "cafe , naive , don't ."),
        ("It costs $5.50 or 20%", "it costs five point five zero dollars or twenty percent ."),
        ("The BBC and plan b", "the B B C and plan B ."),
        ("I SAW THE CAT", "i saw the cat ."),
        ("🙂 hi 你好", "hi ."),
        ("², ½ and ٣", "two , one over two and three ."),
        ("你好", ""),
        ("... !?", ""),
        ("", ""),
    ],
)
def test_what_is_spoken(text, words):
    assert " ".join(spoken_words(text)) == words
