"""Image feature extraction: pictures as vectors, and which of several looks most alike."""

from typing import Any

import numpy as np
from PIL import Image

from tabs.examples.packaged import find_photo
from tabs.kinds import DRAWING, GALLERY, PICTURE, PICTURES
from tabs.render.download import draw_link, write_vectors_csv
from tabs.run.job import Job
from tabs.task import Input, ModelChoice, Output, Task
from tabs.words import say

CODE = """\
import torch
from transformers import pipeline

extractor = pipeline("image-feature-extraction", model={model}{revision})


def vector(path):
    features = torch.tensor(extractor(path)[0])
    return torch.nn.functional.normalize(features.flatten(1).mean(-1 if features.dim() == 3 else 0), dim=0)


wanted = vector({image})
for path in {images}:
    print(path, float(wanted @ vector(path)))
"""


def call(pipe: Any, job: Job, *, image: Image.Image, images: list[Image.Image]) -> dict[str, np.ndarray]:
    """Return {"vectors": float32 (1 + n, d) of length 1, "cosines": float32 (n,)}, the picture itself first."""
    vectors = []
    for number, picture in enumerate([image, *images]):
        if number:
            job.report(say("image_feature_extraction.picture_number_of_count", number=number, count=len(images)))
        vectors.append(pool(np.asarray(pipe(picture)[0], dtype=np.float32)))
    stacked = np.stack(vectors)
    return {"vectors": stacked, "cosines": stacked[1:] @ stacked[0]}


def pool(features: np.ndarray) -> np.ndarray:
    """Return one vector of length 1 from a transformer's (tokens, d) or a convolutional (d, h, w)."""
    vector: np.ndarray = features.mean(axis=(1, 2)) if features.ndim == 3 else features.mean(axis=0)
    length = float(np.linalg.norm(vector))
    if length:
        vector /= length
    return vector


def render(
    raw: dict[str, np.ndarray], *, image: Image.Image, images: list[Image.Image]
) -> tuple[list[tuple[Image.Image, str]], str]:
    """Return the pictures, most alike first, and a link to the vectors."""
    order = np.argsort(-raw["cosines"], kind="stable")
    nearest = [
        (images[index], say("image_feature_extraction.alike", share=f"{raw['cosines'][index]:.0%}")) for index in order
    ]
    names = ["picture", *(f"other {number}" for number in range(1, len(images) + 1))]
    table = draw_link("vectors.csv", write_vectors_csv(names, raw["vectors"]), say("common.vectors_csv"), "text/csv")
    return nearest, (
        f"<p>{say('image_feature_extraction.picture_as_raw_numbers', raw=raw['vectors'].shape[1], table=table)}</p>"
    )


TASK = Task(
    id="image-feature-extraction",
    title=say("image_feature_extraction.find_pictures_look_alike"),
    summary=say("image_feature_extraction.model_turns_each_picture_into_vector"),
    models=(
        ModelChoice(
            "facebook/dinov2-small", 88_000_000, "Apache-2.0", say("image_feature_extraction.small_sees_likeness_well")
        ),
        ModelChoice(
            "google/vit-base-patch16-224-in21k", 346_000_000, "Apache-2.0", say("image_feature_extraction.larger")
        ),
    ),
    starter="efficientnet-lite0",
    inputs=(
        Input("image", say("common.picture"), PICTURE),
        Input("images", say("image_feature_extraction.compare_with_these"), PICTURES),
    ),
    outputs=(
        Output("nearest", say("image_feature_extraction.most_alike_first"), GALLERY),
        Output("vector", say("image_feature_extraction.vector"), DRAWING),
    ),
    call=call,
    render=render,
    code=CODE,
    packages=("pillow",),
    examples=(
        (
            find_photo("cheetah.jpg"),
            [find_photo("bus.png"), find_photo("cheetah1.jpg"), find_photo("lion.jpg"), find_photo("tower.jpg")],
        ),
        (
            find_photo("bus.png"),
            [find_photo("lion.jpg"), find_photo("tower.jpg"), find_photo("cheetah.jpg")],
        ),
    ),
)
