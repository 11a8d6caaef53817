"""A model's card in short: the Hub's facts, and the first paragraph of whatever its author wrote."""

import time
from functools import partial
from pathlib import Path

import pytest

from models.device import float_bytes
from models.errors import ModelNotFound
from models.hub.card import ABOUT_LETTERS, find_first_paragraph, read_card
from models.size import counted_bytes
from tests.hub_server import HubServer, use_hub

CHINESE = "这个模型可以判断一段文字的情感倾向，并给出正面或负面的结论，" * 2
SENTENCE = "This model tells the tone of a text, positive or negative, in five languages."
README = """---
license: mit
language: [en]
---
<!-- a note of the author's, longer than forty letters, which nobody sees -->
# A model for tone
[![Badge](https://img.example/x.svg)](https://example.org)

<p align="center"><img src="x.png" alt="A picture of the architecture of this model"></p>

> [!WARNING]
> Read this before you use it, whoever you may be, at home or at work.

| metric | value |
|---|---|
| accuracy of the model on the test set | 0.93 |

This **model** tells the [tone](https://example.org/(tone)) of a text,
positive or _negative_, in five languages.

It was trained for a week.
"""


@pytest.mark.parametrize(
    ("readme", "about"),
    [
        ("", ""),
        ("# Only a title", ""),
        ("---\nlicense: mit\n---\n", ""),
        ("too short.\n\n" + SENTENCE, SENTENCE),
        ("- a list of things that one could do with the model\n\n" + SENTENCE, SENTENCE),
        ("```python\nprint('this is a program and no text for people at all')\n```\n" + SENTENCE, SENTENCE),
        ("<table><tr><td>numbers and numbers and numbers and letters</td></tr></table>\n\n" + SENTENCE, SENTENCE),
        ("Title\r\n=====\r\n\r\n" + SENTENCE, SENTENCE),
        ("名字\n\n" + CHINESE, CHINESE),
        ("snake_case_names stay as they are in " + SENTENCE, "snake_case_names stay as they are in " + SENTENCE),
        ("<!-- never closed " + SENTENCE, ""),
    ],
)
def test_the_first_paragraph_is_text_for_people(readme, about):
    assert find_first_paragraph(readme) == about


def test_what_is_long_ends_with_a_sentence():
    about = find_first_paragraph((SENTENCE + " ") * 40)
    assert about.endswith("languages.") and len(about) <= ABOUT_LETTERS
    assert len(find_first_paragraph("letters " * 400)) <= ABOUT_LETTERS + 2


@pytest.mark.parametrize(
    "part", ["<!--", "![", "[", "<table", "<a", "```", "---\n", "*", "_a", "(", "[](", "[](a(", "![](", "\n\n"]
)
def test_no_readme_takes_long(part):
    begun_s = time.process_time()
    find_first_paragraph(part * (200_000 // len(part)))
    assert time.process_time() - begun_s < 2


@pytest.fixture
def hub(tmp_path: Path):
    with HubServer() as hub, use_hub(hub, tmp_path):
        hub.add("org/tone", {"config.json": "{}", "README.md": README})
        repo = hub.repos["org/tone"]
        repo.task, repo.tags = "text-classification", ("transformers", "license:mit", "en", "zh")
        repo.downloads, repo.likes, repo.numbers = 1200, 34, {"F32": 1000, "I64": 10}
        yield hub


def test_a_card_holds_what_the_hub_tells_and_the_first_paragraph(hub):
    card = read_card("org/tone", "", False)
    assert card.about.startswith("This model tells the tone of a text, positive or negative, in five")
    assert (card.licence, card.languages, card.task) == ("mit", ("en", "zh"), "text-classification")
    assert (card.downloads, card.likes, card.updated) == (1200, 34, "2026-01-01")
    assert counted_bytes(card.numbers, partial(float_bytes, dtype="float32", device="cpu")) == 4080
    assert not [one for one in hub.asked("GET") if one.path.endswith((".safetensors", "config.json"))]


def test_a_gated_model_has_a_card_without_its_text(hub):
    hub.repos["org/tone"].gated = True
    card = read_card("org/tone", "", False)
    assert card.gated and card.about == ""


def test_a_private_model_is_told_to_its_reader_alone(hub):
    hub.add("me/tone", {"config.json": "{}", "README.md": SENTENCE}, private=True, readers=["hf_me"])
    assert read_card("me/tone", "", "hf_me").about == SENTENCE
    with pytest.raises(ModelNotFound):
        read_card("me/tone", "", False)
