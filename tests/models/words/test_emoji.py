"""Emoji in words."""

import pytest

from models.words.emoji import spell_emoji


class Tokenizer:
    """Knows the pictures it is given, and nothing else."""

    def __init__(self, known="", unknown="?"):
        self.known, self.unk_token = known, unknown

    def tokenize(self, text):
        return [one if one in self.known else self.unk_token for one in text]


@pytest.mark.parametrize(
    ("text", "spelled"),
    [
        ("😀", "grinning face"),
        ("I love it 😡😡😡!", "I love it angry face!"),
        ("👍🏽ok", "thumbs up ok"),
        ("👎", "thumbs down"),
        ("🎉 🎉", "celebration"),
        ("a😀b", "a grinning face b"),
        ("👨‍👩‍👧 Angela 🇫🇷 x", "man, woman, girl Angela flag x"),
        ("❤️ ♥ x", "red heart x"),
        ("😢 😭", "crying face, loudly crying face"),
        ("© ™ 5€ – “a” → ½", "© ™ 5€ – “a” → ½"),
        ("", ""),
    ],
)
def test_each_picture_has_a_name(text, spelled):
    assert spell_emoji(text, Tokenizer()) == spelled


def test_what_a_tokenizer_knows_stays():
    assert spell_emoji("a 😀 b 😡", Tokenizer("😀")) == "a 😀 b angry face"
