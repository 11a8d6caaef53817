"""Object detection: NanoDet's kinds, where the classifier does not know better."""

from typing import Any

from models.parts.seen_things import SeenThings, in_pixels


class ObjectDetectionPipeline(SeenThings):
    """Called like Transformers' object-detection pipeline, with the same answer."""

    def __call__(self, image: Any, threshold: float = 0.5) -> list[dict[str, Any]]:
        """Return [{"score", "label", "box": {"xmin", "ymin", "xmax", "ymax"}}, ...], in pixels, the surest first.

        An animal that the classifier is sure of bears its name; nothing else is added to the detector's things.
        """
        picture = self.picture(image)
        return [in_pixels(thing, picture) for thing in self.finder.find(picture, threshold)]


load = ObjectDetectionPipeline.load
