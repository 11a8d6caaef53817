"""The packaged ImageNet classifier, whose features tell places apart; see `models.pipelines.nearest_features`."""

from models.starters import efficientnet_lite0
from models.starters.starter import Starter

STARTER = Starter(
    name="nearest-features",
    tasks=("keypoint-matching",),
    description="EfficientNet-Lite0's features of both pictures, paired where each is the other's nearest.",
    limits="It places points to some pixels only, and is lost where the view has changed much.",
    licence="Apache-2.0",
    size_bytes=19_000_000,
    memory_bytes=19_000_000,
    prepare=efficientnet_lite0.prepare,
    build="models.pipelines.nearest_features.load_nearest_features",
)
