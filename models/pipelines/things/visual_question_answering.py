"""Answers to the questions that what was seen can answer: what, how many, is there, which colour, where."""

import re
from collections.abc import Callable
from typing import Any

from PIL import Image

from models.errors import BadInput
from models.parts.colours import main_colours
from models.parts.seen_things import UNSEEN, SeenThings
from models.parts.things import Thing, area, cut_out

Answers = list[dict[str, Any]]

LEAST_ASKED = 0.4
SIDE_FROM, SIDE_TO = 1 / 3, 2 / 3
CANNOT = (
    "The starter answers only what, how many, is there, what colour and where. "
    "Ask so, or choose the full model under “Model and settings”."
)
NOT_FOUND = (
    "The starter does not see {name} in this picture, so it cannot tell. "
    "Ask about another thing, or choose the full model under “Model and settings”."
)


class VisualQuestionAnsweringPipeline(SeenThings):
    """Called like `models.pipelines.visual_question_answering.VisualQuestionAnsweringPipeline`, one pair at a time."""

    def __call__(self, image: Any, question: str, top_k: int = 5, **_: Any) -> Answers:
        """Return [{"score", "answer"}, ...], the best first.

        Raises:
            BadInput: something else than a picture, or a question of another kind.
        """
        picture = self.picture(image)
        asked = re.sub(r"\s+", " ", question.lower().strip(" ?.!"))
        for pattern, answer in RULES:
            if match := re.search(pattern, asked):
                answers = answer(self, picture, (match.groupdict().get("name") or "").strip())
                return sorted(answers, key=lambda one: -one["score"])[:top_k]
        raise BadInput(CANNOT)

    def meant(self, picture: Image.Image, name: str, least: float = 0.5) -> list[Thing]:
        """Return the things in a picture that a name means."""
        things = self.seen(picture, least)
        if not name or self.names.is_anything(name):
            return things
        kinds = self.names.kinds_like(name) | (self.animals if self.names.is_animal(name) else set())
        return [one for one in things if one.label in kinds or self.names.mean_the_same(one.label, name)]

    def one(self, picture: Image.Image, name: str) -> Thing:
        """Return the surest thing of a name.

        Raises:
            BadInput: there is none.
        """
        found = self.meant(picture, name, LEAST_ASKED)
        if not found:
            raise BadInput(NOT_FOUND.format(name=f"“{name}”" if name else "anything it knows"))
        return found[0]


def count(pipe: VisualQuestionAnsweringPipeline, picture: Image.Image, name: str) -> Answers:
    """Say how many there are."""
    found = pipe.meant(picture, name)
    if not found and not (name and pipe.names.kinds_like(name)):
        raise BadInput(NOT_FOUND.format(name=f"“{name}”" if name else "anything it knows"))
    sure = min((thing.score for thing in found), default=0.0) or 1 - best_score(pipe, picture, name)
    return [{"score": sure, "answer": str(len(found))}]


def exists(pipe: VisualQuestionAnsweringPipeline, picture: Image.Image, name: str) -> Answers:
    """Say yes or no; no only of what the detector would have found."""
    if found := pipe.meant(picture, name):
        return [{"score": found[0].score, "answer": "yes"}]
    if not pipe.names.kinds_like(name):
        raise BadInput(NOT_FOUND.format(name=f"“{name}”"))
    return [{"score": 1 - best_score(pipe, picture, name), "answer": "no"}]


def best_score(pipe: VisualQuestionAnsweringPipeline, picture: Image.Image, name: str) -> float:
    """Return how sure the detector is of the likeliest thing of a name."""
    kinds = pipe.names.kinds_like(name)
    return max((thing.score for thing in pipe.finder.detect(picture) if thing.label in kinds), default=0.0)


def colour(pipe: VisualQuestionAnsweringPipeline, picture: Image.Image, name: str) -> Answers:
    """Say which colours the middle of a thing has."""
    thing = pipe.one(picture, name)
    left, top, right, bottom = thing.box
    across, down = (right - left) / 5, (bottom - top) / 5
    middle = cut_out(picture, (left + across, top + down, right - across, bottom - down))
    return [{"score": share * thing.score, "answer": shade} for shade, share in main_colours(middle).items()]


def place(pipe: VisualQuestionAnsweringPipeline, picture: Image.Image, name: str) -> Answers:
    """Say on which side a thing is."""
    thing = pipe.one(picture, name)
    across = side((thing.box[0] + thing.box[2]) / 2, "left", "right")
    down = side((thing.box[1] + thing.box[3]) / 2, "top", "bottom")
    words = " ".join(word for word in (down, across) if word) or "in the middle"
    return [{"score": thing.score, "answer": words}]


def side(middle: float, low: str, high: str) -> str:
    """Return the word for a place from 0 to 1, "" for the middle."""
    return low if middle < SIDE_FROM else high if middle > SIDE_TO else ""


def largest(pipe: VisualQuestionAnsweringPipeline, picture: Image.Image, name: str) -> Answers:
    """Name what fills the most of the picture."""
    found = pipe.meant(picture, name)
    if not found:
        raise BadInput(UNSEEN)
    best = max(found, key=lambda thing: area(thing.box))
    return [{"score": best.score, "answer": best.label}]


def what(pipe: VisualQuestionAnsweringPipeline, picture: Image.Image, name: str) -> Answers:
    """Name what is there, of a group where one is named."""
    found = pipe.meant(picture, name)
    if not found:
        raise BadInput(UNSEEN)
    answers = {thing.label: thing.score for thing in reversed(found)}
    return [{"score": score, "answer": label} for label, score in answers.items()]


IN = r"(?: (?:in|on|at|of|here|there|visible|shown|do you see|can you see|are|is)\b.*)?$"
SEEN = (
    r"^what(?: is|'s| are| do you see| can you see| can be seen| does)\s?"
    r"(?:this|that|these|it|there|shown|here|in|on)?"
    r"(?: (?:in|on|picture|photo|image|the|this|here|there|show|shown|shows|visible|depicted).*)?$"
)
RULES: tuple[tuple[str, Callable[[VisualQuestionAnsweringPipeline, Image.Image, str], Answers]], ...] = (
    (rf"^how many (?P<name>.+?){IN}", count),
    (r"^(?:what|which) colou?r (?:is|are|does|do|has) (?P<name>.+?)(?: have)?$", colour),
    (r"^(?:what|which) is the colou?r of (?P<name>.+)$", colour),
    (rf"^(?:is|are) there (?P<name>.+?){IN}", exists),
    (r"^(?:is|are) (?:this|that|these|those|it|they) (?P<name>.+)$", exists),
    (rf"^(?:do you see|can you see|does (?:the|this) (?:picture|photo|image) show) (?P<name>.+?){IN}", exists),
    (r"^where (?:is|are) (?P<name>.+?)$", place),
    (r"^(?:what|which)(?: is)?(?: the)? (?:largest|biggest)(?: (?P<name>\w+))?", largest),
    (r"^who (?:is|are) (?:this|that|in|on|there|they)", lambda pipe, picture, _: what(pipe, picture, "person")),
    (r"^what (?:kind of |sort of |type of )?(?P<name>animal|vehicle|fruit|food|furniture|thing|object)s?\b", what),
    (SEEN, what),
)
"""What a question must look like, and what answers it."""

load = VisualQuestionAnsweringPipeline.load
