"""Let a camera move over Gradio's photo of a lion: `python assets/examples/make_lion.py`."""

import math
from pathlib import Path

import av
import gradio
from PIL import Image

PHOTO = Path(gradio.__file__).parent / "media_assets" / "images" / "lion.jpg"
SIZE, RATE, SECONDS = (320, 240), 15, 3


def frame_at(photo: Image.Image, part: float) -> Image.Image:
    """Return the picture after this part of the clip: the camera comes nearer and swings a little."""
    zoom = 1 + 0.35 * part
    width = min(photo.width, photo.height * SIZE[0] / SIZE[1]) / zoom
    height = width * SIZE[1] / SIZE[0]
    middle = (photo.width + 0.5 * (photo.width - width) * math.sin(2 * math.pi * part)) / 2
    top = (photo.height - height) * 0.4
    box = (middle - width / 2, top, middle + width / 2, top + height)
    return photo.resize(SIZE, Image.Resampling.BICUBIC, box=box)


def main() -> None:
    """Write the clip beside this file."""
    with Image.open(PHOTO) as opened, av.open(str(Path(__file__).with_name("lion.mp4")), "w") as container:
        photo = opened.convert("RGB")
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height = SIZE
        stream.pix_fmt = "yuv420p"
        for number in range(RATE * SECONDS):
            frame = frame_at(photo, number / (RATE * SECONDS - 1))
            container.mux(stream.encode(av.VideoFrame.from_image(frame)))
        container.mux(stream.encode())


if __name__ == "__main__":
    main()
