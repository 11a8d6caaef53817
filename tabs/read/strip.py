"""Pictures so long and thin that nothing would be left of their shorter side."""

from PIL import Image

from models.errors import BadInput


def refuse_strip(image: Image.Image, most: int) -> None:
    """Raise BadInput if one side is more than `most` times the other: scaled down, the shorter would vanish."""
    if max(image.size) > most * min(image.size):
        raise BadInput("The picture is a long thin strip, which the model cannot see. Cut out the part you mean.")
