"""Rows with pictures and sounds, made by formulas or read aloud by the built-in voice."""

import random
from pathlib import Path
from typing import Any

import numpy as np
import soundfile
import soxr
from PIL import Image

from assets.recipes.scenes.ground import GROUNDS, paint
from assets.recipes.scenes.sprites import sprite
from assets.recipes.sounds import RATE, make_sound

Row = dict[str, Any]
SEED = 13
SIDE = 128
THINGS = ("balloon", "bicycle", "boat", "mushroom", "tractor")
SOUNDS = ("alarm beeping", "bee buzzing", "bird chirping", "clock ticking", "engine running", "rain")
NAMES = {"alarm beeping": "machine", "bee buzzing": "animal", "bird chirping": "animal", "clock ticking": "machine",
         "engine running": "machine", "rain": "weather"}  # fmt: skip
SPEECH_RATE = 16_000
STEMS = ("zor", "bli", "kan", "mur", "vex", "tal", "pri", "dol", "fen", "gru")
ENDS = ("vax", "mond", "tikka", "lune", "rosh", "bex")
ORDERS = ("Please send two boxes of {} to the hospital.", "The doctor ordered {} for the patient.",
          "We are out of {} since this morning.", "Take {} twice a day after meals.",
          "How much {} is left in the store?")  # fmt: skip


def make_things(folder: Path) -> tuple[list[Row], list[Row]]:
    """Write pictures of five things on painted grounds; 20 of each to train with, 10 held out."""
    return _pictures(folder, "train", 20), _pictures(folder, "test", 10)


def _pictures(folder: Path, split: str, each: int) -> list[Row]:
    rng, rows = np.random.default_rng(SEED + len(split)), []
    for name in THINGS:
        for number in range(each):
            horizon = int(rng.integers(SIDE // 3, SIDE * 2 // 3))
            picture = paint(rng, GROUNDS[int(rng.integers(len(GROUNDS)))], SIDE, horizon)
            thing = sprite(name).rotate(float(rng.uniform(-25, 25)), expand=True)
            scale = float(rng.uniform(0.35, 0.7)) * SIDE / max(thing.size)
            thing = thing.resize((round(thing.width * scale), round(thing.height * scale)))
            if rng.random() < 0.5:
                thing = thing.transpose(Image.Transpose.FLIP_LEFT_RIGHT)
            at = [int(rng.integers(0, SIDE - side)) for side in thing.size]
            picture.paste(thing, (at[0], at[1]), thing)
            file = Path("files", f"{split}-{name}-{number}.jpg")
            (folder / file).parent.mkdir(exist_ok=True)
            picture.save(folder / file, quality=82)
            rows.append({"image": file.as_posix(), "label": name})
    return rows


def make_sounds(folder: Path) -> tuple[list[Row], list[Row]]:
    """Write one second each of animals, machines and weather."""
    return _sounds(folder, "train", 16), _sounds(folder, "test", 8)


def _sounds(folder: Path, split: str, each: int) -> list[Row]:
    rng, rows = np.random.default_rng(SEED + len(split)), []
    for kind in SOUNDS:
        for number in range(each):
            file = Path("files", f"{split}-{kind.replace(' ', '-')}-{number}.ogg")
            _write(folder / file, make_sound(rng, kind, 1.0), RATE)
            rows.append({"audio": file.as_posix(), "label": NAMES[kind]})
    return rows


def make_words(folder: Path) -> tuple[list[Row], list[Row]]:
    """Let the built-in voice read sentences with the made-up names of medicines; held-out ones say them otherwise."""
    from models import starters
    from models.pipelines.hibari_speech import load_hibari

    rng = random.Random(SEED)
    voice = load_hibari(starters.folder_of("hibari"), "cpu")
    names = [stem + end for stem in STEMS for end in ENDS]
    chosen = rng.sample(names, 12)
    said = [order.format(name) for name in chosen for order in ORDERS]
    rng.shuffle(said)
    rows = []
    for number, sentence in enumerate(said):
        spoken = voice(sentence)
        sound = np.asarray(spoken["audio"], dtype=np.float32).reshape(-1)
        file = Path("files", f"{number}.ogg")
        _write(folder / file, soxr.resample(sound, spoken["sampling_rate"], SPEECH_RATE), SPEECH_RATE)
        rows.append({"audio": file.as_posix(), "sentence": sentence})
    return rows[:44], rows[44:]


def _write(file: Path, samples: Any, rate: int) -> None:
    file.parent.mkdir(exist_ok=True)
    soundfile.write(file, samples, rate, format="OGG", subtype="VORBIS")
