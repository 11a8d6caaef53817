"""Signing in with a login of the Hub, on a Space whose README asks for it (`hf_oauth`)."""

import gradio as gr

from tabs.doors.gate.limits import read_limits


def draw_sign_in() -> None:
    """Draw the button; elsewhere nothing, for there is nobody to sign in with."""
    if read_limits().signs_in:
        gr.LoginButton("Sign in to use your own models", size="sm", scale=0, min_width=240)
