"""Photos, and the names that fit what is on them."""

from tests.truth.case import Case
from tests.truth.photos import PHOTOS

RULE = "the first name is of something on the photo; for a person, of what they wear or hold; a refusal is no answer"
FLOOR = 0.6
NAMES = {
    "astronaut": {"space shuttle", "neck brace", "military uniform", "safety pin"},
    "camera": {"tripod", "reflex camera", "Polaroid camera"},
    "chelsea": {"tabby", "tabby cat", "tiger cat", "Egyptian Mau", "Egyptian cat"},
    "coffee": {"espresso", "cup", "coffee mug"},
    "motorcycle_left": {"moped", "motor scooter", "motorcycle", "disc brake", "crash helmet"},
    "luispedro": {"sunglasses", "sweatshirt", "jersey", "T-shirt"},
    "grace_hopper": {"military uniform", "suit", "bow tie", "Windsor tie"},
    "cheetah": {"cheetah"},
    "cheetah1": {"cheetah"},
    "lion": {"lion"},
    "tower": {"church", "obelisk", "palace", "steel arch bridge", "flagpole"},
    "china": {"palace", "monastery", "stupa"},
    "flower": {"daisy"},
    "rocket": {"missile", "projectile", "space shuttle"},
}
CASES = tuple(
    Case(
        f"{photo.name}{seen}",
        {"image": picture},
        lambda raw, fitting=NAMES[photo.name]: raw[0]["label"] in fitting,
    )
    for photo in PHOTOS
    for seen, picture in (("", photo.opened()), (" mirrored and closer", photo.mirrored()))
)
