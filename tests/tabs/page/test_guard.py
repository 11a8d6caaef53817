"""What a session keeps of the page's components."""

import asyncio

import gradio as gr
from gradio.state_holder import SessionState

from tabs.kinds import MESSAGES
from tabs.page.gradio_bends import GuardedBlocks
from tabs.page.widgets import make_chat
from tabs.task import Input


async def said_twice():
    with GuardedBlocks(analytics_enabled=False) as page:
        conversation = make_chat(Input("messages", "Conversation", MESSAGES), [])
        gr.Button().click(lambda messages: messages, conversation, conversation, preprocess=False)
    (run,) = page.fns.values()
    state = SessionState(page)
    await page.preprocess_data(run, ["Hello"], state)
    await page.postprocess_data(run, gr.skip(), state)
    return await page.preprocess_data(run, ["Hello again"], state)


def test_a_skipped_conversation_still_takes_a_plain_text():
    assert asyncio.run(said_twice()) == ["Hello again"]
