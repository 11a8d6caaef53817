"""Photos that come with installed packages, and what is on them; no training saw their labels."""

from pathlib import Path

from PIL import Image, ImageEnhance, ImageOps

from tabs.examples import pagoda, photo

NAMES = {
    photo("lion.jpg"): ("lion", {"lion"}),
    photo("cheetah.jpg"): ("cheetah", {"cheetah"}),
    photo("cheetah1.jpg"): ("cheetah", {"cheetah"}),
    pagoda(): ("temple", {"palace", "monastery", "stupa"}),
    pagoda().with_name("flower.jpg"): ("flower", {"daisy"}),
}
"""What a person would say, and the names of ImageNet's thousand that fit (it knows few buildings and flowers)."""

MORE = {photo("tower.jpg"): "tower", photo("bus.png"): "bus"}
"""Pictures that a person names easily and ImageNet's classifier does not."""


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
