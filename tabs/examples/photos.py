"""More examples for the tasks that look at photos: a function for each kind of input."""

from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from tabs.examples.drawer import Drawer
from tabs.examples.packaged import find_photo, find_specimen


@dataclass(frozen=True)
class Photo:
    """A photo, what to look for in it (the last is not there), a question about it, and a click on its main thing."""

    file: Path
    labels: str
    question: str
    click: str

    def opened(self) -> Image.Image:
        """Return the picture as RGB."""
        with Image.open(self.file) as picture:
            return picture.convert("RGB")


PHOTOS = (
    Photo(find_specimen("astronaut.png"), "a woman, dog", "How many people are there?", "180, 350"),
    Photo(find_specimen("camera.png"), "man, bicycle", "Where is the man?", "180, 300"),
    Photo(find_specimen("chelsea.png"), "cat, bottle", "What animal is this?", "220, 150"),
    Photo(find_specimen("coffee.png"), "mug, horse", "How many cups are there?", "270, 180"),
    Photo(find_specimen("motorcycle_left.png"), "motorbike, cat", "What colour is the motorcycle?", "330, 220"),
    Photo(find_photo("lion.jpg"), "lion, bus", "What animal is this?", "120, 110"),
)
_photos: Drawer[Photo] = Drawer(PHOTOS)


def pick_picture() -> tuple[Image.Image]:
    """Return another photo."""
    return (_photos.take().opened(),)


def pick_picture_and_question() -> tuple[Image.Image, str]:
    """Return another photo and a question about it."""
    one = _photos.take()
    return one.opened(), one.question


def pick_picture_and_labels() -> tuple[Image.Image, str]:
    """Return another photo, and what to look for: what is there, and one thing that is not."""
    one = _photos.take()
    return one.opened(), one.labels


def pick_picture_and_click() -> tuple[Image.Image, str]:
    """Return another photo and a click on its main thing."""
    one = _photos.take()
    return one.opened(), one.click
