"""The packaged ImageNet classifier, looking at moments of a clip; see `models.pipelines.video_classification`."""

from models.starters import efficientnet_lite0
from models.starters.starter import Starter

STARTER = Starter(
    name="things-in-clips",
    tasks=("video-classification",),
    description="EfficientNet-Lite0's names for what moments of the clip show, averaged.",
    limits="It names a thing it sees, of 1,000 kinds; it does not know what anybody does.",
    licence="Apache-2.0",
    size_bytes=19_000_000,
    memory_bytes=19_000_000,
    prepare=efficientnet_lite0.prepare,
    build="models.pipelines.video_classification.load_things_in_clips",
)
