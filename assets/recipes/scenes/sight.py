"""What one can say of a scene without its pixels: which things stand where, on what ground."""

from dataclasses import dataclass

from assets.recipes.scenes.scene import Scene

Box = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True)
class Sight:
    """The things of a scene, from left to right.

    Attributes:
        kinds: their names.
        boxes: xmin, ymin, xmax, ymax of what can be seen of each, in parts of the picture.
        ground: its name.
    """

    kinds: tuple[str, ...]
    boxes: tuple[Box, ...]
    ground: str

    @property
    def places(self) -> tuple[float, ...]:
        """How far right the middle of each thing is, from 0 to 1."""
        return tuple((box[0] + box[2]) / 2 for box in self.boxes)

    @property
    def areas(self) -> tuple[float, ...]:
        """Which part of the picture each box fills."""
        return tuple((box[2] - box[0]) * (box[3] - box[1]) for box in self.boxes)


def sight_of(scene: Scene) -> Sight:
    """Return what can be said of a scene."""
    size = scene.image.width
    boxes = tuple((t.box[0] / size, t.box[1] / size, t.box[2] / size, t.box[3] / size) for t in scene.things)
    return Sight(tuple(thing.kind for thing in scene.things), boxes, scene.ground)
