"""Draw a figure that juggles three balls: `python assets/examples/make_juggling.py`."""

import math
from pathlib import Path

import av
from PIL import Image, ImageDraw

WIDTH, HEIGHT, RATE, SECONDS = 320, 240, 15, 3
PERIOD_S = 1.0
HANDS = ((120, 160), (200, 160))
SKIN, SHIRT, TROUSERS = "#e8b796", "#1d4ed8", "#334155"
BALLS = ("#dc2626", "#eab308", "#16a34a")


def frame_at(second: float) -> Image.Image:
    """Return the picture at a moment."""
    image = Image.new("RGB", (WIDTH, HEIGHT), "#bfe3f5")
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 200, WIDTH, HEIGHT), fill="#86b55c")
    draw.rectangle((146, 170, 158, 228), fill=TROUSERS)
    draw.rectangle((162, 170, 174, 228), fill=TROUSERS)
    draw.rounded_rectangle((140, 100, 180, 176), 12, fill=SHIRT)
    draw.circle((160, 78), 20, fill=SKIN)
    for side, (x, y) in zip((-1, 1), HANDS, strict=True):
        hand = (x, y + 6 * math.sin(2 * math.pi * (second / PERIOD_S * 1.5 + side / 4)))
        draw.line(((160 + 18 * side, 110), (160 + 34 * side, 142), hand), fill=SKIN, width=9, joint="curve")
        draw.circle(hand, 6, fill=SKIN)
    for number, colour in enumerate(BALLS):
        draw.circle(ball_at(second / PERIOD_S + number / len(BALLS)), 9, fill=colour)
    return image


def ball_at(turn: float) -> tuple[float, float]:
    """Return where a ball is: thrown from hand to hand, each throw half a turn long."""
    throw, phase = divmod(2 * turn, 1)
    start, end = HANDS if int(throw) % 2 == 0 else HANDS[::-1]
    return start[0] + (end[0] - start[0]) * phase, start[1] - 8 - 4 * 125 * phase * (1 - phase)


def main() -> None:
    """Write the clip beside this file."""
    with av.open(str(Path(__file__).with_name("juggling.mp4")), "w") as container:
        stream = container.add_stream("libx264", rate=RATE)
        stream.width, stream.height, stream.pix_fmt = WIDTH, HEIGHT, "yuv420p"
        for number in range(RATE * SECONDS):
            container.mux(stream.encode(av.VideoFrame.from_image(frame_at(number / RATE))))
        container.mux(stream.encode())


if __name__ == "__main__":
    main()
