"""Pictures whose contents are known exactly: emoji before painted grounds, made anew from a random generator.

One generator serves every visual starter, its training data and its tests: labels, boxes, masks, depth, words.
Needs neither torch nor Transformers.
"""

from models.starters.scenes.regions import REGIONS, region_numbers
from models.starters.scenes.scene import Scene, Thing, make_scene
from models.starters.scenes.sprites import KINDS

__all__ = ["KINDS", "REGIONS", "Scene", "Thing", "make_scene", "region_numbers"]
