"""GLPN, tiny, taught on scenes of emoji; see assets.recipes.depth_estimation."""

from models.starters.starter import Starter

STARTER = Starter(
    name="emoji-scenes-glpn",
    tasks=("depth-estimation",),
    description="A tiny GLPN taught on scenes of emoji, where near things are large and stand low.",
    limits="It knows emoji before painted grounds; what it tells of photos is a guess.",
    licence="Apache-2.0",
    assets="depth-estimation",
)
