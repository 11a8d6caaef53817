"""What is in a picture: boxes of NanoDet's 80 kinds, corrected and added to by a classifier of 1,000 kinds."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from PIL import Image, ImageOps
from safetensors.torch import load_file
from torch import Tensor

from models.parts.nanodet import MEAN, SIDE, STD, NanoDet

Box = tuple[float, float, float, float]

LEAST_SCORE = 0.1
SAME_THING = 0.5
"""Intersection over union from which two boxes show one thing."""

HALF_WAY = 0.38
"""The average of NanoDet's scores for both views from which a thing is shown, chosen on some thirty photos, those of
tests/truth among them; see `sureness`."""

SURE_NAME = 0.5
"""The classifier's probability from which it overrules the detector about an animal, or names what that misses."""

LARGE = 0.25
"""Part of the picture."""

LAST_ANIMAL = 397
ANIMALS = {
    "bird": (*range(7, 25), *range(80, 101), *range(127, 147)),
    "cat": range(281, 286),
    "dog": range(151, 269),
    "horse": (339,),
    "sheep": range(348, 351),
    "cow": (345, 346, 347),
    "elephant": (101, 385, 386),
    "bear": range(294, 298),
    "zebra": (340,),
    "giraffe": (),
}
"""The numbers of ImageNet's classes, of which 0 to LAST_ANIMAL are animals, that COCO calls by these names."""


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a picture.

    Attributes:
        label: what it is.
        score: how sure, from 0 to 1.
        box: left, top, right, bottom in parts of the picture, from 0 to 1.
        is_kind: whether the label is one of the detector's kinds.
    """

    label: str
    score: float
    box: Box
    is_kind: bool = True


class ThingFinder:
    """Finds things in pictures.

    Args:
        detector: NanoDet.
        kinds: the names of the detector's kinds, in its order.
        classifier: an EfficientNet for ImageNet's classes.
        image_processor: of the classifier.
    """

    def __init__(self, detector: NanoDet, kinds: Sequence[str], classifier: Any, image_processor: Any) -> None:
        self.detector, self.kinds = detector.eval(), tuple(kinds)
        self.classifier, self.image_processor = classifier.eval(), image_processor

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def find(self, picture: Image.Image, least: float = 0.5) -> list[Thing]:
        """Return the things at least so sure, the surest first; an animal may bear the classifier's name."""
        whole = self.probabilities(picture)[0]
        found = [thing for thing in self.detect(picture) if thing.score >= least]
        return drop_doubles([self.corrected(picture, thing, whole) for thing in found])

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def detect(self, picture: Image.Image) -> list[Thing]:
        """Return what NanoDet sees in both views: the whole picture, padded to a square and stretched to one."""
        padded = ImageOps.pad(picture, (SIDE, SIDE), Image.Resampling.BILINEAR)
        stretched = picture.resize((SIDE, SIDE), Image.Resampling.BILINEAR)
        pixels = torch.stack([pixels_of(padded), pixels_of(stretched)]).to(self.detector.device)
        scores, boxes = self.detector.decode(self.detector(pixels))
        boxes[0] = unpadded(boxes[0], picture.size)
        return sorted(
            (thing for kind in range(len(self.kinds)) for thing in self.of_kind(kind, scores[..., kind], boxes)),
            key=lambda thing: -thing.score,
        )

    def of_kind(self, kind: int, scores: Tensor, boxes: Tensor) -> list[Thing]:
        """Return the things of one kind: each is the best of its boxes, and its score the average of both views'."""
        best = [distinct(boxes[view], scores[view]) for view in (0, 1)]
        things = []
        for view, other in ((0, 1), (1, 0)):
            for box, score in best[view]:
                twins = [one for place, one in best[other] if overlap(place, box) >= SAME_THING]
                twin = max(twins, default=0.0)
                if score > twin or (score == twin and view == 0):
                    things.append(Thing(self.kinds[kind], sureness((score + twin) / 2), box))
        return things

    def corrected(self, picture: Image.Image, thing: Thing, whole: Tensor) -> Thing:
        """Return the thing under the classifier's name where that is sure of an animal which is none of the kinds.

        A LARGE thing is looked at alone and with what is around it, whose probabilities are `whole`.
        """
        own = ANIMALS.get(thing.label)
        if own is None:
            return thing
        closer = self.probabilities(cut_out(picture, thing.box))[0]
        probabilities = torch.maximum(closer, whole) if area(thing.box) >= LARGE else closer
        best = int(probabilities.argmax())
        sure = float(probabilities[best])
        if best in own or best > LAST_ANIMAL or sure < SURE_NAME:
            return thing
        return Thing(self.classifier.config.id2label[best], sure, thing.box, is_kind=False)

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def probabilities(self, picture: Image.Image) -> tuple[Tensor, Tensor]:
        """Return the classifier's probabilities (1000,), and where they come from: (1000, rows, columns).

        Class activation maps (Zhou et al. 2016): the last layer is applied to every place instead of their average.
        """
        square = picture.resize((256, 256), Image.Resampling.BICUBIC)
        inputs = self.image_processor(square, do_resize=False, do_center_crop=False, return_tensors="pt")
        features = self.classifier.efficientnet(inputs["pixel_values"].to(self.classifier.device)).last_hidden_state[0]
        maps = torch.einsum("kc,chw->khw", self.classifier.classifier.weight, features)
        logits = maps.mean(dim=(1, 2)) + self.classifier.classifier.bias
        return logits.softmax(dim=0).cpu(), maps.cpu()

    def main_thing(self, picture: Image.Image) -> Thing | None:
        """Return what the classifier calls the picture as a whole, None where it is not sure."""
        probabilities, maps = self.probabilities(picture)
        best = int(probabilities.argmax())
        if float(probabilities[best]) < SURE_NAME:
            return None
        return Thing(self.classifier.config.id2label[best], float(probabilities[best]), hot_spot(maps[best]), False)


def sureness(score: float) -> float:
    """Return a score whose odds are as many times larger as to bring HALF_WAY to one half."""
    return score * (1 - HALF_WAY) / (score * (1 - HALF_WAY) + (1 - score) * HALF_WAY)


def pixels_of(square: Image.Image) -> Tensor:
    """Return a picture of SIDE pixels as NanoDet takes it: float (3, SIDE, SIDE), blue first."""
    blue_first = torch.from_numpy(np.array(square)).float().flip(-1)
    return ((blue_first - torch.tensor(MEAN)) / torch.tensor(STD)).permute(2, 0, 1)


def unpadded(boxes: Tensor, size: tuple[int, int]) -> Tensor:
    """Return boxes (n, 4) in parts of the picture, given in parts of the square it was padded to."""
    width, height = size
    longest = max(size)
    scale = torch.tensor([longest / width, longest / height] * 2)
    return ((boxes - 0.5) * scale.to(boxes.device) + 0.5).clamp(0, 1)


def distinct(boxes: Tensor, scores: Tensor) -> list[tuple[Box, float]]:
    """Return boxes of one kind and their scores, the best first, without those that overlap a better one."""
    likely = (scores >= LEAST_SCORE).nonzero().flatten()
    kept: list[tuple[Box, float]] = []
    for number in likely[scores[likely].argsort(descending=True)].tolist():
        left, top, right, bottom = boxes[number].tolist()
        box = (left, top, right, bottom)
        if all(overlap(box, better) < SAME_THING for better, _ in kept):
            kept.append((box, float(scores[number])))
    return kept


def overlap(one: Box, other: Box) -> float:
    """Return intersection over union."""
    across = min(one[2], other[2]) - max(one[0], other[0])
    down = min(one[3], other[3]) - max(one[1], other[1])
    shared = max(across, 0.0) * max(down, 0.0)
    return shared / max(area(one) + area(other) - shared, 1e-9)


def area(box: Box) -> float:
    """Return the part of the picture that a box fills."""
    return (box[2] - box[0]) * (box[3] - box[1])


def drop_doubles(things: list[Thing]) -> list[Thing]:
    """Return the things without the less sure names of the same spot, the surest first."""
    kept: list[Thing] = []
    for thing in sorted(things, key=lambda one: -one.score):
        if all(overlap(thing.box, one.box) < 0.7 for one in kept):
            kept.append(thing)
    return kept


def cut_out(picture: Image.Image, box: Box) -> Image.Image:
    """Return the part of a picture inside a box, at least one pixel."""
    width, height = picture.size
    left, top = int(box[0] * width), int(box[1] * height)
    return picture.crop((left, top, max(round(box[2] * width), left + 1), max(round(box[3] * height), top + 1)))


def hot_spot(heat: Tensor) -> Box:
    """Return the box around the places of a map (rows, columns) that are at least half as hot as the hottest."""
    rows, columns = (heat >= heat.max() / 2).nonzero(as_tuple=True)
    height, width = heat.shape
    top, bottom = int(rows.min()) / height, (int(rows.max()) + 1) / height
    return int(columns.min()) / width, top, (int(columns.max()) + 1) / width, bottom


def load_thing_finder(folder: Path, classifier: Any, image_processor: Any, device: str) -> ThingFinder:
    """Load NanoDet from its folder, and put it beside a classifier.

    Raises:
        OSError: the folder is incomplete.
    """
    kinds = json.loads((folder / "config.json").read_text(encoding="utf-8"))["kinds"]
    detector = NanoDet(len(kinds))
    weights = load_file(folder / "model.safetensors")
    detector.load_state_dict({name: tensor.float() for name, tensor in weights.items()})
    return ThingFinder(detector.to(device), kinds, classifier, image_processor)
