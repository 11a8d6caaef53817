"""Signing in with a login of the Hub, on a Space whose README asks for it (`hf_oauth`)."""

import gradio as gr

from tabs.doors.gate.limits import read_limits
from tabs.words import say


def draw_sign_in() -> None:
    """Draw the button; elsewhere nothing, for there is nobody to sign in with."""
    if read_limits().signs_in:
        gr.LoginButton(say("page.sign_in_to_use_your_own"), size="sm", scale=0, min_width=240)
