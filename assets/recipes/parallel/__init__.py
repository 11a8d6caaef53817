"""The same simple sentence in English, German and French, made from its meaning by three small grammars."""

from assets.recipes.parallel.instructions import instruction
from assets.recipes.parallel.pairs import Pair, pair

__all__ = ["Pair", "instruction", "pair"]
