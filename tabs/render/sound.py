"""Sound for the player."""

import numpy as np


def make_playable(samples: np.ndarray, rate: int) -> tuple[int, np.ndarray]:
    """Return (rate, int16 (n,)) of float samples within -1..1, which gr.Audio writes as it is.

    Floats it would scale to a peak of 1, whatever their loudness (gradio.processing_utils).

    Args:
        samples: float (n,) or (1, n); what is not finite is silence, what is too loud is cut off.
        rate: samples per second.
    """
    mono = np.nan_to_num(np.asarray(samples, dtype=np.float32).reshape(-1), posinf=0.0, neginf=0.0)
    return int(rate), np.round(mono.clip(-1, 1) * 32_767).astype(np.int16)
