"""Image to image: super-resolution, which Transformers 5 no longer has a pipeline for."""

from collections.abc import Callable, Iterator
from dataclasses import astuple, dataclass
from typing import Any

import numpy as np
import torch
from PIL import Image
from transformers.pipelines.base import ChunkPipeline

from models.parts.pictures import TakesPictures, warn_of_unknown

TILE = 128
WHOLE = 1 << 30
"""A side that no picture has."""

MARGIN = 16
"""Pixels of its surroundings that a tile is computed with and that are cut off again, against seams and rims: the
convolutions take what is beyond a picture for black. There the picture is mirrored."""


@dataclass(frozen=True)
class Box:
    """A part of a picture in pixels; right and bottom are outside."""

    left: int
    top: int
    right: int
    bottom: int


class ImageToImagePipeline(TakesPictures, ChunkPipeline):  # type: ignore[misc]
    """Makes a picture larger with a Swin2SR model (Conde et al. 2022, arXiv:2209.11345), tile by tile.

    Called as the pipeline of Transformers 4 was, with a PIL image, and gives a PIL image `upscale` times as
    large. Version 4 computed the whole picture at once, in memory that grows with its size, and returned its
    padding with it.
    """

    auto_classes = ("AutoModelForImageToImage",)
    rim = MARGIN
    """Pixels by which a picture is widened before it is computed."""

    _load_processor = False
    _load_image_processor = True
    _load_feature_extractor = False
    _load_tokenizer = False

    def __call__(self, images: Any, **kwargs: Any) -> Any:
        """Return the picture, larger; for a list of pictures a list.

        Args:
            images: a PIL image, or a list of them; their transparency is dropped.
            **kwargs: tile_size, the side of a tile in pixels of the input (128); on_tile, called with
                each tile's number, from 1, and how many there are; timeout, see `TakesPictures`.

        Raises:
            BadInput: something else than a picture.
        """
        return super().__call__(images, **kwargs)

    def _sanitize_parameters(
        self,
        tile_size: int | None = None,
        on_tile: Callable[[int, int], None] | None = None,
        timeout: float | None = None,
        **others: Any,
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        warn_of_unknown(self, others)
        given = {"tile_size": tile_size, "on_tile": on_tile, "timeout": timeout}
        return {name: value for name, value in given.items() if value is not None}, {}, {}

    def preprocess(
        self,
        image: Any,
        tile_size: int = TILE,
        on_tile: Callable[[int, int], None] | None = None,
        timeout: float | None = None,
    ) -> Iterator[dict[str, Any]]:
        """Yield the tiles: pixel values of shape (1, 3, height, width), padded, and where the tile belongs."""
        image = self.picture(image, timeout)
        cores = tiles(image.size, tile_size)
        wide = self.widened(image)
        for number, core in enumerate(cores, 1):
            if on_tile:
                on_tile(number, len(cores))
            around = surroundings(core, image.size, self.rim)
            part = wide.crop(tuple(place + self.rim for place in astuple(around)))
            inputs = self.image_processor(images=part, return_tensors="pt").to(self.dtype)
            yield {
                "tile_size": tile_size,
                "core": core,
                "around": around,
                "size": image.size,
                "is_last": number == len(cores),  # what ChunkPipeline goes by
                **inputs,
            }

    def widened(self, image: Image.Image) -> Image.Image:
        """Return a picture with a rim, in which it is mirrored."""
        rim = ((self.rim, self.rim), (self.rim, self.rim), (0, 0))
        return Image.fromarray(np.pad(np.asarray(image), rim, mode="symmetric"))

    def _forward(self, model_inputs: dict[str, Any]) -> dict[str, Any]:
        reconstruction = self.model(pixel_values=model_inputs.pop("pixel_values")).reconstruction
        return {**model_inputs, "pixels": pixels(reconstruction)}

    def postprocess(self, model_outputs: list[dict[str, Any]]) -> Image.Image:
        """Put the tiles together, without padding and margins."""
        scale = self.model.config.upscale
        width, height = model_outputs[0]["size"]
        canvas = np.zeros((height * scale, width * scale, 3), np.uint8)
        for tile in model_outputs:
            core, around = tile["core"], tile["around"]
            rows = slice((core.top - around.top) * scale, (core.bottom - around.top) * scale)
            columns = slice((core.left - around.left) * scale, (core.right - around.left) * scale)
            target = canvas[core.top * scale : core.bottom * scale, core.left * scale : core.right * scale]
            target[:] = tile["pixels"][0].numpy()[rows, columns]
        return Image.fromarray(canvas)


class WholeImageToImagePipeline(ImageToImagePipeline):
    """The same as Transformers 4 did it: in one piece, with the padding; given a `tile_size`, as its parent does."""

    rim = 0

    def preprocess(  # type: ignore[override]
        self, image: Any, tile_size: int = WHOLE, **options: Any
    ) -> Iterator[dict[str, Any]]:
        """Yield the whole picture, unless tiles are asked for."""
        yield from super().preprocess(image, tile_size, **options)

    def postprocess(self, model_outputs: list[dict[str, Any]]) -> Image.Image:
        """Return what the model made of the whole picture."""
        (tile, *more) = model_outputs
        in_one_piece = not more and tile["tile_size"] == WHOLE
        return Image.fromarray(tile["pixels"][0].numpy()) if in_one_piece else super().postprocess(model_outputs)


def tiles(size: tuple[int, int], side: int) -> list[Box]:
    """Return boxes that cover a picture of (width, height) without overlap."""
    width, height = size
    return [
        Box(left, top, min(left + side, width), min(top + side, height))
        for top in range(0, height, side)
        for left in range(0, width, side)
    ]


def surroundings(core: Box, size: tuple[int, int], rim: int) -> Box:
    """Return the box with its margin, as far as the picture of (width, height) and its rim go."""
    width, height = size
    return Box(
        max(core.left - MARGIN, -rim),
        max(core.top - MARGIN, -rim),
        min(core.right + MARGIN, width + rim),
        min(core.bottom + MARGIN, height + rim),
    )


def pixels(reconstruction: torch.Tensor) -> torch.Tensor:
    """Return float (n, 3, height, width) in 0..1 as uint8 (n, height, width, 3)."""
    channels_last = reconstruction.float().clamp(0, 1).permute(0, 2, 3, 1)
    return (channels_last * 255).round().to(torch.uint8)
