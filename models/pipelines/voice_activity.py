"""Voice activity detection: when somebody speaks. Transformers has the models but no pipeline for them."""

from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from transformers import Pipeline

WINDOW_S = 30
"""Heard at once: attention takes memory by the square of it."""

STEP_S = 0.02
"""One number of the answer; the models answer every 10 or 20 ms."""

HYSTERESIS = 0.15
"""How far below the threshold speech has to fall to end (silero_vad.utils_vad.get_speech_timestamps)."""

Progress = Callable[[int, int], None]


class VoiceActivityPipeline(Pipeline):  # type: ignore[misc]
    """Find speech with a model of AutoModelForAudioFrameClassification.

    Those published tell several speakers apart, each with a sigmoid of its own (EEND, Fujita et al. 2019):
    speech is where anybody speaks. Called with samples, float32 (n,) at `sampling_rate`; returns

        {"segments": [{"start", "end", "score"}, ...] in seconds, with the mean probability,
         "probabilities": float32 (frames,), "frame_s": seconds a frame}

    Keyword arguments of a call:
        threshold, min_speech_duration_ms, min_silence_duration_ms: see `segments_of`.
        report: called with (windows done, windows) before each one.
    """

    auto_classes = ("AutoModelForAudioFrameClassification",)
    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = True
    _load_tokenizer = False

    @property
    def sampling_rate(self) -> int:
        """The rate the model listens at, in Hz."""
        return int(self.feature_extractor.sampling_rate)

    def _sanitize_parameters(
        self, report: Progress | None = None, **wanted: Any
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        return {}, {} if report is None else {"report": report}, wanted

    def preprocess(self, samples: np.ndarray) -> dict[str, Any]:
        """Pass the samples on: they are cut into windows where the model is."""
        return {"samples": torch.from_numpy(np.ascontiguousarray(samples, dtype=np.float32))}

    def _forward(
        self, model_inputs: dict[str, Any], report: Progress = lambda done, total: None
    ) -> dict[str, torch.Tensor]:
        samples, rate = model_inputs["samples"].cpu().numpy(), self.sampling_rate
        starts = range(0, len(samples), WINDOW_S * rate)
        found = []
        for number, start in enumerate(starts):
            report(number, len(starts))
            found.append(self.listen(samples[start : start + WINDOW_S * rate]))
        return {"probabilities": torch.from_numpy(np.concatenate(found))}

    def listen(self, part: np.ndarray) -> np.ndarray:
        """Return the probability of speech every STEP_S of a window, float32 (frames,)."""
        frames = max(round(len(part) / self.sampling_rate / STEP_S), 1)
        heard = np.pad(part, (0, max(self.sampling_rate - len(part), 0)))  # convolutions need some 25 ms
        inputs = self.feature_extractor(heard, sampling_rate=self.sampling_rate, return_tensors="pt")
        inputs = {
            name: value.to(self.device, self.dtype if value.is_floating_point() else None)
            for name, value in inputs.items()
        }
        probabilities = self.model(**inputs).logits[0].float().sigmoid().amax(dim=-1).cpu().numpy()
        spread = len(heard) / self.sampling_rate / len(probabilities)
        centres = (np.arange(len(probabilities)) + 0.5) * spread
        resampled: np.ndarray = np.interp((np.arange(frames) + 0.5) * STEP_S, centres, probabilities)
        return resampled.astype(np.float32)

    def postprocess(self, outputs: dict[str, torch.Tensor], **wanted: Any) -> dict[str, Any]:
        """Turn probabilities into segments."""
        return answer(outputs["probabilities"].numpy(), STEP_S, **wanted)


def answer(probabilities: np.ndarray, frame_s: float, **wanted: Any) -> dict[str, Any]:
    """Return the pipeline's answer for the probabilities of speech, float32 (frames,), of `frame_s` each."""
    segments = segments_of(probabilities, frame_s, **wanted)
    return {"segments": segments, "probabilities": probabilities, "frame_s": frame_s}


def segments_of(
    probabilities: np.ndarray,
    frame_s: float,
    *,
    threshold: float = 0.5,
    min_speech_duration_ms: int = 250,
    min_silence_duration_ms: int = 300,
) -> list[dict[str, float]]:
    """Return [{"start", "end", "score"}, ...], by the rules of Silero's get_speech_timestamps.

    Args:
        probabilities: of speech, float (frames,).
        frame_s: seconds of one frame.
        threshold: from which a frame begins speech; it ends HYSTERESIS below.
        min_speech_duration_ms: shorter segments are left out.
        min_silence_duration_ms: shorter pauses do not end a segment.
    """
    shortest, pause = min_speech_duration_ms / 1000 / frame_s, min_silence_duration_ms / 1000 / frame_s
    spans: list[list[int]] = []
    for start, end in spans_above(probabilities, threshold):
        if spans and start - spans[-1][1] < pause:
            spans[-1][1] = end
        else:
            spans.append([start, end])
    return [
        {
            "start": round(start * frame_s, 3),
            "end": round(end * frame_s, 3),
            "score": float(probabilities[start:end].mean()),
        }
        for start, end in spans
        if end - start >= shortest
    ]


def spans_above(probabilities: np.ndarray, threshold: float) -> list[tuple[int, int]]:
    """Return the spans of frames, end exclusive, that reach the threshold and stay near it."""
    spans, start = [], None
    for frame, probability in enumerate(probabilities):
        if start is None and probability >= threshold:
            start = frame
        elif start is not None and probability < max(threshold - HYSTERESIS, 0.01):
            spans.append((start, frame))
            start = None
    return spans if start is None else [*spans, (start, len(probabilities))]
