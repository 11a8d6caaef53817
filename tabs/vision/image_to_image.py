"""Image to image: super-resolution."""

from typing import Any

from PIL import Image

from models.errors import BadInput
from tabs.examples.scenes import pick_small_picture
from tabs.kinds import BEFORE_AFTER, LAYER
from tabs.run.job import Job
from tabs.task import ASSETS, Input, ModelChoice, Output, Parameter, Task
from tabs.words import say

MAX_PIXELS = 1024 * 1024
"""About four minutes of work on two cores."""

CODE = """\
import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoModelForImageToImage

model = AutoModelForImageToImage.from_pretrained({model}{revision})
processor = AutoImageProcessor.from_pretrained({model}{revision})
image = Image.open({image}).convert("RGB")

# All at once; the panel computes tiles of {tile_size} pixels, which takes less memory.
with torch.no_grad():
    larger = model(**processor(image, return_tensors="pt")).reconstruction[0]
width, height = (side * model.config.upscale for side in image.size)
pixels = (larger.clamp(0, 1) * 255).round().byte()[:, :height, :width]  # without the padding
Image.fromarray(pixels.permute(1, 2, 0).numpy()).save("larger.png")
print("larger.png", width, "x", height)
"""


def call(pipe: Any, job: Job, *, image: Image.Image, tile_size: int) -> Image.Image:
    """Return the picture, two or four times as large; a see-through one stays so (RGBA)."""
    width, height = image.size
    if width * height > MAX_PIXELS:
        raise BadInput("image_to_image.picture_width_x_height_pixels", width=width, height=height)
    larger: Image.Image = pipe(
        fill_holes(image),
        tile_size=tile_size,
        on_tile=lambda number, of: job.report(say("image_to_image.part_number_of_of", number=number, of=of)),
    )
    if image.mode == "RGBA":
        larger.putalpha(image.getchannel("A").resize(larger.size, Image.Resampling.BICUBIC))
    return larger


def fill_holes(image: Image.Image) -> Image.Image:
    """Return a picture as RGB; what is see-through gets the colours beside it, which the model will look at."""
    if image.mode != "RGBA":
        return image
    visible, filled = image.getchannel("A"), image.copy()
    for radius in (2, 8, 32, 128):
        wide = image.reduce(radius) if min(image.size) > radius else image.resize((1, 1), Image.Resampling.BOX)
        behind = wide.resize(image.size, Image.Resampling.BILINEAR)
        behind.alpha_composite(filled)
        filled = behind
    solid = Image.new("RGBA", image.size, "white")
    solid.alpha_composite(filled)
    rgb = solid.convert("RGB")
    rgb.paste(image.convert("RGB"), mask=visible.point(lambda level: 255 if level else 0))
    return rgb


def render(raw: Image.Image, *, image: Image.Image) -> tuple[Image.Image, Image.Image]:
    """Return the picture enlarged without and with the model."""
    return image.resize(raw.size, Image.Resampling.BICUBIC), raw


TASK = Task(
    id="image-to-image",
    title=say("image_to_image.make_small_picture_larger_sharper"),
    summary=say("image_to_image.model_adds_detail_ordinary_enlarging_leaves"),
    models=(
        ModelChoice(
            "caidas/swin2SR-classical-sr-x2-64",
            48_000_000,
            "Apache-2.0",
            say("image_to_image.twice_as_large_clean_pictures"),
        ),
        ModelChoice(
            "caidas/swin2SR-realworld-sr-x4-64-bsrgan-psnr",
            48_000_000,
            "Apache-2.0",
            say("image_to_image.four_times_as_large_also_noisy"),
        ),
    ),
    starter="tiny-swin2sr-x2",
    inputs=(Input("image", say("image_to_image.small_picture"), LAYER),),
    outputs=(Output("larger", say("image_to_image.enlarged_without_with_model"), BEFORE_AFTER),),
    parameters=(
        Parameter(
            "tile_size",
            say("image_to_image.size_of_a_part"),
            128,
            say("image_to_image.picture_computed_in_parts"),
            64,
            512,
            32,
        ),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow",),
    examples=(
        (ASSETS / "examples" / "small-tower.png",),
        (ASSETS / "examples" / "small-cheetah.png",),
        (ASSETS / "examples" / "small-lion.png",),
    ),
    make_example=pick_small_picture,
)
