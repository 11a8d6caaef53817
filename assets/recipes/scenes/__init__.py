"""Pictures whose contents are known exactly: emoji before painted grounds, made anew from a random generator.

They are drawn sharply at any size, so the starter that enlarges pictures learns from them and is tested with them.
Needs neither torch nor Transformers.
"""

from assets.recipes.scenes.scene import Scene, Thing, make_scene
from assets.recipes.scenes.sprites import KINDS

__all__ = ["KINDS", "Scene", "Thing", "make_scene"]
