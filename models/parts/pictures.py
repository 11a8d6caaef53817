"""Pictures as arguments of a pipeline."""

from typing import Any

from PIL import Image

from models.errors import BadInput


class TakesPictures:
    """What the pipelines that take pictures have in common: they take PIL images, and nothing else unless told so.

    Attributes:
        opens_paths: whether text is taken for a path or an address, as in Transformers 4. Only
            `models.pipelines.pipeline` sets it, for programs that name their own files: a server that handed its
            users' text to such a pipeline would read its own disk and call any address for them.
    """

    opens_paths = False

    def picture(self, given: Any, timeout: float | None = None) -> Image.Image:
        """Return a picture as RGB; `timeout` is how many seconds an address may take, None for ever.

        Raises:
            BadInput: something else than a picture.
        """
        if isinstance(given, Image.Image):
            return given.convert("RGB")
        if not self.opens_paths:
            raise BadInput("This is not a picture. Give a PIL image.")
        from transformers.image_utils import load_image

        opened: Image.Image = load_image(given, timeout=timeout)
        return opened
