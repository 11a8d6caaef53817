"""The steps of a run through a model, drawn with this run's own numbers."""

import html
from collections.abc import Callable, Sequence
from math import isnan
from typing import Any

from models.inside.parts import Grid, Layer, Network, Part, Pixels, Score, Scores, Step, Steps, Tokens, Told, Wave
from tabs.render.percent import format_percent
from tabs.render.plots import draw_numbers, draw_picture, draw_wave
from tabs.task import ASSETS
from tabs.words import say

NAMED_LINES = 24
"""A grid with more lines is drawn as a picture without their names."""

STYLE = (ASSETS / "inside.css").read_text(encoding="utf-8")
"""Sent with the steps, so that who never looks inside need not fetch it."""


def draw_inside(parts: Sequence[Part], code: str = "") -> str:
    """Return the steps as an HTML list, and the program that does the same by hand, where there is one."""
    steps = [step for part in parts if (step := DRAWERS[type(part)](part))]
    if code:
        steps.append(write_step("code", f"<pre tabindex='0'><code>{html.escape(code)}</code></pre>"))
    return f"<style>{STYLE}</style><ol class='steps'>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"


def write_step(key: str, more: str = "", **values: Any) -> str:
    """Return a step: its heading and its sentence, by their key, and what comes below."""
    told = html.escape(say(f"inside.{key}", **values))
    return f"<h3>{html.escape(say(f'inside.{key}.title'))}</h3><p>{told}</p>{more}"


def draw_tokens(part: Tokens) -> str:
    """Return the pieces with their numbers; one that is repeated stands once."""
    chips = []
    place = 0
    while place < len(part.tokens):
        one, end = part.tokens[place], place + 1
        while end < len(part.tokens) and part.tokens[end].id == one.id:
            end += 1
        times = f" × {end - place}" if end - place > 1 else ""
        chips.append(
            f"<li{' class=added' if one.special else ''}>{html.escape(one.text)}{times}<small>{one.id}</small></li>"
        )
        place = end
    sentences = [
        say("inside.tokens.cut", shown=len(part.tokens)) if part.total > len(part.tokens) else "",
        say("inside.tokens.texts", count=part.texts) if part.texts > 1 else "",
    ]
    rest = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences if sentence)
    known = f"{part.vocabulary:,}"
    return write_step("tokens", f"{rest}<ul class='tokens'>{''.join(chips)}</ul>", count=part.total, known=known)


def draw_pixels(part: Pixels) -> str:
    """Return the picture as the model sees it, with a line around each patch."""
    width, height = part.size
    sentences = []
    if part.mean and part.std:
        numbers = {name: ", ".join(f"{one:.3g}" for one in getattr(part, name)) for name in ("mean", "std")}
        sentences.append(say("inside.pixels.scaled", **numbers))
    down, across = ((side // part.patch if part.patch else 0) for side in part.shape[-2:])
    if down and across:
        sentences.append(say("inside.pixels.patches", side=part.patch, across=across, down=down, all=across * down))
    more = "".join(f"<p>{html.escape(sentence)}</p>" for sentence in sentences)
    lines = f" style='--across:{across};--down:{down}'" if 0 < down <= 40 else ""
    picture = draw_picture(part.picture, say("inside.pixels.title"))
    return write_step(
        "pixels",
        f"{more}<figure class='seen{' cut' if lines else ''}'{lines}>{picture}</figure>",
        width=width,
        height=height,
        shape=write_shape(part.shape),
        lowest=f"{part.lowest:.2f}",
        highest=f"{part.highest:.2f}",
    )


def draw_sound(part: Wave) -> str:
    """Return a sound's outline."""
    seconds = f"{part.samples / part.rate:.1f}" if part.rate else "?"
    title = say(f"inside.wave.{part.which}.title")
    values = {"samples": f"{part.samples:,}", "rate": f"{part.rate:,}", "seconds": seconds}
    return write_step(f"wave.{part.which}", draw_wave(part.outline, title), **values)


def draw_grid(part: Grid) -> str:
    """Return numbers as a picture, or as a table where their lines have names and are few."""
    key = f"grid.{part.which}"
    title = say(f"inside.{key}.title")
    if part.columns and len(part.columns) <= NAMED_LINES:
        shown = draw_table(part, title)
    else:
        shown = f"<figure class='numbers {part.which}'>{draw_numbers(part.values, title)}</figure>"
    return write_step(key, shown, shape=write_shape(part.shape))


def draw_table(part: Grid, title: str) -> str:
    """Return a table of shades."""
    head = "".join(f"<th scope='col'><span>{html.escape(name)}</span></th>" for name in part.columns)
    top = max(float(part.values.max()), 1e-9)
    rows = "".join(
        f"<tr><th scope='row'>{html.escape(name)}</th>"
        + "".join(
            f"<td style='--v:{value / top:.2f}' title='{format_percent(float(value))}'></td>" for value in numbers
        )
        + "</tr>"
        for name, numbers in zip(part.rows, part.values, strict=True)
    )
    return write_scrolling(title, f"<table class='shades'><tr><td></td>{head}</tr>{rows}</table>")


def draw_network(part: Network) -> str:
    """Return what a model was given, what its parts made of it, and what it answered, as shapes."""
    given = "".join(write_tensor(name, shape) for name, shape in part.inputs.items())
    layers = "".join(write_layer(layer) for layer in part.layers)
    answered = "".join(write_tensor(name, shape) for name, shape in part.outputs.items())
    lists = [
        ("inside.network.given", given),
        ("inside.network.layers", layers),
        ("inside.network.answered", answered),
    ]
    more = "".join(f"<h4>{html.escape(say(key))}</h4><ul class='plain'>{items}</ul>" for key, items in lists if items)
    weights = f"{part.weights / 1e6:,.1f}"
    return write_step("network", more, name=part.architecture, weights=weights, count=part.calls)


def write_tensor(name: str, shape: tuple[int, ...]) -> str:
    """Return a tensor's name and shape as an item."""
    return f"<li><code>{html.escape(name)}</code> {write_shape(shape)}</li>"


def write_layer(layer: Layer) -> str:
    """Return a layer's name, class and shape as an item."""
    return f"<li><code>{html.escape(layer.at)}</code> {html.escape(layer.kind)} → {write_shape(layer.shape)}</li>"


def draw_scores(part: Scores) -> str:
    """Return each answer's logit and the probability that it becomes."""
    function = html.escape(say(f"inside.{part.function}")) if part.function else ""
    has_place = any(place for place, _ in part.rows)
    has_chance = any(not isnan(score.probability) for _, score in part.rows)
    has_logit = any(not isnan(score.logit) for _, score in part.rows)
    keys = ["place"] * has_place + ["answer"] + ["logit"] * has_logit + ["probability"] * has_chance
    head = "".join(f"<th scope='col'>{html.escape(say(f'inside.column.{key}'))}</th>" for key in keys)
    rows = "".join(write_score(place, score, has_place, has_logit, has_chance) for place, score in part.rows)
    table = write_scrolling(say("inside.scores.table"), f"<table class='cells'><tr>{head}</tr>{rows}</table>")
    return write_step(f"scores.{part.which}", (f"<p>{function}</p>" if function else "") + table)


def write_score(place: str, score: Score, has_place: bool, has_logit: bool, has_chance: bool) -> str:
    """Return one row."""
    cells = [place] * has_place + [score.label] + [f"{score.logit:.2f}"] * has_logit
    chance = "" if isnan(score.probability) else format_percent(score.probability)
    return "".join(
        ["<tr>", *(f"<td>{html.escape(cell)}</td>" for cell in cells), f"<td>{chance}</td>" * has_chance, "</tr>"]
    )


def draw_steps(part: Steps) -> str:
    """Return the tokens that were written, each with what else was likely there."""
    rows = "".join(write_choices(number, step) for number, step in enumerate(part.steps, 1))
    heads = "".join(f"<th scope='col'>{html.escape(say(f'inside.column.{key}'))}</th>" for key in ("chosen", "likely"))
    table = f"<table class='cells written'><tr><th scope='col'>#</th>{heads}</tr>{rows}</table>"
    more = f"<p>{html.escape(say('inside.steps.more'))}</p>" if part.more else ""
    shown = write_scrolling(say("inside.steps.title"), table) + more
    return write_step("steps", shown, count=len(part.steps))


def write_choices(number: int, step: Step) -> str:
    """Return one token that was written, and the likeliest at its place."""
    others = "".join(
        f"<span class='choice{' chosen' if one.label == step.chosen else ''}' style='--v:{one.probability:.2f}'>"
        f"{show_blanks(one.label)} <small>{format_percent(one.probability)}</small></span>"
        for one in step.choices
    )
    chosen = f"<b>{show_blanks(step.chosen)}</b> <small>{format_percent(step.probability)}</small>"
    return f"<tr><td>{number}</td><td>{chosen}</td><td>{others}</td></tr>"


def show_blanks(token: str) -> str:
    """Return a token's text with signs for what nobody sees."""
    return html.escape(token.replace("\n", "↵").replace("\t", "⇥")) or "∅"


def draw_told(part: Told) -> str:
    """Return a sentence as a step."""
    return f"<h3>{html.escape(say(part.title))}</h3><p>{html.escape(say(part.key))}</p>"


def write_scrolling(title: str, table: str) -> str:
    """Return a table that scrolls where it is too wide."""
    return f"<div class='scroll' tabindex='0' role='region' aria-label='{html.escape(title)}'>{table}</div>"


def write_shape(shape: tuple[int, ...]) -> str:
    """Return a tensor's shape in words."""
    return " × ".join(f"{size:,}" for size in shape) or "1"


DRAWERS: dict[type, Callable[[Any], str]] = {
    Tokens: draw_tokens,
    Pixels: draw_pixels,
    Wave: draw_sound,
    Grid: draw_grid,
    Network: draw_network,
    Scores: draw_scores,
    Steps: draw_steps,
    Told: draw_told,
}
