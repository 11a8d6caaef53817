"""Who did what: verbs with others of the same meaning, so that a question need not repeat the text's word."""

from assets.recipes.questions.fact import Fact, parse

VERBS = (
    "discovered|discover|found, came upon|find, come upon"
    "|a new comet, the cause of the fever, a small moon, the lost city, the source of the river, a blue frog",
    "worked out|work out|figured out, found out, deciphered|figure out, find out, decipher"
    "|the old script, how the clock works, what the song means, the secret code, how birds find home, the ancient text",
    "invented|invent|devised, came up with, developed|devise, come up with, develop"
    "|the paper clip, a washing machine, a new kind of bridge, the pocket radio, a faster loom, the safety lamp",
    "built|build|constructed, made, put up|construct, make, put up"
    "|the old lighthouse, a wooden boat, the first school, a stone wall, the water mill, a tree house",
    "painted|paint|drew, made|draw, make"
    "|the portrait of the queen, a picture of the harbour, the ceiling of the chapel, two red horses, the blue door",
    "repaired|repair|fixed, mended|fix, mend"
    "|the kitchen tap, the broken bicycle, the church clock, the fence, the old radio, the roof of the barn",
    "bought|buy|purchased, acquired|purchase, acquire"
    "|the farm, a small hotel, the newspaper, the family house, three old paintings, the bakery",
    "wrote|write|composed, penned|compose, pen"
    "|the song of the city, a letter to the king, the opera, a long poem, the school hymn, the report on the flood",
    "closed|close|shut down, ended|shut down, end"
    "|the coal mine, the night train, the old factory, the harbour office, the swimming pool",
    "led|lead|headed, was in charge of|head, be in charge of"
    "|the expedition, the choir, the research group, the strike, the rescue team, the orchestra",
    "stole|steal|took, ran away with|take, run away with"
    "|the golden cup, the apple pie, two bicycles, the old map, the necklace, the recipe",
    "translated|translate|put into English, turned into English|put into English, turn into English"
    "|the Greek poems, the manual, the long letter, the fairy tales, the contract",
    "planted|plant|set, put in|set, put in"
    "|forty apple trees, the oak in the yard, a row of roses, the first vines, a small forest",
    "rescued|rescue|saved, helped|save, help"
    "|a lost dog, the fishermen, two children, the injured owl, a whole village, the climbers",
    "described|describe|told of, wrote about|tell of, write about"
    "|the eclipse, the customs of the island, the great fire, the storm, a two-headed snake",
    "measured|measure|determined, calculated|determine, calculate"
    "|the speed of light, the depth of the lake, the distance to the moon, the height of the tower",
    "sold|sell|gave away, got rid of|give away, get rid of"
    "|the old car, the family piano, a collection of stamps, the summer house, all the sheep",
    "taught|teach|instructed, trained|instruct, train"
    "|the young king, the deaf children, the pilots, the village boys, the new nurses",
    "visited|visit|travelled to, went to see|travel to, go to see"
    "|the islands, the old monastery, the world fair, the desert town, the waterfalls",
    "opened|open|started, inaugurated|start, inaugurate"
    "|the museum, a small bookshop, the new bridge, the first cinema, the mountain railway",
)
"""past tense | infinitive | other verbs, past | the same, infinitive | what was done"""

SAID = (
    "- {name} %(past)s {object} in {year}.",
    "- In {year}, {name} %(past)s {object}.",
    "- {name} %(past)s {object} in {city}.",
    "- {name} was the first who %(past)s {object}.",
    "- It was {name} who %(past)s {object}.",
    "- {name}, a {job} from {city}, %(past)s {object} in {year}.",
    "- {object}, which {name} %(past)s in {year}, made many people curious.",
)
ASKED = (
    "name: Who %(past)s {object}? | Who %(other_past)s {object}? | Which person %(past)s {object}?",
    "object: What did {name} %(verb)s? | What did {name} %(other)s in {year}? | What did the {job} %(verb)s?",
    "year: When did {name} %(verb)s {object}? | When did {name} %(other)s {object}?"
    " | In what year did {name} %(verb)s {object}?",
    "city: Where did {name} %(verb)s {object}? | Where is the {job} from?",
    "job: What was the profession of {name}?",
)


def _deed(row: str) -> tuple[Fact, ...]:
    past, verb, other_past, other, objects = row.split("|")
    blocks = []
    for more_past, more in zip(other_past.split(", "), other.split(", "), strict=True):
        words = {"past": past, "verb": verb, "other_past": more_past, "other": more}
        swapped = {"past": more_past, "verb": more, "other_past": past, "other": verb}
        choice = "/".join(objects.split(", ")).replace(" ", "_")
        for forms in (words, swapped):
            lines = "\n".join((*SAID, *ASKED)) % forms
            blocks.append(f"name=person object=one_of:{choice} year city job\n{lines}")
    return parse("\n\n".join(blocks))


ACTIONS = tuple(fact for row in VERBS for fact in _deed(row))
