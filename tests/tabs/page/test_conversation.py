"""Changing a conversation: what is left of it."""

import pytest

from models.errors import BadInput
from tabs.page.conversation import ask_anew

HELLO, HI, WHY = (
    {"role": "user", "content": [{"type": "text", "text": "Hello"}]},
    {"role": "assistant", "content": "Hi!"},
    {"role": "user", "content": "Why?"},
)
SENT = [HELLO, HI, WHY, {"role": "assistant", "content": ""}]


@pytest.mark.parametrize("index", [2, [2, 0]])
def test_a_question_is_asked_again_without_what_followed(index):
    assert ask_anew(SENT, index) == [{"role": "user", "content": "Hello"}, HI, WHY]


def test_a_question_is_changed_and_what_followed_dropped():
    assert ask_anew(SENT, 0, " Bye ") == [{"role": "user", "content": "Bye"}]


@pytest.mark.parametrize("index", [-1, 1, 4])
@pytest.mark.parametrize("sent", [SENT, []])
def test_only_a_message_of_ones_own_that_is_there_can_be_asked_again(sent, index):
    with pytest.raises(BadInput):
        ask_anew(sent, index)


def test_an_emptied_question_is_refused():
    with pytest.raises(BadInput):
        ask_anew(SENT, 0, "  ")
