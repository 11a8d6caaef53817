"""Short clips in which a thing does something: the same emoji before the same grounds, moving."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from models.starters.scenes.ground import GROUNDS, paint
from models.starters.scenes.sprites import KINDS, sprite


@dataclass(frozen=True, slots=True)
class Pose:
    """How a thing is seen at a moment.

    Attributes:
        x, y: its middle, in parts of the picture's side.
        side: its longer side, likewise.
        angle: by how many degrees it is turned, counter-clockwise.
        is_there: whether it can be seen.
    """

    x: float
    y: float
    side: float
    angle: float
    is_there: bool = True


Motion = Callable[[float], Pose]
"""The pose at a time from 0, the first picture, to 1, the last."""


@dataclass(frozen=True, slots=True)
class Clip:
    """Pictures in order, RGB of size x size pixels, and what happens in them: one of ACTIONS."""

    frames: tuple[Image.Image, ...]
    action: str
    kind: str


def glide(rng: np.random.Generator, start: Pose, dx: int, dy: int) -> Motion:
    """Go a third to two thirds of the picture's side in one direction, swaying a little."""
    far, sway = rng.uniform(0.33, 0.6), rng.uniform(-0.04, 0.04)
    x0 = start.x if dx == 0 else 0.5 - dx * far / 2
    y0 = start.y if dy == 0 else 0.5 - dy * far / 2
    return lambda time: replace(
        start, x=x0 + dx * far * time + sway * abs(dy) * time, y=y0 + dy * far * time + sway * abs(dx) * time
    )


def grow(rng: np.random.Generator, start: Pose, first: float, last: float) -> Motion:
    """Change the size evenly between two factors, drifting a little."""
    drift = rng.uniform(-0.06, 0.06)
    return lambda time: replace(start, side=start.side * (first + (last - first) * time), x=start.x + drift * time)


def turn(rng: np.random.Generator, start: Pose) -> Motion:
    """Turn half round or all round, one way or the other."""
    degrees = float(rng.choice([-1, 1]) * rng.uniform(150, 360))
    return lambda time: replace(start, angle=start.angle + degrees * time)


def bounce(rng: np.random.Generator, start: Pose) -> Motion:
    """Hop on the spot, one and a half to two and a half times."""
    hops, height, phase = rng.uniform(1.5, 2.5), rng.uniform(0.22, 0.36), rng.uniform(0, 1)
    return lambda time: replace(start, y=0.72 - height * abs(math.sin(math.pi * (hops * time + phase))))


def come_or_go(rng: np.random.Generator, start: Pose, comes: bool) -> Motion:
    """Be there only after, or only until, a moment in the middle."""
    moment = rng.uniform(0.3, 0.7)
    return lambda time: replace(start, is_there=(time > moment) == comes)


ACTIONS: dict[str, Callable[[np.random.Generator, Pose], Motion]] = {
    "appears": lambda rng, start: come_or_go(rng, start, True),
    "bounces": bounce,
    "comes nearer": lambda rng, start: grow(rng, start, 0.6, rng.uniform(1.4, 1.9)),
    "disappears": lambda rng, start: come_or_go(rng, start, False),
    "goes away": lambda rng, start: grow(rng, start, rng.uniform(1.4, 1.9), 0.6),
    "moves down": lambda rng, start: glide(rng, start, 0, 1),
    "moves left": lambda rng, start: glide(rng, start, -1, 0),
    "moves right": lambda rng, start: glide(rng, start, 1, 0),
    "moves up": lambda rng, start: glide(rng, start, 0, -1),
    "stands still": lambda rng, start: lambda time: start,
    "turns round": turn,
}
"""What can happen, and the motion that it is."""


def make_clip(
    rng: np.random.Generator, size: int = 64, frames: int = 8, action: str = "", kind: str = "", ground: str = ""
) -> Clip:
    """Return a new clip.

    Args:
        rng: where all chance comes from: the same state makes the same clip.
        size: width and height in pixels.
        frames: how many pictures, evenly spread over the time.
        action: one of ACTIONS; "" for any.
        kind: one of KINDS; "" for any.
        ground: the name of a ground; "" for any.
    """
    action = action or str(rng.choice(list(ACTIONS)))
    kind = kind or str(rng.choice(KINDS))
    places = [one for one in GROUNDS if ground in ("", one.name)]
    behind = paint(rng, places[int(rng.integers(len(places)))], size, round(size * rng.uniform(0.3, 0.5)))
    x, y = rng.uniform([0.35, 0.4], [0.65, 0.65]).tolist()
    start = Pose(x, y, side=rng.uniform(0.26, 0.42), angle=rng.uniform(-10, 10))
    thing = sprite(kind)
    if rng.random() < 0.5:
        thing = thing.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
    motion = ACTIONS[action](rng, start)
    moments = np.linspace(0, 1, frames)
    return Clip(tuple(draw(behind, thing, motion(float(time))) for time in moments), action, kind)


def draw(behind: Image.Image, thing: Image.Image, pose: Pose) -> Image.Image:
    """Return the ground with the thing in its pose."""
    picture = behind.copy()
    if not pose.is_there:
        return picture
    scale = pose.side * picture.width / max(thing.size)
    small = thing.resize((max(2, round(thing.width * scale)), max(2, round(thing.height * scale))))
    seen = small.rotate(pose.angle, Image.Resampling.BILINEAR, expand=True)
    corner = (round(pose.x * picture.width - seen.width / 2), round(pose.y * picture.height - seen.height / 2))
    picture.paste(seen, corner, seen)
    return picture
