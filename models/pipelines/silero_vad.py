"""Voice activity detection with Silero VAD, a network of 0.3 million parameters.

The weights are Silero's own (silero_vad_16k.safetensors of the package silero-vad, MIT). Its shape is that of
silero_vad/tinygrad_model.py there: magnitudes of a short-time Fourier transform, four convolutions, an LSTM
that remembers what came before, and one number for every 32 ms.
"""

from pathlib import Path
from typing import Any

import numpy as np
import torch
from safetensors.torch import load_file
from torch import nn
from torch.nn import functional

from models.pipelines.voice_activity import Progress, answer

RATE = 16_000
CHUNK, CONTEXT, PAD = 512, 64, 64
"""Samples of one answer, of those before that are heard again, and of the mirrored edge."""

BATCH = 512
"""Chunks whose convolutions are computed at once: 16 s."""


class SileroVad(nn.Module):  # type: ignore[misc]
    """Probabilities of speech, float32 (chunks,), from samples at RATE, float32 (chunks, CONTEXT + CHUNK)."""

    def __init__(self) -> None:
        super().__init__()
        self.stft_conv = nn.Conv1d(1, 258, 256, stride=128, bias=False)
        self.conv1 = nn.Conv1d(129, 128, 3, padding=1)
        self.conv2 = nn.Conv1d(128, 64, 3, stride=2, padding=1)
        self.conv3 = nn.Conv1d(64, 64, 3, stride=2, padding=1)
        self.conv4 = nn.Conv1d(64, 128, 3, padding=1)
        self.lstm_cell = nn.LSTMCell(128, 128)
        self.final_conv = nn.Conv1d(128, 1, 1)

    def forward(self, chunks: torch.Tensor, state: Any = None) -> tuple[torch.Tensor, Any]:
        """Return the probabilities and the LSTM's state, to hand to the next call."""
        spectrum = self.stft_conv(functional.pad(chunks.unsqueeze(1), (0, PAD), "reflect"))
        real, imaginary = spectrum.chunk(2, dim=1)
        features = (real.square() + imaginary.square()).sqrt()
        for convolution in (self.conv1, self.conv2, self.conv3, self.conv4):
            features = convolution(features).relu()
        remembered = []
        for feature in features.squeeze(-1).split(1):
            state = self.lstm_cell(feature, state)
            remembered.append(state[0])
        return self.final_conv(torch.cat(remembered).unsqueeze(-1).relu()).sigmoid().flatten(), state


class SileroPipeline:
    """Called like models.pipelines.voice_activity.VoiceActivityPipeline, with the same answer."""

    sampling_rate = RATE

    def __init__(self, model: SileroVad) -> None:
        self.model = model.eval()

    @torch.inference_mode()  # type: ignore[untyped-decorator]
    def __call__(self, samples: np.ndarray, report: Progress = lambda done, total: None, **wanted: Any) -> Any:
        """Find speech in samples, float32 (n,) at RATE; see VoiceActivityPipeline."""
        device = next(self.model.parameters()).device
        whole = torch.from_numpy(np.ascontiguousarray(samples, dtype=np.float32)).to(device)
        padded = functional.pad(whole, (CONTEXT, -len(whole) % CHUNK))
        batches = padded.unfold(0, CONTEXT + CHUNK, CHUNK).split(BATCH)
        state, found = None, []
        for number, batch in enumerate(batches):
            report(number, len(batches))
            probabilities, state = self.model(batch, state)
            found.append(probabilities)
        return answer(torch.cat(found).cpu().numpy(), CHUNK / RATE, **wanted)


def load_silero(folder: Path, device: str = "cpu") -> SileroPipeline:
    """Load the network from the folder that models.starters.builders.silero_vad.prepare wrote."""
    return read_silero(folder / "model.safetensors", device)


def read_silero(file: Path, device: str = "cpu") -> SileroPipeline:
    """Load the network from its file."""
    model = SileroVad()
    model.load_state_dict(load_file(file))
    return SileroPipeline(model.to(device))
