"""The same simple sentence in English, German and French, made from its meaning by three small grammars."""

from models.starters.parallel.instructions import instruction
from models.starters.parallel.pairs import Pair, pair

__all__ = ["Pair", "instruction", "pair"]
