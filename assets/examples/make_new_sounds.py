"""Make the sounds that the page's button plays one by one: `PYTHONPATH=. python assets/examples/make_new_sounds.py`."""

import json
from pathlib import Path

import numpy as np
import soundfile

from assets.recipes.sounds import KINDS, RATE, make_sound

FOLDER = Path(__file__).with_name("sounds")
SEED = 102
SECONDS = 2.0


def main() -> None:
    """Write one sound of each kind, mono, Ogg Vorbis, and which file is which kind."""
    rng = np.random.default_rng(SEED)
    FOLDER.mkdir(exist_ok=True)
    files = {kind: f"{kind.replace(' ', '-')}.ogg" for kind in KINDS}
    for kind, name in files.items():
        sound = make_sound(rng, kind, SECONDS)
        soundfile.write(FOLDER / name, np.asarray(sound).clip(-1, 1), RATE, format="OGG", subtype="VORBIS")
    rows = [{"kind": kind, "file": name} for kind, name in files.items()]
    (FOLDER / "sounds.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
