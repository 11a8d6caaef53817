"""What happens inside a model, step by step, with the numbers of one run: what came in, what it became, what came out.

watch      the run, with hooks on the model: the tensors it was given, those it answered with, each layer's shape
look       these as parts, in the order in which they happen
answers    what the model's last tensors mean: classes, words, the ends of a span, boxes
writing    a text that is written token by token
attention  what an encoder's tokens, or a picture's patches, look at
"""

from models.inside.look import look_inside
from models.inside.parts import Part
from models.inside.watch import watch

__all__ = ["Part", "look_inside", "watch"]
