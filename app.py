"""Pipeline Playground: try every Hugging Face task in a browser. Start it with `python app.py`."""

import gc

if __name__ == "__main__":
    gc.disable()  # start-up makes a million objects that stay: looking for garbage among them takes a sixth of it

import threading
import time
from typing import Any

import gradio as gr

from models import device, ending, hub, load, zero_gpu
from models.cache import ModelCache
from models.precision import check_settings
from models.tidy import tidy_up
from models.training.keeper import build_keeper
from tabs import TABS
from tabs.doors.gate.limits import read_limits
from tabs.doors.gate.logs import write_log
from tabs.doors.gate.serve import before_gradio, open_folder
from tabs.doors.routes import make_plain_routes
from tabs.page import build_page
from tabs.page.launch import LAUNCH
from tabs.page.port import check_port
from tabs.run.engine.choice import build_engine

TIDY_S = 60.0
WARM_UP_AFTER_S = 3.0  # the first visitor's page comes first: the imports keep a core busy for seconds


def build_cache() -> ModelCache[Any]:
    """Build the one cache that every panel and every door calls, unless models run elsewhere; loads no model."""
    cache = zero_gpu.build_cache()
    threading.Thread(target=tidy, args=(cache,), name="tidy", daemon=True).start()
    return cache


def build() -> gr.Blocks:
    """Build the page around a cache; loads no model."""
    cache = build_cache()
    return build_page(TABS, build_engine(cache), build_keeper(cache))


def tidy(cache: ModelCache[Any]) -> None:
    """Drop what nobody has used for long, for as long as the server lives."""
    while True:
        time.sleep(TIDY_S)
        tidy_up(cache)


def main() -> None:
    """Serve the page, then import what the first run will need."""
    write_log()
    check_settings()
    check_port()
    zero_gpu.prepare()
    device.share_arenas()
    ending.tidy_on_sigterm()
    limits = read_limits()
    hub.start_probe()
    folder = open_folder(limits)
    cache = build_cache()
    engine = build_engine(cache)
    page = build_page(TABS, engine, build_keeper(cache))
    page.launch(
        **LAUNCH, **before_gradio(page, limits, folder, make_plain_routes(TABS, engine)), prevent_thread_lock=True
    )
    gc.freeze()
    gc.enable()
    warm_up = threading.Timer(WARM_UP_AFTER_S, load.warm_up)
    warm_up.daemon = True
    warm_up.start()
    page.block_thread()


if __name__ == "__main__":
    main()
