"""More examples for the tasks on sounds, made by `assets/examples/make_new_sounds.py`: one of each kind."""

import random
from typing import Any

import soundfile

from tabs.examples.drawer import FOLDER, Drawer, read_list
from tabs.render.sound import make_playable

OTHERS = 3
"""Wrong words beside the right one."""

_rows: list[dict[str, str]] = read_list("sounds/sounds.json")
_sounds: Drawer[dict[str, str]] = Drawer(_rows)


def open_sound(name: str) -> tuple[int, Any]:
    """Return the rate and the samples, int16 (n,), of a sound in assets/examples/sounds."""
    samples, rate = soundfile.read(FOLDER / "sounds" / name, dtype="float32")
    return make_playable(samples, rate)


def pick_sound() -> tuple[Any]:
    """Return a sound of another kind."""
    return (open_sound(_sounds.take()["file"]),)


def pick_sound_with_words() -> tuple[Any, str]:
    """Return a sound of another kind, and words of which one names it."""
    sound = _sounds.take()
    others = [row["kind"] for row in _rows if row is not sound]
    words = [sound["kind"], *random.sample(others, OTHERS)]
    random.shuffle(words)
    return open_sound(sound["file"]), ", ".join(words)
