"""What all sound goes through, whoever decoded it: checked, mixed to one channel, kept at a rate models listen at."""

from collections.abc import Iterable, Iterator

import numpy as np
import soxr

from models.errors import BadInput

MAX_CHANNELS = 64
MIN_RATE, MAX_RATE = 1_000, 384_000
KEPT_RATE = 48_000  # no model listens above; half an hour stays below 350 MB
MIXED_FRAMES = 1 << 16
"""At least so many are looked at before a side is turned over: over fewer, wide stereo looks turned by chance."""

OPPOSITE = -0.7
"""Correlation below which two sides would cancel each other: of their power the mean keeps 15% at most."""

FULL_SCALES = (32_768.0, 8_388_608.0, 2_147_483_648.0)
LOUDEST_FLOAT = 8.0
"""Above it floating-point samples are whole numbers of 16, 24 or 32 bits; 18 dB above full scale nobody records."""


def check_format(rate: int, channels: int) -> None:
    """Refuse what no recorder produces before a sample of it is decoded."""
    if not MIN_RATE <= rate <= MAX_RATE:
        raise BadInput("decode.recording_has_rate_samples_per_second", rate=rate, min_rate=MIN_RATE, max_rate=MAX_RATE)
    if channels > MAX_CHANNELS:
        raise BadInput("decode.recording_has_channels_channels", channels=channels, max_channels=MAX_CHANNELS)


def check_duration(frames: int, rate: int, max_s: float) -> None:
    """Refuse what takes minutes to decode and gigabytes to hold."""
    if frames > max_s * rate:
        raise BadInput("decode.recording_longer_than_max_s_minutes", max_s=max_s / 60)


def mix(blocks: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    """Yield the mean of the channels, float32 (n,), of blocks (n, channels) whose number may change on the way.

    A channel in opposite phase to the first is turned over: a wire the wrong way round sounds normal on two
    loudspeakers and is silence as a mean.
    """
    signs: dict[int, np.ndarray] = {}
    for block in gather(blocks):
        channels = block.shape[1]
        if channels == 1:
            yield block[:, 0]
            continue
        with np.errstate(all="ignore"):  # broken samples are told of once, at the end
            signs[channels] = turn(block, signs.get(channels, np.ones(channels, np.float32)))
            yield (block @ (signs[channels] / channels)).astype(np.float32)


def gather(blocks: Iterable[np.ndarray]) -> Iterator[np.ndarray]:
    """Join blocks of equal width to such of MIXED_FRAMES or more, but for the last."""
    held: list[np.ndarray] = []
    for block in blocks:
        if held and block.shape[1] != held[0].shape[1]:
            yield np.concatenate(held)
            held = []
        held.append(block)
        if sum(map(len, held)) >= MIXED_FRAMES:
            yield np.concatenate(held)
            held = []
    if held:
        yield np.concatenate(held)


def turn(block: np.ndarray, signs: np.ndarray) -> np.ndarray:
    """Return the sign of each channel; it changes only where the block says so clearly.

    Args:
        block: float32 (n, channels).
        signs: those of the block before, float32 (channels,).
    """
    common = block.T @ block[:, 0]
    power = np.einsum("nc,nc->c", block, block)
    alike = common / np.sqrt(power * power[0])
    turned: np.ndarray = np.where(alike < OPPOSITE, -1, np.where(alike > -OPPOSITE, 1, signs)).astype(np.float32)
    return turned


def join(blocks: Iterable[np.ndarray], rate: int, max_s: float) -> tuple[np.ndarray, int]:
    """Put mono blocks together at KEPT_RATE or less, and give up at the limit whatever the header said.

    Returns:
        samples float32 (n,) and their rate.
    """
    kept_rate = min(rate, KEPT_RATE)
    resampler = soxr.ResampleStream(rate, kept_rate, num_channels=1, dtype="float32")
    kept, frames = [], 0
    for block in blocks:
        frames += len(block)
        check_duration(frames, rate, max_s)
        kept.append(block if kept_rate == rate else resampler.resample_chunk(block))
    if kept_rate != rate:
        kept.append(resampler.resample_chunk(np.zeros(0, np.float32), last=True))
    samples = np.concatenate(kept) if kept else np.zeros(0, np.float32)
    return scale(samples.astype(np.float32, copy=False)), kept_rate


def scale(samples: np.ndarray) -> np.ndarray:
    """Bring whole numbers that were stored as floating-point samples to -1..1."""
    peak = float(np.abs(samples).max(initial=0.0))
    if not LOUDEST_FLOAT < peak < float("inf"):
        return samples
    full = next((one for one in FULL_SCALES if peak <= one), peak)
    return (samples / full).astype(np.float32)
