"""Pictures whose contents are known exactly: emoji before painted grounds, made anew from a random generator.

One generator serves every visual starter, its training data and its tests: labels, boxes, masks, depth, words.
Needs neither torch nor Transformers.
"""

from assets.recipes.scenes.regions import REGIONS, region_numbers
from assets.recipes.scenes.scene import Scene, Thing, make_scene
from assets.recipes.scenes.sprites import KINDS

__all__ = ["KINDS", "REGIONS", "Scene", "Thing", "make_scene", "region_numbers"]
