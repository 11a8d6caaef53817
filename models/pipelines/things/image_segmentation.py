"""Instance segmentation: the outline of every thing that was found."""

from typing import Any

from PIL import Image

from models.errors import BadInput
from models.parts.outlines import outline_in_box
from models.parts.seen_things import UNSEEN, SeenThings

MOST = 12
LEAST = 0.5
OUTLINE_HOLDS = 0.67
"""How often the main thing's outline is right (tests.meaning.image_segmentation); its score speaks of both."""


class Instances:
    """What tells the page that this pipeline outlines single things: the name of Transformers' method for it."""

    post_process_instance_segmentation = staticmethod(outline_in_box)


class ImageSegmentationPipeline(SeenThings):
    """Called like Transformers' image-segmentation pipeline, with the answer it gives for instances."""

    image_processor = Instances()

    def __call__(self, image: Any, *, threshold: float = LEAST, **_: Any) -> list[dict[str, Any]]:
        """Return [{"score", "label", "mask": PIL "L" of the picture's size, 0 or 255}, ...], the surest first.

        Raises:
            BadInput: something else than a picture, or one in which nothing is known.
        """
        picture = self.picture(image)
        things = self.finder.find(picture, min(threshold, LEAST))[:MOST]
        if not things:
            raise BadInput(UNSEEN)
        return [
            {
                "score": OUTLINE_HOLDS * thing.score,
                "label": thing.label,
                "mask": Image.fromarray(outline_in_box(picture, thing.box)).convert("L"),
            }
            for thing in things
        ]


load = ImageSegmentationPipeline.load
