"""Real photos that packages carry (gradio, scikit-image, scikit-learn, matplotlib, mahotas), and what is on them.

They were looked at when `HALF_WAY` of models/parts/things.py was chosen, mirrored and closer ones were not.
"""

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from PIL import Image, ImageOps

from tabs.examples.packaged import find_flower, find_pagoda, find_photo


def packaged(module: str, path: str) -> Path:
    """Return a file of an installed package, found without importing it."""
    found = find_spec(module)
    if found is None or found.origin is None:
        raise ModuleNotFoundError(f"The photos of {module} are missing: pip install -r tests/requirements.txt")
    return Path(found.origin).parent / path


@dataclass(frozen=True)
class Photo:
    """A photo.

    Attributes:
        file: where it lies.
        shows: what must be found on it, () where it shows none of the 80 everyday kinds of things.
        may_show: what is there too, or what one may take it for.
        words: what a caption of it must name one of.
    """

    file: Path
    shows: tuple[str, ...]
    may_show: tuple[str, ...]
    words: tuple[str, ...]

    @property
    def name(self) -> str:
        """Return what it is called in a report."""
        return self.file.stem

    def opened(self) -> Image.Image:
        """Return the picture as RGB."""
        with Image.open(self.file) as picture:
            return picture.convert("RGB")

    def mirrored(self) -> Image.Image:
        """Return the picture seen in a mirror and cut closer by a twelfth on every side."""
        picture = ImageOps.mirror(self.opened())
        across, down = (side // 12 for side in picture.size)
        return picture.crop((across, down, picture.width - across, picture.height - down))


SKIMAGE = "skimage"
PHOTOS = (
    Photo(packaged(SKIMAGE, "data/astronaut.png"), ("person",), ("tie",), ("person", "astronaut", "woman")),
    Photo(packaged(SKIMAGE, "data/camera.png"), ("person",), ("tripod",), ("person", "man", "tripod")),
    Photo(packaged(SKIMAGE, "data/chelsea.png"), ("cat",), (), ("cat", "Egyptian Mau", "tabby")),
    Photo(packaged(SKIMAGE, "data/coffee.png"), ("cup",), ("dining table", "spoon", "bowl"), ("cup", "espresso")),
    Photo(
        packaged(SKIMAGE, "data/motorcycle_left.png"),
        ("motorcycle",),
        ("bicycle", "bench", "chair"),
        ("motorcycle", "moped"),
    ),
    Photo(packaged("mahotas", "demos/data/luispedro.jpg"), ("person",), (), ("person", "man")),
    Photo(packaged("matplotlib", "mpl-data/sample_data/grace_hopper.jpg"), ("person",), ("tie",), ("person", "woman")),
    Photo(find_photo("cheetah.jpg"), (), ("cheetah",), ("cheetah",)),
    Photo(find_photo("cheetah1.jpg"), (), ("cheetah",), ("cheetah",)),
    Photo(find_photo("lion.jpg"), (), ("lion",), ("lion",)),
    Photo(find_photo("tower.jpg"), (), (), ("tower",)),
    Photo(find_pagoda(), (), (), ("temple", "pagoda", "palace", "stupa", "monastery")),
    Photo(find_flower(), (), ("potted plant",), ("flower", "daisy", "dahlia")),
    Photo(packaged(SKIMAGE, "data/rocket.jpg"), (), ("airplane", "missile"), ("rocket", "missile", "projectile")),
)
