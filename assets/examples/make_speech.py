"""Speak the example recordings with espeak-ng: `python assets/examples/make_speech.py`."""

import io
import subprocess
from pathlib import Path

import soundfile
import soxr

RATE = 16_000
TEXTS = {
    "short-speech": ("Hello and welcome. This is a short example. You can record your own voice with the microphone."),
    "long-speech": (
        "Welcome to the museum of science. This tour takes about one hour. We begin on the ground floor with "
        "the history of flight. Look at the wooden aeroplane above your head. It was built more than one "
        "hundred years ago. The next room shows how people measured time before there were clocks. You can "
        "see a sundial, a candle clock and a very old hourglass. On the first floor you will find the story "
        "of the telephone. Children are welcome to try the machines. In the last room we look at the stars. "
        "At the end of the tour there is a small shop. Thank you for your visit."
    ),
}


def speak(text: str) -> bytes:
    """Return the text as WAV."""
    command = ["espeak-ng", "-v", "en-gb", "-s", "140", "--stdout", text]
    return subprocess.run(command, capture_output=True, check=True).stdout  # noqa: S603


def main() -> None:
    """Write the recordings beside this file, mono, 16 kHz, Ogg Vorbis."""
    for name, text in TEXTS.items():
        samples, rate = soundfile.read(io.BytesIO(speak(text)), dtype="float32")
        file = Path(__file__).with_name(f"{name}.ogg")
        soundfile.write(file, soxr.resample(samples, rate, RATE), RATE, format="OGG", subtype="VORBIS")


if __name__ == "__main__":
    main()
