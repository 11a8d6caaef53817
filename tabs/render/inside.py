"""The steps of a text through a model, drawn with this run's own numbers."""

import html

from models.inside import Inside, Score
from tabs.render.percent import format_percent

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
    rest = f" The first {len(shown)} are shown." if more else ""
    return (
        f"<h3>Tokens</h3><p>The tokenizer cuts the text into {len(inside.tokens)} pieces, each with its number among "
        f"the {inside.vocabulary:,} that it knows; the grey ones it adds itself.{rest}</p>"
        f"<ul class='tokens'>{chips}</ul>"
    )


def draw_tensors(inside: Inside) -> str:
    """Return the shapes of what the model is given."""
    shapes = "".join(
        f"<li><code>{html.escape(name)}</code> {write_shape(of)}</li>" for name, of in inside.inputs.items()
    )
    return (
        "<h3>Tensors</h3><p>The numbers become tensors: one text, so many tokens. "
        f"The attention mask is 1 for every token that counts.</p><ul class='plain'>{shapes}</ul>"
    )


def draw_logits(inside: Inside) -> str:
    """Return what the model answers, before it means anything."""
    return (
        f"<h3>Logits</h3><p><code>{html.escape(inside.architecture)}</code>, {inside.weights / 1e6:,.1f} million "
        f"weights, answers with a tensor of {write_shape(inside.logits)}: any numbers, larger for what fits better.</p>"
    )


def draw_probabilities(inside: Inside) -> str:
    """Return each answer's logit and the probability that it becomes."""
    words = {
        "softmax": "Softmax makes probabilities of them, together 100%: e to the power of each, divided by the sum.",
        "sigmoid": "The sigmoid makes a probability of each by itself: 1 / (1 + e to the power of minus the logit).",
    }
    names = ("Token", "Answer", "Logit", "Probability")[0 if -1 not in inside.scores else 1 :]
    head = "".join(f"<th scope='col'>{name}</th>" for name in names)
    rows = "".join(
        draw_score("" if place < 0 else inside.tokens[place].text, one, place >= 0)
        for place, scores in list(inside.scores.items())[:SHOWN_TOKENS]
        for one in scores
    )
    return (
        f"<h3>Probabilities</h3><p>{words[inside.function]}</p><div class='scroll' tabindex='0' role='region' "
        f"aria-label='Logits and probabilities'><table class='cells'><tr>{head}</tr>{rows}</table></div>"
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
