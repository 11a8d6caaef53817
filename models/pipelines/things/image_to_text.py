"""Captions that count what was seen, and say nothing else."""

from collections import Counter
from typing import Any

from models.errors import BadInput
from models.parts.names import plural, with_article
from models.parts.seen_things import UNSEEN, SeenThings
from models.parts.things import Thing

NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


class ImageToTextPipeline(SeenThings):
    """Called like `models.pipelines.image_to_text.ImageToTextPipeline`, with the same answer."""

    def __call__(self, image: Any, *, prompt: str = "", **_: Any) -> list[dict[str, str]]:
        """Return [{"generated_text": str}]; the prompt is what the caption begins with.

        Raises:
            BadInput: something else than a picture, or one in which nothing is known.
        """
        things = self.seen(image)
        if not things:
            raise BadInput(UNSEEN)
        said = listed(things)
        return [{"generated_text": f"{prompt} {said}" if prompt else f"{said[0].upper()}{said[1:]}."}]


def listed(things: list[Thing]) -> str:
    """Return the things with their numbers, the surest kind first."""
    parts = [counted(label, count) for label, count in Counter(thing.label for thing in things).items()]
    *others, last = parts
    return f"{', '.join(others)} and {last}" if others else last


def counted(label: str, count: int) -> str:
    """Return how many there are of a kind."""
    if count == 1:
        return with_article(label)
    return f"{NUMBERS[count] if count < len(NUMBERS) else count} {plural(label)}"


load = ImageToTextPipeline.load
