"""Children's stories told by a grammar, in the manner of TinyStories (Eldan and Li 2023, arXiv:2305.07759)."""

from assets.recipes.stories.story import Story, tell

__all__ = ["Story", "tell"]
