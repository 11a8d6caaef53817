"""Conversations as Transformers 4 had them, its own tests of 4.41 among them."""

import pytest

from models.errors import BadInput
from models.pipelines import Conversation, pipeline
from tests.tiny import MAKERS

pytestmark = pytest.mark.usefixtures("one_thread")


@pytest.fixture(scope="module", params=["facebook/blenderbot-400M-distill", "distilbert/distilgpt2"])
def chatbot(request, tmp_path_factory):
    """An encoder-decoder, and a decoder without a chat template."""
    folder = tmp_path_factory.mktemp("model")
    MAKERS[request.param](folder)
    return pipeline("conversational", model=str(folder), device="cpu")


def test_an_answer_is_added(chatbot):
    conversation = Conversation("Hi there!")
    answered = chatbot(conversation, max_new_tokens=5)
    assert answered is conversation
    assert [message["role"] for message in answered] == ["user", "assistant"]
    assert answered.messages[0]["content"] == "Hi there!"
    assert answered.generated_responses == [answered[1]["content"]]
    assert chatbot([Conversation("Hi there!")], max_new_tokens=5) == answered


def test_several_conversations_and_history(chatbot):
    first, second = Conversation("Any suggestions?"), Conversation("What have you read?")
    assert len(first) == len(second) == 1
    assert chatbot([first, second], max_new_tokens=5) == [first, second]
    second.add_message({"role": "user", "content": "Why do you recommend it?"})
    assert chatbot(second, max_new_tokens=5) is second
    assert [message["role"] for message in second] == ["user", "assistant"] * 2
    assert second.past_user_inputs == ["What have you read?", "Why do you recommend it?"]
    assert len(second.generated_responses) == 2


def test_a_chat_as_a_list_of_messages(chatbot):
    asked = [{"role": "user", "content": "hello"}]
    (answer,) = chatbot(asked, max_new_tokens=5)
    assert [message["role"] for message in answer["generated_text"]] == ["user", "assistant"]


def test_the_same_words_get_the_same_answer(chatbot):
    """Version 4 did not draw lots unless the model's own settings said so."""
    assert len({chatbot(Conversation("hello"), max_new_tokens=6)[-1]["content"] for _ in range(3)}) == 1


def test_a_long_conversation_loses_its_beginning(chatbot):
    conversation = Conversation("hello")
    for number in range(12):
        conversation.append_response(f"answer {number} " * 3)
        conversation.add_user_input(f"question {number} " * 3)
    chatbot(conversation, max_new_tokens=5)
    assert len(conversation) == 26


@pytest.mark.parametrize("wrong", ["hello", [], 5, Conversation(), ["hello"]])
def test_what_is_no_conversation(chatbot, wrong):
    with pytest.raises(BadInput):
        chatbot(wrong)


def test_blenderbot_answers_as_text_generation_too(tmp_path):
    MAKERS["facebook/blenderbot-400M-distill"](tmp_path)
    chatbot = pipeline(task="text-generation", model=str(tmp_path))
    (answer,) = chatbot([{"role": "user", "content": "hello"}], max_new_tokens=5)
    assert answer["generated_text"][-1]["role"] == "assistant"


def test_a_conversation_by_itself():
    older = Conversation(past_user_inputs=["hello"], generated_responses=["Hi"])
    newer = Conversation([{"role": "user", "content": "hello"}, {"role": "assistant", "content": "Hi"}])
    assert older == newer
    assert list(older.iter_texts()) == [(True, "hello"), (False, "Hi")]
    older.add_user_input("again")
    assert older.new_user_input == "again"
    with pytest.raises(ValueError, match="no answer yet"):
        older.add_user_input("and again")
    older.add_user_input("once more", overwrite=True)
    assert older.past_user_inputs == ["hello", "once more"]
    assert older != newer
    assert "user: once more" in repr(older)
    older[0] = {"role": "user", "content": "hey"}
    assert older[0]["content"] == "hey"
    with pytest.raises(ValueError, match="no message of the user"):
        _ = newer.new_user_input
    for wrong in ({"role": "nobody", "content": "x"}, {"content": "x"}):
        with pytest.raises(ValueError, match="A message is"):
            newer.add_message(wrong)
    assert Conversation(text="hello", conversation_id=newer.uuid) == newer
