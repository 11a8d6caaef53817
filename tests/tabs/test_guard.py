"""What a session keeps of the page's components."""

import asyncio

import gradio as gr
from gradio.state_holder import SessionState

from tabs.guard import GuardedBlocks
from tabs.inputs import chat


def test_a_skipped_conversation_still_takes_a_plain_text():
    with GuardedBlocks(analytics_enabled=False) as page:
        conversation = chat("Conversation", [])
        gr.Button().click(lambda messages: messages, conversation, conversation, preprocess=False)
    state = SessionState(page)
    for _ in range(2):
        (run,) = page.fns.values()
        assert asyncio.run(page.preprocess_data(run, ["Hello"], state)) == ["Hello"]
        asyncio.run(page.postprocess_data(run, [gr.skip()], state))
