"""A photo, mirrored and cut closer, among all the photos."""

from PIL import Image

from tests.truth.case import Case
from tests.truth.photos import PHOTOS, Photo

RULE = "the nearest of fourteen photos shows the same; a cheetah may find the other cheetah"
FLOOR = 0.6
NAMES = [photo.name.rstrip("1") for photo in PHOTOS]


def small(photo: Photo) -> Image.Image:
    """Return a photo of about the size that models look at."""
    picture = photo.opened()
    picture.thumbnail((400, 400))
    return picture


ALL = [small(photo) for photo in PHOTOS]
CASES = tuple(
    Case(
        photo.name,
        {"image": photo.mirrored(), "images": ALL},
        lambda raw, name=name: NAMES[int(raw["cosines"].argmax())] == name,
    )
    for photo, name in zip(PHOTOS, NAMES, strict=True)
)
