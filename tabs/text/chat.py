"""Chat: a conversation that remembers what was said."""

from functools import partial
from typing import Any

from models.continue_together import continue_together
from tabs.kinds import CONVERSATION, EMPTIED, MESSAGES, TEXT
from tabs.read.messages import add_turn
from tabs.run.generation import (
    SAMPLING,
    are_continued_together,
    generate_options,
    max_new_tokens,
    repetition_penalty,
    sampling_options,
    stop,
    stop_options,
)
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Task
from tabs.words import say

Messages = list[dict[str, str]]

CODE = """\
from transformers import AutoConfig, AutoModelForSeq2SeqLM, AutoTokenizer, pipeline

messages = {messages}
options = {{
    "max_new_tokens": {max_new_tokens},
    "do_sample": {do_sample},
    "temperature": {temperature},
    "top_p": {top_p},
    "top_k": {top_k},
    "repetition_penalty": {repetition_penalty},
}}
if AutoConfig.from_pretrained({model}{revision}).is_encoder_decoder:  # Blenderbot
    tokenizer = AutoTokenizer.from_pretrained({model}{revision})
    model = AutoModelForSeq2SeqLM.from_pretrained({model}{revision})
    tokens = tokenizer("  ".join(message["content"] for message in messages), return_tensors="pt")
    options["max_new_tokens"] = min(options["max_new_tokens"], model.config.max_position_embeddings - 1)
    print(tokenizer.decode(model.generate(**tokens, **options)[0], skip_special_tokens=True))
else:
    chat = pipeline("text-generation", model={model}{revision})
    print(chat(messages, **options)[0]["generated_text"][-1]["content"])
"""


def call(
    pipe: Any, job: Job, *, messages: Messages, text: str, max_new_tokens: int, stop: str, **settings: Any
) -> list[dict[str, Messages]]:
    """Return [{"generated_text": messages}], the last of them the model's."""
    conversation = add_turn(messages, text)
    recent = take_recent(pipe, job, conversation, max_new_tokens)
    options = generate_options(
        pipe,
        partial(show_answer, job, conversation),
        skip_prompt=pipe.is_decoder_only,
        count=job.count,
        max_new_tokens=max_new_tokens,
        **settings,
    )
    raw = pipe(recent, **options, **stop_options(pipe, stop))
    return add_answer(conversation, raw[0]["generated_text"][-1]["content"])


def call_many(
    pipe: Any, jobs: list[Job], items: list[dict[str, Any]], *, max_new_tokens: int, stop: str, **settings: Any
) -> list[list[dict[str, Messages]]]:
    """Return the answer to each conversation."""
    if not are_continued_together(pipe, len(items), settings):
        each = zip(jobs, items, strict=True)
        return [call(pipe, job, **item, max_new_tokens=max_new_tokens, stop=stop, **settings) for job, item in each]
    conversations = [add_turn(**item) for item in items]
    answers = continue_together(
        pipe,
        [
            pipe.encode(take_recent(pipe, job, conversation, max_new_tokens))["input_ids"][0].tolist()
            for job, conversation in zip(jobs, conversations, strict=True)
        ],
        [partial(show_answer, job, conversation) for job, conversation in zip(jobs, conversations, strict=True)],
        [job.count for job in jobs],
        max_new_tokens=max_new_tokens,
        **sampling_options(settings),
        **stop_options(pipe, stop),
    )
    return [add_answer(one, answer.strip()) for one, answer in zip(conversations, answers, strict=True)]


def show_answer(job: Job, conversation: Messages, so_far: str) -> None:
    """Hand over an answer as far as it goes."""
    job.show(add_answer(conversation, so_far))


def take_recent(pipe: Any, job: Job, conversation: Messages, max_new_tokens: int) -> Messages:
    """Return as much of a conversation as the model can read; the job's note says what is left out."""
    recent: Messages = pipe.recent(conversation, max_new_tokens)
    cut = say("chat.the_conversation_is_long", count=len(recent), count_2=len(conversation))
    job.note = " ".join(filter(None, [cut if len(recent) < len(conversation) else "", pipe.fit(recent)[1]]))
    return recent


def add_answer(conversation: Messages, answer: str) -> list[dict[str, Messages]]:
    """Return the conversation with the model's message, in the form of the text-generation pipeline."""
    return [{"generated_text": [*conversation, {"role": "assistant", "content": answer}]}]


def render(raw: list[dict[str, Messages]], *, messages: Messages, text: str) -> tuple[Messages, str]:
    """Return the conversation, and an empty text for what comes next."""
    return raw[0]["generated_text"], ""


def ask(question: str) -> tuple[Messages, str]:
    """Return an example: a question that waits for an answer."""
    return [{"role": "user", "content": question}], ""


TASK = Task(
    id="chat",
    title=say("chat.chat_with_a_model"),
    summary=say("chat.ask_answer_ask_again"),
    models=(
        ModelChoice(
            "HuggingFaceTB/SmolLM2-135M-Instruct", 269_000_000, "Apache-2.0", say("common.small_quick_english")
        ),
        ModelChoice("Qwen/Qwen2.5-0.5B-Instruct", 988_000_000, "Apache-2.0", say("common.knows_more_many_languages")),
        ModelChoice(
            "facebook/blenderbot-400M-distill",
            730_000_000,
            "Apache-2.0",
            say("chat.small_talk_english_brief"),
            "refs/pr/1",
        ),
    ),
    starter="smollm2",
    inputs=(
        Input("messages", say("chat.conversation"), MESSAGES),
        Input(
            "text",
            say("chat.your_message"),
            TEXT,
            placeholder=say("chat.write_something_press_enter"),
            lines=1,
            required=False,
        ),
    ),
    outputs=(
        Output("messages", say("chat.conversation"), CONVERSATION, shown_in="messages"),
        Output("text", say("chat.your_message"), EMPTIED, shown_in="text"),
    ),
    parameters=(max_new_tokens(256), *SAMPLING, repetition_penalty(1.1), stop()),
    call=call,
    call_many=call_many,
    render=render,
    code=CODE,
    examples=(
        ask("What is the capital of Japan?"),
        ask("Tell me a joke."),
        ask("What does a cow say?"),
        ask("What is the opposite of hot?"),
    ),
)
