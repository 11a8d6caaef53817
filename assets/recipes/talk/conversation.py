"""Whole conversations: greetings, names that are remembered, facts, jokes, and what is not known."""

import random
from dataclasses import dataclass
from functools import cache

from assets.recipes.spin import a_name, spin
from assets.recipes.talk.facts import ANSWERABLE, JOKES
from assets.recipes.talk.questions import Fact, all_facts, asked
from assets.recipes.talk.unknown import unknown_question

UNKNOWN = f"I do not know that. You can ask me about {ANSWERABLE}."

SMALL_TALK = (
    ("[Hello|Hi|Hey|Hello there|Good day][!|.|]", "Hello! What is your name?"),
    ("Good [morning|afternoon|evening][!|.|]", "Hello! What is your name?"),
    ("How are you[| today| doing]?", "I am fine, thank you. How are you?"),
    ("[I am|I'm] [fine|well|good|happy|great][, thank you|, thanks|][.|!|]", "I am glad to hear that."),
    ("[I am|I'm] [sad|tired|bored|hungry|ill|angry|lonely][.|]", "I am sorry to hear that. Shall I tell you a joke?"),
    ("[Thank you|Thanks|Thank you very much|Thanks a lot][!|.|]", "You are welcome!"),
    ("[Goodbye|Bye|Bye bye|See you|Good night][!|.|]", "Goodbye! Come back soon."),
    (
        "[Who are you|What are you|What is your name|What's your name|Are you a robot|Are you a human]?",
        "I am a very small language model. I live in this app.",
    ),
    (
        "[What can you do|What do you know|What can I ask you|Can you help me|Help|What can we talk about]?",
        f"You can ask me about {ANSWERABLE}. I know some jokes, too.",
    ),
    ("[Yes|No|Okay|Ok|Maybe][.|!|]", f"All right. You can ask me about {ANSWERABLE}."),
    ("[You are|You're] [nice|funny|clever|great|smart|kind][!|.|]", "Thank you! That is kind of you."),
    ("[You are|You're] [wrong|stupid|bad|boring][!|.|]", "I am sorry. I am only a very small model."),
)
ASKS_JOKE = (
    "[Tell me|Do you know|Can you tell me|I want to hear] a[ funny| good|] joke[?|.|]",
    "[A joke, please|Make me laugh|Another joke, please|Say something funny][.|!|]",
)
TELLS_NAME = (
    "[Hello|Hi|Hello there|Good morning][!|,|.] [My name is|I am|I'm] {}[.|!|]",
    "[My name is|I am called|I'm|My name's|You can call me|They call me] {}[.|!|]",
)
ASKS_NAME = (
    "[What is|What's|Tell me|Say] my name[?|.|]",
    "[Do you know|Do you remember|Can you tell me|Can you remember] my name?",
    "[Who am I|What am I called|How am I called]?",
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What the user says and what is answered."""

    user: str
    answer: str


@cache
def facts_by_subject() -> dict[str, list[Fact]]:
    """Return the facts, grouped."""
    groups: dict[str, list[Fact]] = {}
    for fact in all_facts():
        groups.setdefault(fact.subject, []).append(fact)
    return groups


def conversation(rng: random.Random) -> list[Turn]:
    """Return one to five turns, with nothing that is held out."""
    if rng.random() < 0.25:
        name = a_name(rng, is_girl=rng.random() < 0.5)
        between = [turn(rng) for _ in range(rng.choice([0, 0, 1, 2]))]
        return [introduction(name, rng), *between, recall(name, rng), *([turn(rng)] if rng.random() < 0.2 else [])]
    turns = [turn(rng) for _ in range(rng.choice([1, 1, 2, 3]))]
    if rng.random() < 0.06:
        turns.append(Turn(speak(spin(rng.choice(ASKS_NAME), rng), rng), "I do not know your name yet. What is it?"))
    return turns


def introduction(name: str, rng: random.Random) -> Turn:
    """Somebody tells a name."""
    return Turn(spin(rng.choice(TELLS_NAME), rng).format(name), f"Nice to meet you, {name}! What can I do for you?")


def recall(name: str, rng: random.Random) -> Turn:
    """The name that was told is asked for."""
    return Turn(speak(spin(rng.choice(ASKS_NAME), rng), rng), f"Your name is {name}.")


def turn(rng: random.Random) -> Turn:
    """Return a question that needs nothing of what was said before."""
    kind = rng.random()
    if kind < 0.12:
        user, answer = rng.choice(SMALL_TALK)
        return Turn(speak(spin(user, rng), rng), answer)
    if kind < 0.15:
        return Turn(speak(spin(rng.choice(ASKS_JOKE), rng), rng), rng.choice(JOKES))
    if kind < 0.3:
        return Turn(speak(unknown_question(rng), rng), UNKNOWN)
    subjects = facts_by_subject()
    while True:
        fact = rng.choice(subjects[rng.choice([*subjects, "capital", "opposite", "plus", "minus", "colour"])])
        if question := asked(fact, rng, held_out=False):
            return Turn(speak(question, rng), fact.sentence)


def speak(text: str, rng: random.Random) -> str:
    """Write as people type: now and then without capitals or the mark at the end."""
    if rng.random() < 0.15:
        text = text.lower()
    if rng.random() < 0.1:
        text = text.rstrip("?.!")
    return text


def held_out_questions(rng: random.Random, count: int) -> list[tuple[str, Fact]]:
    """Return questions that no conversation has, as many about each subject, with their facts."""
    subjects = facts_by_subject()
    found: list[tuple[str, Fact]] = []
    while len(found) < count:
        fact = rng.choice(subjects[list(subjects)[len(found) % len(subjects)]])
        if question := asked(fact, rng, held_out=True):
            found.append((question, fact))
    return found
