"""Photos that come with installed packages, and what is on them."""

from pathlib import Path

from PIL import Image, ImageEnhance, ImageOps

from assets.recipes.pairs import photo_folder
from tabs.examples.packaged import find_flower, find_pagoda, find_photo

NAMES = {
    find_photo("lion.jpg"): ("lion", {"lion"}),
    find_photo("cheetah.jpg"): ("cheetah", {"cheetah"}),
    find_photo("cheetah1.jpg"): ("cheetah", {"cheetah"}),
    find_pagoda(): ("temple", {"palace", "monastery", "stupa"}),
    find_flower(): ("flower", {"daisy"}),
    photo_folder() / "chelsea.png": ("cat", {"tabby cat", "tiger cat", "Egyptian Mau"}),
    photo_folder() / "coffee.png": ("coffee", {"espresso", "cup", "coffee mug"}),
    photo_folder() / "rocket.jpg": ("rocket", {"missile", "projectile"}),
}
"""What a person would say, and the names of ImageNet's thousand that fit: it has no temple and few flowers."""

MORE = {find_photo("tower.jpg"): "tower", find_photo("bus.png"): "bus"}
"""What ImageNet's classifier has no name for: the Eiffel tower, as no kind of its thousand is one, and a bus that is a
drawing, where all it learned from are photos."""


def opened(path: Path) -> Image.Image:
    """Return the picture as RGB."""
    with Image.open(path) as picture:
        return picture.convert("RGB")


def altered(picture: Image.Image) -> list[Image.Image]:
    """Return the picture mirrored, cut closer, darker, and in grey."""
    width, height = picture.size
    closer = picture.crop((width // 8, height // 8, width - width // 8, height - height // 8))
    return [
        ImageOps.mirror(picture),
        closer,
        ImageEnhance.Brightness(picture).enhance(0.6),
        ImageOps.grayscale(picture).convert("RGB"),
    ]
