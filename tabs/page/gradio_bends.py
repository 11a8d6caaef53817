"""The one place where errors become what the user reads."""

import logging
from functools import cache
from typing import Any

import gradio as gr

from models.errors import AppError

log = logging.getLogger(__name__)

WAITING = 64
"""Calls that may wait at once; one more is told that the server is busy."""

UNREADABLE = "The input could not be read. Upload files first, and send each field as the page or its code shows."
QUIET: dict[str, Any] = {"api_visibility": "private", "queue": False, "show_progress": "hidden"}
"""Options of events that the page handles by itself."""

BROKEN = "Something went wrong inside the app. Try again, or try another model; the server's log has the details."


class GuardedBlocks(gr.Blocks):  # type: ignore[misc]
    """Blocks whose every call, from the page or over HTTP, fails with one plain sentence or not at all.

    An AppError's message is shown as it is. Anything else goes to the server's log, and the user reads a
    sentence that holds no path, no token and no traceback.
    """

    def __exit__(self, *args: Any) -> None:
        """Finish the page. It does not change any more, so the description of it is made once.

        Gradio 6.31 makes it anew four times while starting and once for every visitor.
        """
        self.default_config.get_config = cache(self.default_config.get_config)
        super().__exit__(*args)

    def queue(self, *args: Any, max_size: int | None = WAITING, **kwargs: Any) -> "GuardedBlocks":
        """Set up the queue, which Blocks does when it is built: calling this again would build the routes twice."""
        super().queue(*args, max_size=max_size, **kwargs)
        return self

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], state: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        """Read the payloads of a call; what Gradio refuses (outside files, wrong shapes) is put into words.

        Arguments left out at the end stand as the page shows them at first: the example, the defaults.
        """
        left_out = [block.value for block in block_fn.inputs[len(inputs) :]]
        put_back(block_fn.inputs, state)
        try:
            return await super().preprocess_data(block_fn, [*inputs, *left_out], state, *args, **kwargs)
        except Exception as error:
            log.info("Refused an input: %s", error)
            raise gr.Error(UNREADABLE, print_exception=False) from error

    async def process_api(self, *args: Any, **kwargs: Any) -> Any:
        """Answer a call."""
        try:
            return await super().process_api(*args, **kwargs)
        except gr.Error:
            raise
        except AppError as error:
            raise gr.Error(str(error), print_exception=False) from error
        except Exception as error:
            log.exception("A call failed")
            raise gr.Error(BROKEN, print_exception=False) from error


def put_back(blocks: list[Any], state: Any) -> None:
    """Let a session's components be those of the page again.

    Gradio 6.31 makes a component anew for the session when an answer leaves it as it is (gr.skip), from the
    arguments of its constructor: what was set on it afterwards is lost. Here components never change.
    """
    for block in blocks:
        if state is not None and not block.stateful and state.get(block._id, block) is not block:
            state[block._id] = block


def describe_argument(component: Any, words: str) -> None:
    """Let the API page tell what an argument is; Gradio 6.31 knows only what the component says of its form."""
    form = component.api_info()
    component.api_info = lambda: {**form, "additional_description": words}


def answer_any_json(component: Any) -> None:
    """Let the API page say that a component answers JSON; it shows HTML.

    A subclass would do, but Gradio 6.31 writes a .pyi file beside the source of every subclass.
    """
    component.api_info = lambda: {"type": {}, "description": "any valid json"}
