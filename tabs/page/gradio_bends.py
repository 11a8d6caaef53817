"""Where errors become what the user reads, and where Gradio 6.31 is bent to hold back what could do harm."""

import errno
import inspect
import logging
import os
import sys
import tempfile
from collections.abc import Callable
from copy import copy
from functools import cache, wraps
from pathlib import Path
from typing import Any

import gradio as gr
from gradio import processing_utils, route_utils, routes

from models.errors import AppError
from tabs.doors.gate.cross_origin import CrossOrigin
from tabs.doors.gate.limits import read_limits
from tabs.doors.gate.places import Places
from tabs.doors.refusal import BROKEN
from tabs.doors.visitor import language_of
from tabs.page.spoken import speak_all
from tabs.page.visit import keep_visits_for
from tabs.words import SPOKEN, say, speaking

log = logging.getLogger(__name__)

WAITING = 64
"""Calls that may wait at once; one more is told that the server is busy."""

FILES_AT_ONCE = 32
"""Files that one upload request may hold; Gradio 6.31 takes 1000."""

STATUS_EVERY_S = 1.0
"""How often those who wait are told how many are before them; each is told at once when it comes."""

VISITS = 1000
"""Sessions that are kept at once; of more, those go that were silent for longest."""

UNREADABLE = "page.input_could_not_be_read"
QUIET: dict[str, Any] = {"api_visibility": "private", "queue": False, "show_progress": "hidden"}
"""Options of events that the page handles by itself."""

RUN = "run"
"""The queue of the runs. Their panels show their errors, so that no note in the corner does."""

NO_ROOM = "page.servers_disk_full"


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

    @property
    def config(self) -> Any:
        """The description of the page in the language of the current call."""
        return self._spoken[SPOKEN.get()]

    @config.setter
    def config(self, config: Any) -> None:
        """Keep the description, in each language."""
        self._spoken = speak_all(config)

    def queue(
        self, status_update_rate: float = STATUS_EVERY_S, max_size: int | None = WAITING, **kwargs: Any
    ) -> "GuardedBlocks":
        """Set up the queue, which Blocks does when it is built: calling this again would build the routes twice.

        Gradio 6.31 tells all who wait of every call that begins, and after every call computes percentiles over
        the last 10,000 for its monitoring page, which is off here.
        """
        super().queue(status_update_rate=status_update_rate, max_size=max_size, **kwargs)
        self._queue.ANAYLTICS_CACHE_FREQUENCY, self._queue.ANALYTICS_MAX_EVENTS = sys.maxsize, WAITING
        limits = read_limits()
        self.places = Places(self._queue, max_size, limits.visitor_calls, limits.proxies)
        return self

    def launch(self, *args: Any, state_session_capacity: int = VISITS, **kwargs: Any) -> Any:
        """Start the server."""
        return super().launch(*args, state_session_capacity=state_session_capacity, **kwargs)

    async def preprocess_data(
        self, block_fn: Any, inputs: list[Any], state: Any = None, *args: Any, **kwargs: Any
    ) -> Any:
        """Read the payloads of a call; what Gradio refuses (outside files, wrong shapes) is put into words.

        Arguments left out at the end stand as the page shows them at first: the example, the defaults.
        """
        left_out = [block.value for block in block_fn.inputs[len(inputs) :]]
        try:
            return await super().preprocess_data(block_fn, [*inputs, *left_out], state, *args, **kwargs)
        except Exception as error:
            log.info("Refused an input: %s", error)
            raise gr.Error(say(UNREADABLE), print_exception=False) from error

    async def postprocess_data(self, block_fn: Any, predictions: Any, state: Any) -> list[Any]:
        """Prepare the values of an answer for the page; outputs that stay as they are (gr.skip) cost nothing.

        Gradio 6.31 makes a component anew for each of them, which takes up to 3 ms in which nobody is served.
        """
        outputs = block_fn.outputs
        if len(outputs) == 1 or not isinstance(predictions, list | tuple) or len(predictions) != len(outputs):
            whole: list[Any] = await super().postprocess_data(block_fn, predictions, state)
            return whole
        answer: list[Any] = [gr.skip() for _ in outputs]
        told = [place for place, value in enumerate(predictions) if not is_skipped(value)]
        if told:
            part = copy(block_fn)
            part.outputs = [outputs[place] for place in told]
            values = [predictions[place] for place in told]
            ready = await super().postprocess_data(part, values if len(told) > 1 else values[0], state)
            for place, value in zip(told, ready, strict=True):
                answer[place] = value
        return answer

    async def process_api(self, block_fn: Any, *args: Any, **kwargs: Any) -> Any:
        """Answer a call; events that only the browser handles cannot be called."""
        with speaking(language_of_call(kwargs.get("request"))):
            if getattr(block_fn, "fn", block_fn) is None:
                raise gr.Error(say(UNREADABLE), print_exception=False)
            try:
                return await super().process_api(block_fn, *args, **kwargs)
            except gr.Error:
                raise
            except Exception as error:
                if not isinstance(error, AppError) and not is_full_disk(error):
                    log.exception("A call failed")
                in_panel = getattr(block_fn, "concurrency_id", "") == RUN
                raise gr.Error(word_error(error), visible=not in_panel, print_exception=False) from error


def language_of_call(request: Any) -> str:
    """Return in which language a call is answered, by Gradio's own request or the first of several."""
    first = request[0] if isinstance(request, list) and request else request
    http = getattr(first, "request", None)
    return SPOKEN.get() if http is None else language_of(http)


def is_full_disk(error: Exception) -> bool:
    """Tell whether the disk has no more room."""
    return isinstance(error, OSError) and error.errno in (errno.ENOSPC, errno.EDQUOT)


def word_error(error: Exception) -> str:
    """Return the sentence that the user reads."""
    if isinstance(error, AppError):
        return str(error)
    return say(NO_ROOM if is_full_disk(error) else BROKEN)


def is_skipped(value: Any) -> bool:
    """Tell whether an output stays as it is; arrays, which compare item by item, do not."""
    return isinstance(value, dict) and value == gr.skip()


def describe_argument(component: Any, words: str) -> None:
    """Let the API page tell what an argument is; Gradio 6.31 knows only what the component says of its form."""
    form = component.api_info()
    if getattr(component, "allow_custom_value", False):
        form = {name: value for name, value in form.items() if name != "enum"}
    component.api_info = lambda: {**form, "additional_description": words}


def answer_any_json(component: Any) -> None:
    """Let the API page say that a component answers JSON; it shows HTML.

    A subclass would do, but Gradio 6.31 writes a .pyi file beside the source of every subclass.
    """
    component.api_info = lambda: {"type": {}, "description": "any valid json"}


def draw_template(script: str) -> str:
    """Return a gr.HTML template from the body of a JavaScript function of `value` that returns HTML.

    Gradio 6.31 fills Handlebars into a template first and then evaluates the result as a JavaScript template
    literal: `${...}` in a value that stands in `{{...}}` is run. Here nothing is filled in: the value is the
    function's argument, and `escaped` makes text of any part of it. Every panel has a copy: lines are joined.
    """
    escaped = """(text) => String(text ?? "").replace(/[&<>"'`]/g, (sign) => "&#" + sign.charCodeAt(0) + ";")"""
    return f"${{(() => {{ const escaped = {escaped};{''.join(line.strip() for line in script.splitlines())} }})()}}"


def write_aside(save: Callable[..., str]) -> Callable[..., str]:
    """Let one of processing_utils.save_*_to_cache show its file only when it is whole, and never write it twice.

    Gradio 6.31 names files by their content, and writes one anew while another visitor is being sent it.
    """
    place = list(inspect.signature(save).parameters).index("cache_dir")

    @wraps(save)
    def save_aside(*args: Any, **kwargs: Any) -> str:
        folder = Path(kwargs["cache_dir"] if "cache_dir" in kwargs else args[place])
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix="draft-", dir=folder) as aside:
            given = {**kwargs, "cache_dir": aside} if "cache_dir" in kwargs else kwargs
            draft = Path(save(*[aside if number == place else one for number, one in enumerate(args)], **given))
            kept = (folder / draft.parent.name / draft.name).resolve()
            kept.parent.mkdir(exist_ok=True)
            if kept.exists():
                os.utime(kept)
            else:
                draft.replace(kept)
        return str(kept)

    return save_aside


class FewFiles(route_utils.GradioMultiPartParser):  # type: ignore[misc]
    """Gradio's reader of uploads, with a bound on their number."""

    def __init__(self, *args: Any, max_files: float = FILES_AT_ONCE, **kwargs: Any) -> None:
        """Read a request."""
        super().__init__(*args, max_files=min(max_files, FILES_AT_ONCE), **kwargs)


for name in ("save_pil_to_cache", "save_bytes_to_cache", "save_audio_to_cache"):
    setattr(processing_utils, name, write_aside(getattr(processing_utils, name)))
route_utils.GradioMultiPartParser = FewFiles
routes.CustomCORSMiddleware = CrossOrigin
keep_visits_for(GuardedBlocks)
