"""AVIF and HEIC as a format of Pillow's whose decoding happens in a child process: see models.decode.picture."""

from typing import Any

from PIL import Image, ImageFile

from models.bounded import Failed, OutOfBounds, call_bounded

FORMAT = "PHONE"
FRAME = "frame of an animation"
BRANDS = {b"avif", b"avis", b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"}
LIMITS: dict[str, Any] = {"address_bytes": 1_500_000_000, "cpu_s": 60.0, "wall_s": 120.0}


class Decoder:
    """What decodes a picture for its stub, a `StubHandler` of Pillow's."""

    def open(self, image: Any) -> None:
        """Do nothing: its size is known."""

    def save(self, *_: Any) -> None:
        """Refuse to write."""
        raise OSError("cannot be written")

    def load(self, image: Any) -> Image.Image:
        """Return the decoded picture: the stub becomes it."""
        drawn = ask_decoder("models.decode.picture.draw", image.filename)
        mode, size = drawn["mode"], tuple(drawn["size"])
        picture = Image.frombytes(mode, size, bytes(drawn["pixels"]))
        picture.info[FRAME] = drawn["frame"]
        return picture


class PhonePicture(ImageFile.StubImageFile):
    """A picture whose size is known and whose pixels are decoded when they are loaded; upright.

    Its mode before is a guess: whether it is see-through is known then.
    """

    format = FORMAT
    format_description = "AVIF or HEIC"

    def _open(self) -> None:
        width, height = ask_decoder("models.decode.picture.measure", self.filename)
        self._size = (int(width), int(height))
        self._mode = "RGB"

    def _load(self) -> Any:
        return Decoder()


def is_phone_picture(beginning: bytes) -> bool:
    """Tell whether a file that begins like this is one: its first box names its kind."""
    return beginning[4:8] == b"ftyp" and beginning[8:12] in BRANDS


def ask_decoder(function: str, path: Any) -> Any:
    """Call a function by its dotted name in a child process of its own.

    Raises:
        OSError: the file cannot be read, or not within LIMITS.
    """
    try:
        return call_bounded(function, str(path), **LIMITS)
    except (Failed, OutOfBounds) as error:
        raise OSError("cannot be decoded") from error


Image.register_open(FORMAT, PhonePicture, is_phone_picture)
