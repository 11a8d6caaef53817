"""The steps of a text through a model, drawn with this run's own numbers."""

import html

from models.inside import Inside, Score
from tabs.render.percent import format_percent
from tabs.words import say

SHOWN_TOKENS = 120
"""More are not read; the numbers are of all."""


def draw_inside(inside: Inside) -> str:
    """Return the steps as an HTML list."""
    steps = (draw_tokens(inside), draw_tensors(inside), draw_logits(inside), draw_probabilities(inside))
    return f"<ol class='steps'>{''.join(f'<li>{step}</li>' for step in steps)}</ol>"


def draw_tokens(inside: Inside) -> str:
    """Return the pieces with their numbers."""
    shown = inside.tokens[:SHOWN_TOKENS]
    chips = "".join(
        f"<li{' class=added' if one.special else ''}>{html.escape(one.text)}<small>{one.id}</small></li>"
        for one in shown
    )
    more = len(inside.tokens) - len(shown)
    rest = " " + say("render.first_count_are_shown", count=len(shown)) if more else ""
    told = say("render.tokenizer_cuts_text_into_count_pieces", count=len(inside.tokens), vocabulary=inside.vocabulary)
    return f"<h3>{say('render.tokens')}</h3><p>{told}{rest}</p><ul class='tokens'>{chips}</ul>"


def draw_tensors(inside: Inside) -> str:
    """Return the shapes of what the model is given."""
    shapes = "".join(
        f"<li><code>{html.escape(name)}</code> {write_shape(of)}</li>" for name, of in inside.inputs.items()
    )
    return (
        f"<h3>{say('render.tensors')}</h3><p>{say('render.the_numbers_become_tensors')}"
        f"</p><ul class='plain'>{shapes}</ul>"
    )


def draw_logits(inside: Inside) -> str:
    """Return what the model answers, before it means anything."""
    told = say(
        "render.weights_answer_with_tensor", inside=inside.weights / 1000000.0, inside_2=write_shape(inside.logits)
    )
    return f"<h3>{say('render.logits')}</h3><p><code>{html.escape(inside.architecture)}</code>{told}</p>"


def draw_probabilities(inside: Inside) -> str:
    """Return each answer's logit and the probability that it becomes."""
    words = {
        "softmax": say("render.softmax_makes_probabilities_them_together_100"),
        "sigmoid": say("render.sigmoid_makes_probability_each_by_itself"),
    }
    names = (say("render.token"), say("common.answer"), say("render.logit"), say("render.probability"))[
        0 if -1 not in inside.scores else 1 :
    ]
    head = "".join(f"<th scope='col'>{name}</th>" for name in names)
    rows = "".join(
        draw_score("" if place < 0 else inside.tokens[place].text, one, place >= 0)
        for place, scores in list(inside.scores.items())[:SHOWN_TOKENS]
        for one in scores
    )
    return (
        f"<h3>{say('render.probabilities')}</h3><p>{words[inside.function]}"
        f"</p><div class='scroll' tabindex='0' role='region' aria-label='{say('render.logits_and_probabilities')}'>"
        f"<table class='cells'><tr>{head}</tr>{rows}</table></div>"
    )


def draw_score(token: str, score: Score, has_token: bool) -> str:
    """Return one row."""
    first = f"<td>{html.escape(token)}</td>" if has_token else ""
    return (
        f"<tr>{first}<td>{html.escape(score.label)}</td><td>{score.logit:.2f}</td>"
        f"<td>{format_percent(score.probability)}</td></tr>"
    )


def write_shape(shape: tuple[int, ...]) -> str:
    """Return a tensor's shape in words."""
    return " × ".join(f"{size:,}" for size in shape)
