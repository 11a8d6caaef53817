"""Draws the emoji of the scenes from the font Noto Color Emoji (Debian: fonts-noto-color-emoji), each as a PNG.

    python assets/emoji/make_sprites.py [path of NotoColorEmoji.ttf]

The font is licensed under the SIL Open Font License 1.1; see README.md beside this file.
"""

import sys
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

FONT = "/usr/share/fonts/truetype/noto/NotoColorEmoji.ttf"
FONT_SIZE = 109  # the one size this bitmap font has
SIDE = 112
SPRITES = {
    "cat": "🐈",
    "dog": "🐕",
    "horse": "🐎",
    "cow": "🐄",
    "sheep": "🐑",
    "pig": "🐖",
    "elephant": "🐘",
    "rooster": "🐓",
    "penguin": "🐧",
    "turtle": "🐢",
    "fish": "🐟",
    "butterfly": "🦋",
    "car": "🚗",
    "bus": "🚌",
    "tractor": "🚜",
    "bicycle": "🚲",
    "boat": "⛵",
    "rocket": "🚀",
    "helicopter": "🚁",
    "balloon": "🎈",
    "house": "🏠",
    "tree": "🌳",
    "sunflower": "🌻",
    "mushroom": "🍄",
    "apple": "🍎",
    "banana": "🍌",
    "pizza": "🍕",
    "cake": "🎂",
    "ball": "⚽",
    "guitar": "🎸",
    "umbrella": "☂",
    "clock": "⏰",
}


def draw(character: str, font: ImageFont.FreeTypeFont) -> Image.Image:
    """Return the emoji cut to its outline, its longer side SIDE pixels, with transparency."""
    canvas = Image.new("RGBA", (160, 160))
    ImageDraw.Draw(canvas).text((8, 8), character, font=font, embedded_color=True)
    sprite = canvas.crop(canvas.getchannel("A").point(lambda alpha: 255 if alpha > 8 else 0).getbbox())
    scale = SIDE / max(sprite.size)
    return sprite.resize((round(sprite.width * scale), round(sprite.height * scale)), Image.Resampling.LANCZOS)


if __name__ == "__main__":
    font = ImageFont.truetype(sys.argv[1] if len(sys.argv) > 1 else FONT, FONT_SIZE)
    for name, character in SPRITES.items():
        draw(character, font).quantize(128, method=Image.Quantize.FASTOCTREE).save(
            Path(__file__).parent / f"{name}.png", optimize=True
        )
