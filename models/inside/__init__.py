"""What happens inside a model, step by step, with the numbers of one run: what came in, what it became, what came out.

    hooks      watch the run: the tensors that models are given, those they answer with, each layer's shape
    look       these as parts, in the order in which they happen
    answers    what the model's last tensors mean: classes, words, the ends of a span, boxes
    sketches   answers that are maps, vectors or sounds
    writing    a text that is written token by token
    attention  what an encoder's tokens, or a picture's first token, look at
    written    what a model looked at while it wrote

Answers of a form that no reader knows are told by their shapes alone.
"""

from models.inside.hooks import watch
from models.inside.look import look_inside
from models.inside.parts import Part

__all__ = ["Part", "look_inside", "watch"]
