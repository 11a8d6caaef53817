"""From a task's raw answer to what the clients of the Inference API accept; the wire form for what it does not know."""

import base64
import io
from collections.abc import Callable
from typing import Any

import numpy as np
from starlette.responses import JSONResponse, Response

from tabs.run import Computed
from tabs.run.wire import encode_wav, to_wire
from tabs.task import Task

Shape = Callable[[Computed], Any]


def pair_scores(done: Computed) -> list[dict[str, Any]]:
    """Return labels with their scores, from a pipeline's two lists."""
    pairs = zip(done.raw["labels"], done.raw["scores"], strict=True)
    return [{"label": label, "score": float(score)} for label, score in pairs]


def list_similarities(done: Computed) -> Any:
    """Return the similarity of each sentence to the one that was asked for; without one, all to all."""
    if "hits" not in done.raw:
        return to_wire(done.raw)
    scores = {hit["corpus_id"]: float(hit["score"]) for hit in done.raw["hits"]}
    return [scores.get(number, 0.0) for number in range(len(done.inputs["text"]))]


def list_vectors(done: Computed) -> Any:
    """Return a vector for each text."""
    return np.asarray(done.raw, np.float32).tolist()


def drop_empty_scores(done: Computed) -> list[dict[str, Any]]:
    """Return masks with what is known of them: a client in JavaScript takes no score, but not an empty one."""
    return [{name: value for name, value in one.items() if value is not None} for one in to_wire(done.raw)]


def encode_audio(done: Computed) -> list[dict[str, Any]]:
    """Return sound as the API's audio-to-audio does."""
    wav = encode_wav(np.asarray(done.raw["audio"]), int(done.raw["sampling_rate"]))
    return [{"label": "audio", "content-type": "audio/wav", "blob": base64.b64encode(wav).decode("ascii")}]


def pick_last_message(done: Computed) -> list[dict[str, str]]:
    """Return what was answered in a conversation."""
    return [{"generated_text": done.raw[0]["generated_text"][-1]["content"]}]


def convert_whole(done: Computed) -> Any:
    """Return everything, arrays whatever their size as lists or .npy in base64."""
    return to_wire(done.raw)


SHAPES: dict[str, Shape] = {
    "text-classification": lambda done: [to_wire(done.raw)],
    "zero-shot-classification": pair_scores,
    "sentence-similarity": list_similarities,
    "feature-extraction": list_vectors,
    "audio-to-audio": encode_audio,
    "image-segmentation": drop_empty_scores,
    "chat": pick_last_message,
}
"""Tasks whose answers the clients want otherwise than the pipeline gives them."""


def respond(task: Task, computed: list[Computed], many: bool, accept: str) -> Response:
    """Return the response to one call, or to several: a list of their answers."""
    headers = describe(computed[0])
    if not many and task.id == "text-to-speech" and "json" not in accept:
        raw = computed[0].raw
        return Response(encode_wav(np.asarray(raw["audio"]), int(raw["sampling_rate"])), 200, headers, "audio/wav")
    if not many and task.id == "image-to-image" and "json" not in accept:
        return Response(encode_png(computed[0].raw), 200, headers, "image/png")
    shape = SHAPES.get(task.id, convert_whole)
    answers = [shape(one) for one in computed]
    if not many:
        return JSONResponse(answers[0], 200, headers)
    flat = task.id == "text-classification" or all(isinstance(one, list) and len(one) == 1 for one in answers)
    return JSONResponse([one[0] for one in answers] if flat else answers, 200, headers)


def describe(done: Computed) -> dict[str, str]:
    """Return who answered, as headers."""
    report = done.report
    told = {"x-model": report["model"], "x-source": report["source"], "x-compute-time": f"{report['run_s']:.3f}"}
    return {name: value.encode("ascii", "replace").decode() for name, value in told.items() if value}


def encode_png(picture: Any) -> bytes:
    """Return a picture as PNG."""
    stream = io.BytesIO()
    picture.save(stream, "PNG")
    return stream.getvalue()
