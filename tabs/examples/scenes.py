"""More small pictures to enlarge, drawn by `assets/examples/make_new_scenes.py` with a seed of their own."""

from PIL import Image

from tabs.examples.drawer import FOLDER, Drawer, read_list

_small: Drawer[str] = Drawer(read_list("scenes/scenes.json")["small"])


def pick_small_picture() -> tuple[Image.Image]:
    """Return a drawn picture, so small that it wants to be enlarged."""
    with Image.open(FOLDER / "scenes" / _small.take()) as image:
        return (image.convert("RGB"),)
