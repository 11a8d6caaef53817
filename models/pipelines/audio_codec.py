"""Audio to audio: a recording through a neural codec and back, which shows how little it can be stored in.

The codecs are EnCodec (Défossez et al. 2022), DAC (Kumar et al. 2023) and Mimi (Défossez et al. 2024), in
Transformers' own classes; Transformers has no pipeline for them. All three turn sound into a few rows of
codes a second, one row a codebook: fewer codebooks take fewer bits.
"""

import math
from collections.abc import Callable
from typing import Any

import numpy as np
import torch
from transformers import Pipeline

CODECS = ("encodec", "dac", "mimi")
WINDOW_S, CONTEXT_S = 10, 1
"""Heard at once, and what is heard before and after each window and thrown away."""


class AudioCodecPipeline(Pipeline):  # type: ignore[misc]
    """Encode and decode a recording.

    Called with samples, float32 (n,) at `sampling_rate`; returns
    {"audio": float32 (n,), "sampling_rate": Hz, "codes": int64 (codebooks, frames), "bits_per_second"}.

    Keyword arguments of a call:
        bandwidth: wanted kbit per second; the nearest one the codec knows is taken.
        report: called with (windows done, windows) before each one.
    """

    auto_classes = ("AutoModel",)
    model_kinds = CODECS
    _load_processor = False
    _load_image_processor = False
    _load_feature_extractor = True
    _load_tokenizer = False

    def __init__(self, *, model: Any, feature_extractor: Any, **kwargs: Any) -> None:
        super().__init__(model=model, feature_extractor=feature_extractor, **kwargs)
        config = model.config
        self.bits_per_codebook = frame_rate(config) * math.log2(config.codebook_size)
        self.sampling_rate: int = feature_extractor.sampling_rate

    def _sanitize_parameters(
        self, bandwidth: float | None = None, report: Callable[[int, int], None] | None = None
    ) -> tuple[dict[str, Any], dict[str, Any], dict[str, Any]]:
        forward = {} if bandwidth is None else {"bandwidth": bandwidth}
        return {}, forward | ({} if report is None else {"report": report}), {}

    def preprocess(self, samples: np.ndarray) -> dict[str, Any]:
        """Pass the samples on: they are cut into windows where the model is."""
        return {"samples": torch.from_numpy(np.ascontiguousarray(samples, dtype=np.float32))}

    def _forward(
        self,
        model_inputs: dict[str, Any],
        bandwidth: float = 6.0,
        report: Callable[[int, int], None] = lambda done, total: None,
    ) -> dict[str, Any]:
        samples, rate = model_inputs["samples"].cpu(), self.sampling_rate
        starts = range(0, len(samples), WINDOW_S * rate)
        audio, codes = [], []
        for number, start in enumerate(starts):
            report(number, len(starts))
            end, first = min(start + WINDOW_S * rate, len(samples)), max(start - CONTEXT_S * rate, 0)
            part = samples[first : end + CONTEXT_S * rate]
            heard, written = self.through(part, bandwidth)
            frames = len(part) / written.shape[-1]
            audio.append(heard[start - first : end - first])
            codes.append(written[:, round((start - first) / frames) : round((end - first) / frames)])
        return {"audio": torch.cat(audio), "codes": torch.cat(codes, dim=-1)}

    def through(self, part: torch.Tensor, bandwidth: float) -> tuple[torch.Tensor, torch.Tensor]:
        """Return one window decoded, float32 (n,), and its codes, (codebooks, frames)."""
        channels = self.feature_extractor.feature_size
        sound = part.numpy() if channels == 1 else np.stack([part.numpy()] * channels)
        inputs = self.feature_extractor(sound, sampling_rate=self.sampling_rate, return_tensors="pt")
        if self.model.config.model_type == "dac":
            inputs = {"input_values": inputs["input_values"]}
        inputs = {
            name: value.to(self.device, self.dtype if value.is_floating_point() else None)
            for name, value in inputs.items()
        }
        output = self.model(**inputs, **self.options(bandwidth))
        heard = output.audio_values.float().cpu().reshape(-1, output.audio_values.shape[-1]).mean(dim=0)
        heard = torch.nn.functional.pad(heard, (0, max(len(part) - len(heard), 0)))
        codes = output.audio_codes.cpu()  # EnCodec (chunks, 1, codebooks, frames), else (1, codebooks, frames)
        if codes.dim() == 4:
            codes = torch.cat(list(codes), dim=-1)
        return heard[: len(part)], codes[0]

    def options(self, bandwidth: float) -> dict[str, Any]:
        """Return how the model is told to keep to a bandwidth, in kbit per second."""
        config = self.model.config
        if config.model_type == "encodec":
            return {"bandwidth": min(config.target_bandwidths, key=lambda one: abs(one - bandwidth))}
        most = config.num_quantizers if config.model_type == "mimi" else config.n_codebooks
        wanted = round(bandwidth * 1000 / self.bits_per_codebook)
        return {
            "num_quantizers" if config.model_type == "mimi" else "n_quantizers": max(1, min(wanted, most)),
        }

    def postprocess(self, outputs: dict[str, Any]) -> dict[str, Any]:
        """Return arrays and numbers."""
        return {
            "audio": outputs["audio"].numpy(),
            "sampling_rate": self.sampling_rate,
            "codes": outputs["codes"].numpy(),
            "bits_per_second": self.bits_per_codebook * len(outputs["codes"]),
        }


def frame_rate(config: Any) -> float:
    """Return how many frames of codes a second has."""
    if config.model_type == "dac":
        return float(config.sampling_rate / math.prod(config.downsampling_ratios))
    return float(config.frame_rate)
