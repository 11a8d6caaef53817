"""The Models page: what is loaded, how large it is, and how to let it go."""

import hmac
import html
from collections.abc import Callable
from typing import Any

import gradio as gr
from gradio.components import Component

from models.cache import ModelCache
from models.cache.stats import CacheStats, EntryStats
from models.device import unused_gpu
from models.errors import BadInput
from tabs.doors.gate.limits import Limits, read_limits
from tabs.page.check import draw_check_form
from tabs.page.device_choice import draw_device_choice
from tabs.run.report import name_model
from tabs.task import Tab

NOT_OWNER = "Only the owner of this server may unload models for everybody. Type the owner's secret first."
SOURCES = {"hub": "from the Hub", "local": "from a folder", "starter": "embedded starter", "trained": "trained here"}


def draw_status_page(cache: ModelCache[Any], tabs: tuple[Tab, ...], precision: list[Component]) -> gr.Tab:
    """Draw the page inside the surrounding Blocks; the tab's selection and the button refresh it."""
    limits = read_limits()
    with gr.Tab("Models", id="models", elem_id="tab-models") as tab:
        gr.HTML(
            "<h2>Models in memory</h2><p>A model is loaded when it is first used, kept while memory allows, "
            "and dropped when it was not used for long.</p>",
            elem_classes="heading",
        )
        table = gr.HTML(draw_memory_table(cache.stats()), elem_classes="models")
        answer = gr.JSON(label="status", visible=False)
        with gr.Row(elem_classes="buttons"):
            refresh = gr.Button("Refresh", scale=0, min_width=140)
            secret = make_secret_field(limits)
            unload = gr.Button("Unload idle models", scale=0, min_width=200, visible=has_owner(limits))
        draw_device_choice(precision)
        draw_check_form(tabs)
    show = make_shower(cache)

    def status() -> dict[str, Any]:
        """Tell which models are loaded, what they take and how many calls use them."""
        return describe_memory(cache.stats())

    gr.on([refresh.click], status, None, answer, api_name="status", queue=False).then(
        show, None, table, api_visibility="private", queue=False
    )
    tab.select(show, None, table, api_visibility="private", queue=False, show_progress="hidden")
    unload.click(make_unloader(cache, limits), secret, table, api_visibility="private", queue=False, preprocess=False)
    return tab


def has_owner(limits: Limits) -> bool:
    """Tell whether the button is of use: to anybody on a machine of one's own, on a Space to who knows the secret."""
    return bool(limits.owner_token) or not limits.on_space


def make_secret_field(limits: Limits) -> gr.Textbox:
    """Make the field for the owner's secret, shown where there is one."""
    return gr.Textbox(
        "",
        show_label=False,
        placeholder="The owner's secret",
        type="password",
        visible=bool(limits.owner_token),
        scale=0,
        min_width=200,
    )


def is_owner(secret: object, limits: Limits) -> bool:
    """Tell whether a caller may do what concerns everybody."""
    if not limits.owner_token:
        return not limits.on_space
    return hmac.compare_digest(str(secret).encode(), limits.owner_token.encode())


def make_shower(cache: ModelCache[Any]) -> Callable[[], str]:
    """Return the function that draws the table."""
    return lambda: draw_memory_table(cache.stats())


def make_unloader(cache: ModelCache[Any], limits: Limits) -> Callable[[object], str]:
    """Return the function that drops every model nobody is using, for the owner alone, and draws the table."""

    def unload_and_show(secret: object = "") -> str:
        if not is_owner(secret, limits):
            raise BadInput(NOT_OWNER)
        for entry in cache.stats().entries:
            if not entry.pins:
                cache.unload(entry.key)
        return draw_memory_table(cache.stats())

    return unload_and_show


def draw_memory_table(stats: CacheStats) -> str:
    """Return the cache's contents as HTML."""
    used = stats.resident_bytes / max(stats.budget_bytes, 1)
    why = unused_gpu()
    bar = (
        f"{f'<p><b>{html.escape(why)}</b></p>' if why else ''}"
        f"<div class='meter' role='img' aria-label='{used:.0%} of the memory for models is used'>"
        f"<span style='width:{min(used, 1):.1%}'></span></div>"
        f"<p>{stats.resident_bytes / 1e6:,.0f} of {stats.budget_bytes / 1e6:,.0f} MB used</p>"
    )
    if not stats.entries:
        return f"{bar}<p>No model is loaded. Run a task and come back.</p>"
    rows = "".join(draw_memory_row(entry) for entry in stats.entries)
    return (
        f"{bar}<div class='scroll' tabindex='0'><table><tr><th>Model</th><th>Task</th><th>Memory</th>"
        f"<th>Device</th><th>State</th><th>Used</th></tr>{rows}</table></div>"
    )


def draw_memory_row(entry: EntryStats) -> str:
    """Return one loaded model as a table row."""
    used = "in use now" if entry.pins else f"{entry.idle_s:.0f} s ago"
    cells = (
        f"{name_model(entry.key)} ({SOURCES[entry.key.source]})",
        entry.key.task,
        f"{entry.size_bytes / 1e6:,.0f} MB",
        entry.key.device,
        entry.state,
        f"{used}, {entry.uses} {'time' if entry.uses == 1 else 'times'}",
    )
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"


def describe_memory(stats: CacheStats) -> dict[str, Any]:
    """Return what /status answers."""
    return {
        "budget_bytes": stats.budget_bytes,
        "resident_bytes": stats.resident_bytes,
        "reserved_bytes": stats.reserved_bytes,
        "models": [
            {
                "task": entry.key.task,
                "model": name_model(entry.key),
                "revision": entry.key.revision,
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
