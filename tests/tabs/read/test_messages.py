import pytest

from models.errors import BadInput
from tabs.read.messages import MAX_MESSAGES, add_turn, read_messages

HELLO = {"role": "user", "content": "Hello"}
HI = {"role": "assistant", "content": "Hi there"}


def test_a_text_is_a_message_of_the_user():
    assert read_messages(" Hello ") == [HELLO]


@pytest.mark.parametrize("nothing", [None, "", "  ", [], [{"role": "user", "content": ""}]])
def test_nothing_is_no_message(nothing):
    assert read_messages(nothing) == []


def test_what_the_chat_of_the_page_sends_becomes_role_and_content():
    sent = {"role": "user", "content": [{"type": "text", "text": "Hello"}], "metadata": {"title": None}, "options": []}
    assert read_messages([sent, HI]) == [HELLO, HI]


@pytest.mark.parametrize(
    "wrong",
    [
        5,
        True,
        {"a": 1},
        ["Hello"],
        [{"role": "user"}],
        [{"role": "robot", "content": "Hello"}],
        [{"role": ["user"], "content": "Hello"}],
        [{"role": "user", "content": 5}],
        [{"role": "user", "content": {"path": "/etc/passwd"}}],
        [{"role": "user", "content": [{"type": "file", "file": {"path": "/etc/passwd"}}]}],
        [{"role": "user", "content": "x" * 60_000}],
        [HELLO] * (MAX_MESSAGES + 1),
    ],
)
def test_other_things_are_refused(wrong):
    with pytest.raises(BadInput):
        read_messages(wrong)


def test_a_new_turn_comes_last():
    assert add_turn([HELLO, HI], "And you?") == [HELLO, HI, {"role": "user", "content": "And you?"}]


def test_a_new_turn_takes_the_place_of_one_without_an_answer():
    assert add_turn([HELLO], "Good evening") == [{"role": "user", "content": "Good evening"}]


def test_a_question_that_waits_is_answered_without_a_new_turn():
    assert add_turn([HELLO], "") == [HELLO]


@pytest.mark.parametrize("messages", [[], [HELLO, HI], [{"role": "system", "content": "Be brief"}]])
def test_there_must_be_something_to_answer(messages):
    with pytest.raises(BadInput, match="nothing"):
        add_turn(messages, "")
