"""The Models page: what is loaded, how large it is, and how to let it go."""

import hmac
import html
from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components import Component

from models import hub
from models.cache.stats import CacheStats, EntryStats
from models.device import unused_gpu
from models.errors import BadInput
from models.key import ModelKey
from tabs.doors.gate.limits import Limits, read_limits
from tabs.doors.visitor import current_visitor
from tabs.page.device_choice import draw_device_choice
from tabs.page.files import draw_files_table
from tabs.page.picker import draw_picker_button
from tabs.run.engine import Engine
from tabs.run.report import format_megabytes, name_model
from tabs.run.zero_gpu import TOLD_LAST
from tabs.task import Tab
from tabs.words import say

NOT_OWNER = "page.only_owner_server_may_unload_models"
OTHERS = "page.model_another_visitor"
SOURCES = {
    "hub": "page.from_the_hub",
    "local": "page.from_a_folder",
    "starter": "page.starter_word",
    "trained": "page.trained_here",
}


def draw_status_page(engine: Engine, tabs: tuple[Tab, ...], shared: list[Component]) -> gr.Tab:
    """Draw the page inside the surrounding Blocks; the tab's selection and the button refresh it."""
    limits = read_limits()
    with gr.Tab(say("page.models"), id="models", elem_id="tab-models") as tab:
        gr.HTML(
            (f"<h2>{say('page.models_in_memory')}</h2><p>{say('page.model_loaded_when_first_used_kept')}</p>"),
            elem_classes="heading",
        )
        table = gr.HTML(draw_memory_table(engine.stats(), limits), elem_classes="models")
        files = gr.HTML("", elem_classes="models heading")
        answer = gr.JSON(label="status", visible=False)
        with gr.Row(elem_classes="buttons"):
            refresh = gr.Button(say("page.refresh"), scale=0, min_width=140)
            secret = make_secret_field(limits)
            unload = gr.Button(say("page.unload_idle_models"), scale=0, min_width=200, visible=has_owner(limits))
        draw_device_choice(shared)
        draw_picker_button()
    show = make_shower(engine, tabs, limits)

    def status() -> dict[str, Any]:
        """Tell which models are loaded, what they take and how many calls use them.

        On ZeroGPU `gpu_worker` is what the worker that answered last had then.
        """
        told = describe_memory(engine.stats(), limits)
        return {**told, "gpu_worker": describe_memory(TOLD_LAST[0], limits)} if TOLD_LAST else told

    gr.on([refresh.click], status, None, answer, api_name="status", queue=False).then(
        show, None, [table, files], api_visibility="private", queue=False
    )
    tab.select(show, None, [table, files], api_visibility="private", queue=False, show_progress="hidden")
    unload.click(make_unloader(engine, limits), secret, table, api_visibility="private", queue=False, preprocess=False)
    return tab


def has_owner(limits: Limits) -> bool:
    """Tell whether the button is of use: to anybody on a machine of one's own, on a Space to its owner."""
    return bool(limits.owner_token) or limits.signs_in or not limits.on_space


def make_secret_field(limits: Limits) -> gr.Textbox:
    """Make the field for the owner's secret, shown where there is one."""
    return gr.Textbox(
        "",
        show_label=False,
        placeholder=say("page.the_owners_secret"),
        type="password",
        visible=bool(limits.owner_token),
        scale=0,
        min_width=200,
    )


def is_owner(secret: object, limits: Limits) -> bool:
    """Tell whether a caller may do what concerns everybody: who knows the secret, or signed in as an owner."""
    if current_visitor().is_owner:
        return True
    if not limits.owner_token:
        return not limits.on_space
    return hmac.compare_digest(str(secret).encode(), limits.owner_token.encode())


def make_shower(engine: Engine, tabs: tuple[Tab, ...], limits: Limits) -> Callable[[], tuple[str, str]]:
    """Return the function that draws the two tables: what is in memory, and what is on disk."""
    return lambda: (draw_memory_table(engine.stats(), limits), draw_files_table(tabs))


def name_for(key: ModelKey, limits: Limits) -> str:
    """Return a model's name as whoever asks may read it: what others chose beside a Space's list is theirs to know."""
    if key.visitor or (limits.on_space and key.source == "hub" and not key.known):
        visitor = current_visitor()
        with hub.logged_in(visitor.token):
            is_own = bool(key.visitor) and hub.caller_mark() == key.visitor
        return name_model(key) if is_own or (visitor.is_owner and not key.visitor) else say(OTHERS)
    return name_model(key)


def make_unloader(engine: Engine, limits: Limits) -> Callable[[object], str]:
    """Return the function that drops every model nobody is using, for the owner alone, and draws the table."""

    def unload_and_show(secret: object = "") -> str:
        if not is_owner(secret, limits):
            raise BadInput(NOT_OWNER)
        for entry in engine.stats().entries:
            if not entry.pins:
                engine.unload(entry.key)
        return draw_memory_table(engine.stats(), limits)

    return unload_and_show


def draw_memory_table(stats: CacheStats, limits: Limits) -> str:
    """Return the cache's contents as HTML."""
    used = stats.resident_bytes / max(stats.budget_bytes, 1)
    why = unused_gpu()
    told = say("page.used_memory_for_models_used", used=used)
    phrase = say(
        "page.so_much_used", stats=format_megabytes(stats.resident_bytes), stats_2=format_megabytes(stats.budget_bytes)
    )
    bar = (
        f"{f'<p><b>{html.escape(why)}</b></p>' if why else ''}<div class='meter' role='img' aria-label='{told}'>"
        f"<span style='width:{min(used, 1):.1%}'></span></div><p>{phrase}"
        "</p>"
    )
    if not stats.entries:
        return f"{bar}<p>{say('page.no_model_is_loaded')}</p>"
    rows = "".join(draw_memory_row(entry, limits) for entry in stats.entries)
    return (
        f"{bar}<div class='scroll' tabindex='0' role='region' aria-label='{say('page.models_in_memory')}'>"
        f"<table><tr><th>{say('page.model')}</th><th>{say('page.task')}"
        f"</th><th>{say('page.memory')}</th><th>{say('page.device')}</th>"
        f"<th>{say('page.state')}</th><th>{say('page.used')}</th></tr>{rows}"
        "</table></div>"
    )


def draw_memory_row(entry: EntryStats, limits: Limits) -> str:
    """Return one loaded model as a table row."""
    used = say("page.in_use_now") if entry.pins else say("page.so_long_ago", time=format_age(entry.idle_s))
    cells = (
        f"{name_for(entry.key, limits)} ({say(SOURCES[entry.key.source])})",
        entry.key.task,
        format_megabytes(entry.size_bytes),
        entry.key.device,
        say(f"page.state_{entry.state}"),
        say("page.used_so_often", when=used, count=entry.uses),
    )
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"


def format_age(seconds: float) -> str:
    """Return a length of time in the largest unit that fits."""
    for unit, length_s in (("h", 3600), ("min", 60)):
        if seconds >= 2 * length_s:
            return f"{seconds / length_s:.0f} {unit}"
    return f"{seconds:.0f} s"


def describe_memory(stats: CacheStats, limits: Limits) -> dict[str, Any]:
    """Return what /status answers."""
    return {
        "budget_bytes": stats.budget_bytes,
        "resident_bytes": stats.resident_bytes,
        "reserved_bytes": stats.reserved_bytes,
        "models": [
            {
                "task": entry.key.task,
                "model": name_for(entry.key, limits),
                "revision": entry.key.revision if name_for(entry.key, limits) != say(OTHERS) else "",
                "source": entry.key.source,
                "device": entry.key.device,
                "state": entry.state,
                "size_bytes": entry.size_bytes,
                "pins": entry.pins,
                "idle_s": round(entry.idle_s, 1),
                "load_s": round(entry.load_s, 3),
                "uses": entry.uses,
            }
            for entry in stats.entries
        ],
    }
