"""Questions about new scenes, as many about each matter; the best answer must be the right one, word for word."""

import numpy as np

from assets.recipes.scenes import make_scene
from assets.recipes.scenes.questions import MATTERS
from assets.recipes.scenes.questions import ask as question_about
from assets.recipes.scenes.sight import sight_of
from tests.meaning.ask import Ask

METRIC = "right answers, 150 questions about new scenes"
FLOOR = 0.6


def score(ask: Ask) -> float:
    """Return the share of right answers."""
    rng = np.random.default_rng(702)
    right = []
    for number in range(150):
        scene = make_scene(rng, size=256)
        question = question_about(rng, sight_of(scene), MATTERS[number % len(MATTERS)])
        right.append(ask(image=scene.image, question=question.text)[0]["answer"] == question.answer)
    return sum(right) / len(right)
