"""What the pipelines of this folder share: both models, and the names of what they see."""

from pathlib import Path
from types import SimpleNamespace
from typing import Any, Self

import torch
from PIL import Image
from transformers import AutoImageProcessor, AutoModelForImageClassification

from models.parts.names import Names
from models.parts.pictures import TakesPictures
from models.parts.sentence_encoder import SentenceEncoder, load_sentence_encoder
from models.parts.things import LAST_ANIMAL, Thing, ThingFinder, load_thing_finder
from models.starters.builders.things import DETECTOR, IMAGE_CLASSIFIER, TEXT_ENCODER

UNSEEN = "models.starter_sees_nothing_in_picture_knows"


class SeenThings(TakesPictures):
    """Base of the pipelines: what is in a picture, in words.

    Args:
        finder: finds things.
        sentences: embeds names.
    """

    def __init__(self, finder: ThingFinder, sentences: SentenceEncoder) -> None:
        self.finder, self.sentences, self.tokenizer = finder, sentences, sentences.tokenizer
        self.classes: dict[int, str] = finder.classifier.config.id2label
        self.names = Names(finder.kinds, [self.classes[number] for number in range(len(self.classes))], sentences)
        self.animals = {self.classes[number] for number in range(LAST_ANIMAL + 1)}
        room = sentences.model.config.max_position_embeddings
        text = SimpleNamespace(max_position_embeddings=room)
        self.model = finder.detector
        self.model.config = SimpleNamespace(model_type="nanodet", text_config=text)

    @property
    def models(self) -> tuple[Any, ...]:
        """The torch modules whose parameters take memory."""
        return self.finder.detector, self.finder.classifier, self.sentences.model

    def seen(self, given: Any, least: float = 0.5) -> list[Thing]:
        """Return the things in a picture, the surest first, with what the classifier calls it where that adds one."""
        picture = self.picture(given)
        things: list[Thing] = self.finder.find(picture, least)
        main = self.finder.main_thing(picture)
        if main is None or any(self.is_covered(main, thing) for thing in things):
            return things
        return sorted([*things, main], key=lambda thing: -thing.score)

    def is_covered(self, main: Thing, thing: Thing) -> bool:
        """Tell whether the classifier's name only says more exactly what the detector found."""
        animals = self.animals | self.names.kinds_like("animal")
        both = main.label in animals and thing.label in animals
        return both or self.names.mean_the_same(main.label, thing.label)

    @classmethod
    def load(cls, folder: Path, device: str = "cpu") -> Self:
        """Load the models from a folder as `models.starters.builders.things.prepare` writes it.

        Raises:
            OSError: the folder is incomplete.
        """
        classifier = folder / IMAGE_CLASSIFIER
        model = AutoModelForImageClassification.from_pretrained(classifier, dtype=torch.float32, local_files_only=True)
        processor = AutoImageProcessor.from_pretrained(classifier, local_files_only=True)
        finder = load_thing_finder(folder / DETECTOR, model.to(device), processor, device)
        return cls(finder, load_sentence_encoder(folder / TEXT_ENCODER, device))


def in_pixels(thing: Thing, picture: Image.Image, label: str = "") -> dict[str, Any]:
    """Return {"score", "label", "box": {"xmin", "ymin", "xmax", "ymax"}}, the box in pixels of the picture."""
    sides = zip(("xmin", "ymin", "xmax", "ymax"), thing.box, picture.size * 2, strict=True)
    return {
        "score": thing.score,
        "label": label or thing.label,
        "box": {name: round(place * side) for name, place, side in sides},
    }
