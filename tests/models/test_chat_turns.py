"""Conversations in the forms that templates take."""

import pytest

from models.chat_turns import FOLDED, NO_GREETING, begin_with_user, fold, forms_of, lead, left_out, merge
from models.errors import word


def said(*turns):
    roles = {"s": "system", "u": "user", "a": "assistant"}
    return [{"role": roles[turn[0]], "content": turn[2:]} for turn in turns]


def test_a_plain_conversation_has_one_form():
    messages = said("u hello", "a hi", "u bye")
    assert forms_of(messages) == [(messages, "")]


def test_a_system_message_goes_before_the_next_message_of_the_user():
    assert fold(said("s be brief", "u hello", "a hi", "s rhyme", "u bye")) == said(
        "u be brief\n\nhello", "a hi", "u rhyme\n\nbye"
    )
    assert forms_of(said("s be brief", "u hello")) == [
        (said("s be brief", "u hello"), ""),
        (said("u be brief\n\nhello"), word(FOLDED)),
    ]


def test_what_the_system_says_later_may_lead():
    assert lead(said("s a", "u b", "s c", "u d")) == said("s a\n\nc", "u b", "u d")


@pytest.mark.parametrize(
    ("turns", "merged"),
    [(("u a", "u b", "a c"), ("u a\n\nb", "a c")), (("u a", "a b"), ("u a", "a b")), ((), ())],
)
def test_messages_in_a_row_by_one_speaker_become_one(turns, merged):
    assert merge(said(*turns)) == said(*merged)


def test_a_greeting_may_be_left_out():
    assert begin_with_user(said("s x", "a hi", "u hello")) == (said("s x", "u hello"), word(NO_GREETING))
    assert begin_with_user(said("u hello")) == (said("u hello"), "")


def test_a_system_message_may_be_left_out():
    assert left_out(said("u hello")) == (said("u hello"), "")
    assert left_out(said("s x", "u hello"))[0] == said("u hello")
