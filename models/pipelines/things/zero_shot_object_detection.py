"""Detection of what one names: the detector's kinds and the classifier's classes that mean it."""

from collections.abc import Sequence
from typing import Any

from PIL import Image

from models.parts.seen_things import SeenThings, in_pixels
from models.parts.things import Thing, hot_spot

LEAST = 0.4
"""A thing that is asked for may be less sure than one that is named unasked."""

LEAST_CLASSES = 0.3
"""What the classes that mean a name must add up to."""


class ZeroShotObjectDetectionPipeline(SeenThings):
    """Called like Transformers' zero-shot-object-detection pipeline, with the same answer."""

    def __call__(
        self, image: Any, candidate_labels: Sequence[str], threshold: float = 0.1, top_k: int | None = None
    ) -> list[dict[str, Any]]:
        """Return [{"score", "label", "box": {"xmin", "ymin", "xmax", "ymax"}}, ...], in pixels, the surest first."""
        picture = self.picture(image)
        things = self.finder.find(picture, max(threshold, LEAST))
        found = [
            in_pixels(thing, picture, label)
            for label in candidate_labels
            for thing in self.meant(label, things, picture)
            if thing.score >= threshold
        ]
        return sorted(found, key=lambda one: -one["score"])[:top_k]

    def meant(self, label: str, things: Sequence[Thing], picture: Image.Image) -> list[Thing]:
        """Return the things that a name means; where the detector has none, what the classifier sees of it."""
        kinds = self.names.kinds_like(label)
        classes = self.names.classes_like(label)
        names = kinds | {self.classes[number] for number in classes}
        if boxed := [thing for thing in things if thing.label in names]:
            return boxed
        if not classes or kinds:  # of its own kinds the detector knows better whether they are there
            return []
        probabilities, maps = self.finder.probabilities(picture)
        total = float(probabilities[classes].sum())
        best = max(classes, key=lambda number: float(probabilities[number]))
        return [Thing(label, total, hot_spot(maps[best]), is_kind=False)] if total >= LEAST_CLASSES else []


load = ZeroShotObjectDetectionPipeline.load
