"""Sound, pictures and documents, asked of the Inference API; see tabs.run.engine.providers.texts."""

from typing import Any

from tabs.run.engine.providers.wire import (
    Settings,
    as_dict,
    picture_file,
    read_mask,
    read_picture,
    read_sound,
    shrink,
    sound_file,
)
from tabs.run.job import Job


def hear(client: Any, job: Job, settings: Settings, *, audio: Any) -> Any:
    """{"text"}."""
    with sound_file(audio) as file:
        return {"text": client.automatic_speech_recognition(file).text}


def speak(client: Any, job: Job, settings: Settings, *, text: str) -> Any:
    """{"audio": float32 (n,), "sampling_rate"}."""
    return read_sound(client.text_to_speech(text))


def name_sound(client: Any, job: Job, settings: Settings, *, audio: Any) -> Any:
    """[{"label", "score"}]."""
    with sound_file(audio) as file:
        return [as_dict(one) for one in client.audio_classification(file, top_k=settings["top_k"])]


def name_picture(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """[{"label", "score"}]."""
    with picture_file(image) as file:
        return [as_dict(one) for one in client.image_classification(file, top_k=settings["top_k"])]


def find_things(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """[{"score", "label", "box"}], boxes in pixels of the picture."""
    with picture_file(image) as file:
        found = client.object_detection(file, threshold=settings["threshold"])
        scale = max(image.size) / max(shrink(image).size)
        boxes = [{side: round(place * scale) for side, place in as_dict(one.box).items()} for one in found]
        return [{**as_dict(one), "box": box} for one, box in zip(found, boxes, strict=True)]


def cut_parts(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """[{"score", "label", "mask": PIL "L" of the picture's size}]."""
    with picture_file(image) as file:
        found = client.image_segmentation(file)
        return [{"score": None, **as_dict(one), "mask": read_mask(one.mask, image.size)} for one in found]


def describe_picture(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """[{"generated_text"}]."""
    with picture_file(image) as file:
        return [{"generated_text": client.image_to_text(file).generated_text}]


def ask_picture(client: Any, job: Job, settings: Settings, *, image: Any, question: str) -> Any:
    """[{"score", "answer"}]."""
    with picture_file(image) as file:
        found = client.visual_question_answering(file, question, top_k=settings["top_k"])
        return [as_dict(one) for one in found]


def match_picture(client: Any, job: Job, settings: Settings, *, image: Any, candidate_labels: list[str]) -> Any:
    """[{"score", "label"}]."""
    with picture_file(image) as file:
        found = client.zero_shot_image_classification(
            file, candidate_labels, hypothesis_template=settings["hypothesis_template"]
        )
        return [as_dict(one) for one in found]


def ask_document(client: Any, job: Job, settings: Settings, *, document: Any, question: str) -> Any:
    """[{"answer", "page"}] and, where it is told, "score"."""
    page = settings["page"]
    with picture_file(document.draw_page(page)) as file:
        found = client.document_question_answering(file, question, top_k=settings["top_k"])
        answers = [as_dict(one) for one in found]
    return [{**{name: one[name] for name in ("score", "answer") if name in one}, "page": page} for one in answers]


def enlarge(client: Any, job: Job, settings: Settings, *, image: Any) -> Any:
    """A picture, PIL "RGB"."""
    with picture_file(image) as file:
        return read_picture(client.image_to_image(file)).convert("RGB")
