"""Sentences in three languages: from the grammars, from patterns, and set phrases."""

import random
import zlib
from dataclasses import dataclass

from assets.recipes.parallel import english, french, german
from assets.recipes.parallel.meaning import NOUNS, PLACES, Phrase, make_clause
from assets.recipes.spin import a_name

LANGUAGES = ("English", "German", "French")

PHRASES = """
Hello!|Hallo!|Bonjour !
Good morning!|Guten Morgen!|Bonjour !
Good evening!|Guten Abend!|Bonsoir !
Good night!|Gute Nacht!|Bonne nuit !
Goodbye!|Auf Wiedersehen!|Au revoir !
See you tomorrow!|Bis morgen!|À demain !
See you soon!|Bis bald!|À bientôt !
Thank you!|Danke!|Merci !
Thank you very much!|Vielen Dank!|Merci beaucoup !
You are welcome.|Gern geschehen.|De rien.
Please.|Bitte.|S'il te plaît.
Yes.|Ja.|Oui.
No.|Nein.|Non.
I am sorry.|Es tut mir leid.|Je suis désolé.
Excuse me.|Entschuldigung.|Excusez-moi.
How are you?|Wie geht es dir?|Comment vas-tu ?
I am fine, thank you.|Mir geht es gut, danke.|Je vais bien, merci.
What is your name?|Wie heißt du?|Comment t'appelles-tu ?
Where do you live?|Wo wohnst du?|Où habites-tu ?
How old are you?|Wie alt bist du?|Quel âge as-tu ?
Where are you from?|Woher kommst du?|D'où viens-tu ?
What time is it?|Wie spät ist es?|Quelle heure est-il ?
How much is it?|Wie viel kostet das?|Combien ça coûte ?
I do not know.|Ich weiß es nicht.|Je ne sais pas.
I do not understand.|Ich verstehe nicht.|Je ne comprends pas.
Do you speak English?|Sprichst du Englisch?|Est-ce que tu parles anglais ?
I am hungry.|Ich habe Hunger.|J'ai faim.
I am thirsty.|Ich habe Durst.|J'ai soif.
I love you.|Ich liebe dich.|Je t'aime.
Happy birthday!|Alles Gute zum Geburtstag!|Joyeux anniversaire !
Good luck!|Viel Glück!|Bonne chance !
Enjoy your meal!|Guten Appetit!|Bon appétit !
Welcome!|Willkommen!|Bienvenue !
It is raining.|Es regnet.|Il pleut.
It is snowing.|Es schneit.|Il neige.
The sun is shining.|Die Sonne scheint.|Le soleil brille.
It is cold today.|Heute ist es kalt.|Il fait froid aujourd'hui.
It is hot today.|Heute ist es heiß.|Il fait chaud aujourd'hui.
The weather is nice today.|Das Wetter ist heute schön.|Il fait beau aujourd'hui.
Can you help me?|Kannst du mir helfen?|Est-ce que tu peux m'aider ?
Is there a seat left?|Ist noch ein Platz frei?|Est-ce qu'il reste une place ?
Nice to meet you.|Freut mich.|Enchanté.
Have a nice day!|Einen schönen Tag!|Bonne journée !
Let us go!|Gehen wir!|Allons-y !
"""
CITIES = """
London|London|Londres,Paris|Paris|Paris,Berlin|Berlin|Berlin,Rome|Rom|Rome,Vienna|Wien|Vienne,Madrid|Madrid|Madrid,
Munich|München|Munich,Geneva|Genf|Genève,Moscow|Moskau|Moscou,Hamburg|Hamburg|Hambourg,Brussels|Brüssel|Bruxelles,
Prague|Prag|Prague,Lisbon|Lissabon|Lisbonne,Cologne|Köln|Cologne,Dublin|Dublin|Dublin,Athens|Athen|Athènes
"""
VEHICLES = "The train|Der Zug|Le train,The bus|Der Bus|Le bus,The boat|Das Boot|Le bateau"
GOALS = (
    "to the airport|zum Flughafen|pour l'aéroport,to the station|zum Bahnhof|pour la gare,"
    "to the city|in die Stadt|pour la ville"
)
HOURS = """
two|zwei|deux,three|drei|trois,four|vier|quatre,five|fünf|cinq,six|sechs|six,seven|sieben|sept,eight|acht|huit,
nine|neun|neuf,ten|zehn|dix
"""
PATTERNS = (
    "My name is {name}.|Mein Name ist {name}.|Je m'appelle {name}.",
    "My name is {name} and I live in {city}.|Mein Name ist {name} und ich wohne in {city}.|"
    "Je m'appelle {name} et j'habite à {city}.",
    "I am {name}.|Ich bin {name}.|Je suis {name}.",
    "This is {name}.|Das ist {name}.|C'est {name}.",
    "I live in {city}.|Ich wohne in {city}.|J'habite à {city}.",
    "{name} lives in {city}.|{name} wohnt in {city}.|{name} habite à {city}.",
    "Does {name} live in {city}?|Wohnt {name} in {city}?|Est-ce que {name} habite à {city} ?",
    "{vehicle} {goal} leaves at {hour}.|{vehicle} {goal} fährt um {hour} Uhr ab.|"
    "{vehicle} {goal} part à {hour} heures.",
    "{vehicle} to {city} leaves at {hour}.|{vehicle} nach {city} fährt um {hour} Uhr ab.|"
    "{vehicle} pour {city} part à {hour} heures.",
    "It is {hour} o'clock.|Es ist {hour} Uhr.|Il est {hour} heures.",
    "I am {hour} years old.|Ich bin {hour} Jahre alt.|J'ai {hour} ans.",
    "{name} is {hour} years old.|{name} ist {hour} Jahre alt.|{name} a {hour} ans.",
    "Where is {noun}?|Wo ist {noun}?|Où est {noun} ?",
    "This is {noun}.|Das ist {noun}.|C'est {noun}.",
    "{noun} is {place}.|{noun} ist {place}.|{noun} est {place}.",
    "How much is {noun}?|Wie viel kostet {noun}?|Combien coûte {noun} ?",
)
IN_PATTERNS, IN_PHRASES = 0.25, 0.06
"""The parts of all sentences; the grammars make the others."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A sentence and its translations."""

    english: str
    german: str
    french: str


def table(rows: str) -> list[list[str]]:
    """Return the three sides of each row."""
    return [one.strip().split("|") for one in rows.split(",")]


PHRASE_ROWS = [row.split("|") for row in PHRASES.strip().splitlines()]
CITY_ROWS, VEHICLE_ROWS, GOAL_ROWS, HOUR_ROWS = map(table, (CITIES, VEHICLES, GOALS, HOURS))


def is_held_out(text: str) -> bool:
    """Whether no training has this English text: a twentieth of all."""
    return zlib.crc32(text.encode()) % 20 == 0


def pair(rng: random.Random, *, held_out: bool = False) -> Pair:
    """Return any sentence, or one that no training has; set phrases are learned by heart."""
    if not held_out and rng.random() < IN_PHRASES:
        return Pair(*rng.choice(PHRASE_ROWS))
    while True:
        one = from_pattern(rng) if rng.random() < IN_PATTERNS else from_grammar(rng)
        if is_held_out(one.english) == held_out:
            return one


def from_grammar(rng: random.Random) -> Pair:
    """Put one meaning into the three languages."""
    clause = make_clause(rng)
    return Pair(english.say(clause), german.say(clause), french.say(clause))


def from_pattern(rng: random.Random) -> Pair:
    """Fill a pattern."""
    sides = rng.choice(PATTERNS).split("|")
    name = a_name(rng, is_girl=rng.random() < 0.5)
    rows = {"city": CITY_ROWS, "vehicle": VEHICLE_ROWS, "goal": GOAL_ROWS, "hour": HOUR_ROWS}
    chosen = {slot: rng.choice(choices) for slot, choices in rows.items()}
    noun = Phrase(
        rng.choice([one for kind in ("animal", "thing", "text", "person") for one in NOUNS[kind]]),
        determiner=rng.choice(["the", "my", "your"]),
    )
    nouns = [english.phrase(noun), german.phrase(noun, "nominative"), french.elide(french.phrase(noun))]
    place = rng.choice(PLACES)
    places = [place.english[0], place.german[0], place.french[0]]
    texts = []
    for number, side in enumerate(sides):
        words = {slot: row[number] for slot, row in chosen.items()}
        text = side.format(name=name, noun=nouns[number], place=places[number], **words)
        texts.append(text[0].upper() + text[1:])
    return Pair(*texts)
