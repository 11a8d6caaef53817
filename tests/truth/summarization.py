"""Short texts of kinds that people paste: what matters must be kept, what leads away from it must not."""

from typing import Any

from tests.truth.case import Case

RULE = "the summary holds what the text is about and leaves out the aside that was put into it"
FLOOR = 0.0
TEXTS = (
    (
        "The city council voted on Monday to close the old stone bridge for two years. Engineers had found deep "
        "cracks in three of its pillars. Buses will take a detour over the new bridge until the repairs are done. "
        "The mayor wore a green scarf. The repairs of the bridge will cost nine million euros.",
        "bridge", "scarf",
    ),
    (
        "Coffee plants grow best in the shade of taller trees. The trees keep the soil moist and the coffee cool. "
        "Birds that live in the trees eat insects that harm the coffee. My cousin prefers tea. Farmers who keep "
        "shade trees harvest less coffee each year, but for many more years.",
        "coffee", "cousin",
    ),
    (
        "Dear all, our office will move to Harbour Street on the first of June. Please pack your desks by the last "
        "Friday of May. The movers will carry the boxes to the new office over the weekend. There is still cake in "
        "the kitchen. Your new desk in the office will be marked with your name.",
        "office", "cake",
    ),
    (
        "Sleep helps the brain to remember what it learned during the day. People who sleep after learning a list "
        "of words recall more of it than people who stay awake. During deep sleep the brain repeats the day's "
        "memories. The laboratory had blue walls. Too little sleep makes learning harder.",
        "sleep", "walls",
    ),
    (
        "The hikers lost the path in thick fog on Saturday evening. They called the mountain rescue at nine. A "
        "helicopter could not fly because of the fog, so rescuers climbed up on foot. One rescuer collects stamps. "
        "The hikers were found unhurt in a hut at three in the morning.",
        "hikers", "stamps",
    ),
    (
        "Our washing machine leaks whenever it spins. The technician replaced the seal of the door, but the machine "
        "still leaks. He now thinks that the drum of the washing machine is cracked. It was sunny that day. A new "
        "drum would cost more than a new washing machine.",
        "machine", "sunny",
    ),
    (
        "Sharks have lived in the sea for more than four hundred million years. They are older than trees. Many "
        "sharks find their prey by the weak electricity of its muscles. The aquarium shop sells postcards. Today a "
        "third of all kinds of sharks are threatened by fishing.",
        "sharks", "postcards",
    ),
    (
        "The team won the final in the last minute of extra time. Their goalkeeper had saved two penalties before. "
        "The winning goal of the final came from a player who is only eighteen. Parking near the stadium costs five "
        "euros. It is the first time that the team has won the cup.",
        "final", "parking",
    ),
    (
        "Bread rises because yeast turns sugar into gas. The gas makes bubbles in the dough. Warm dough rises faster, "
        "but slow rising gives the bread more taste. Grandfather's radio is broken. Salt slows the yeast down and "
        "keeps the dough firm.",
        "dough", "radio",
    ),
    (
        "The library will lend tools from next week on. Members of the library can borrow drills, saws and ladders "
        "for seven days. The tools were given by a shop that closed in spring. A dog waited outside. Borrowing a "
        "tool from the library is free, but late returns cost two euros a day.",
        "library", "dog waited",
    ),
    (
        "The volcano on the island began to erupt on Tuesday night. All four thousand people left the island by ship. "
        "Ash from the volcano reached the mainland the next morning. The captain likes crosswords. Scientists expect "
        "the eruption to last for weeks.",
        "volcano", "crosswords",
    ),
    (
        "Electric buses are quieter than diesel buses and need less repair. Their batteries last for about twelve "
        "years. Buses charge at the end stations while the driver has a break. One passenger read a novel. The city "
        "wants all its buses to be electric in five years.",
        "buses", "novel",
    ),
)  # fmt: skip


def is_true(about: str, aside: str, raw: list[dict[str, Any]]) -> bool:
    """Tell whether a summary is about the text's subject and nothing beside it."""
    summary = raw[0]["summary_text"].lower()
    return about in summary and aside not in summary


CASES = tuple(
    Case(text[:50], {"text": text}, lambda raw, about=about, aside=aside: is_true(about, aside, raw))
    for text, about, aside in TEXTS
)
