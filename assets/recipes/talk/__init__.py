"""Small conversations about a few everyday matters, made from tables of facts and many ways to ask."""

from assets.recipes.talk.conversation import Turn, conversation, held_out_questions

__all__ = ["Turn", "conversation", "held_out_questions"]
