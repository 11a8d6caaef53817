"""Pictures as arguments of a pipeline."""

import warnings
from collections.abc import Iterable
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
            raise BadInput("common.not_picture")
        from transformers.image_utils import load_image

        opened: Image.Image = load_image(given, timeout=timeout)
        return opened


def warn_of_unknown(pipe: Any, names: Iterable[str]) -> None:
    """Warn of parameters that change nothing, which Transformers 4 took without a word."""
    for name in sorted(names):
        warnings.warn(f"{type(pipe).__name__} has no parameter {name}: it changes nothing.", stacklevel=4)


def own_settings(model: Any) -> dict[str, Any]:
    """Return what a model's own settings for writing say, where its decoder does not see them: BLIP generates with it.

    The special tokens are left out: BLIP names them itself.
    """
    if not hasattr(model, "text_decoder"):
        return {}
    said = model.generation_config.to_diff_dict()
    return {name: value for name, value in said.items() if not name.endswith("_token_id") and "version" not in name}
