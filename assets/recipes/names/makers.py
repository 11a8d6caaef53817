"""Names made up from parts: people, places, organisations, and other names such as prizes and nationalities."""

import random
from collections.abc import Callable

from assets.recipes.names.gazetteer import Gazetteer

KNOWN = (
    "Google", "Apple", "Microsoft", "Amazon", "Hugging Face", "Facebook", "Meta", "Netflix", "IBM", "Intel", "Nvidia",
    "Samsung", "Sony", "Toyota", "Honda", "Volkswagen", "BMW", "Siemens", "Bosch", "Nestle", "Unilever", "Shell", "BP",
    "Boeing", "Airbus", "Ford", "General Motors", "General Electric", "Tesla", "SpaceX", "Twitter", "Uber", "Spotify",
    "Adobe", "Oracle", "Cisco", "Dell", "Nokia", "Ericsson", "Philips", "Renault", "Peugeot", "Ikea", "Walmart",
    "Target", "Starbucks", "McDonald's", "Coca-Cola", "Pepsi", "Disney", "Warner Brothers", "Goldman Sachs",
    "JPMorgan", "Visa", "Pfizer", "Bayer", "Roche", "Deutsche Bank", "HSBC", "Lufthansa", "Air France",
    "British Airways", "NASA", "NATO", "the United Nations", "UNESCO", "the European Union", "the World Bank",
    "the Red Cross", "Greenpeace", "the BBC", "CNN", "Reuters", "the New York Times", "the Washington Post", "Harvard",
    "Yale", "MIT", "Stanford", "Oxfam", "FIFA", "Real Madrid", "Barcelona", "Manchester United", "Arsenal", "Chelsea",
    "Bayern Munich", "the Lakers", "the Yankees", "Congress", "the Senate", "Parliament", "the Supreme Court",
    "the White House", "the Pentagon", "the FBI", "the CIA", "the Labour Party", "the Republican Party",
    "the Democrats", "OpenAI", "DeepMind", "Mistral", "Stripe", "Airbnb",
)  # fmt: skip
COMMON = (
    "Open Door", "Bright Side", "Blue River", "Red Kite", "Quiet Storm", "Happy Goat", "Green Leaf", "North Star",
    "Second Home", "Paper Moon", "Iron Gate", "Golden Bridge", "Silver Lake", "Hidden Hill", "First Light",
    "Big Apple", "Tall Tree", "Little Bird", "Warm Hands", "Clear Sky", "Deep Blue", "Lucky Cat", "Smiling Fox",
    "White Wolf", "Orange", "Slack", "Square", "Notion", "Shell", "Gap", "Subway", "Oracle", "Signal", "Zoom", "Box",
    "Indeed", "Medium", "Block",
)  # fmt: skip
STARTS = (
    "Ver", "Zen", "Lum", "Nov", "Quan", "Syn", "Alt", "Cor", "Dyn", "Pix", "Tel", "Omni", "Bio", "Aer", "Kin", "Vel",
)  # fmt: skip
ENDS = (
    "ix", "tra", "ora", "tech", "soft", "via", "gen", "lytics", "ware", "io", "on", "scape", "mark", "net", "pharma",
)  # fmt: skip
FIELDS = (
    "Sciences", "Arts", "Music", "Physics", "Chemistry", "Medicine", "History", "Technology", "Engineering", "Health",
    "Education", "Agriculture", "Economics", "Law", "Design", "Statistics", "Space Research", "Foreign Affairs",
    "Defence", "Energy", "Transport", "Finance", "Justice", "Labor", "Trade", "Public Health", "the Environment",
    "Architecture",
)  # fmt: skip
BUSINESS = (
    "Bank", "Airlines", "Motors", "Systems", "Foods", "Insurance", "Records", "Pictures", "Energy", "Steel", "Press",
    "Media", "Software", "Pharmaceuticals", "Railways", "Capital", "Group", "Holdings", "Industries", "Labs",
    "Studios",
)  # fmt: skip
LEGAL = (
    "Inc.", "Ltd", "GmbH", "Corp.", "LLC", "AG", "and Co.", "Corporation", "plc", "S.A.",
)  # fmt: skip
LOCAL = (
    "University", "Hospital", "Museum", "Zoo", "City Council", "Police Department", "Philharmonic", "High School",
    "Opera", "Chamber of Commerce", "Library", "United", "FC", "Rovers", "Tigers", "Symphony Orchestra",
    "Business School",
)  # fmt: skip
PEOPLES = (
    "American", "British", "French", "German", "Spanish", "Italian", "Swedish", "Norwegian", "Danish", "Finnish",
    "Dutch", "Polish", "Czech", "Hungarian", "Russian", "Ukrainian", "Turkish", "Greek", "Chinese", "Japanese",
    "Korean", "Indian", "Brazilian", "Mexican", "Canadian", "Australian", "Egyptian", "Nigerian", "Kenyan", "Moroccan",
    "Vietnamese", "Thai", "Irish", "Scottish", "Swiss", "Austrian", "Portuguese", "Argentine", "Chilean", "Israeli",
    "Iranian", "Pakistani",
)  # fmt: skip
PRIZES = (
    "Nobel Prize", "Pulitzer Prize", "Academy Award", "Grammy", "Oscar", "Fields Medal", "Booker Prize", "Emmy Award",
)  # fmt: skip
PRIZE_FIELDS = ("Chemistry", "Physics", "Literature", "Medicine", "Fiction", "Poetry", "Economics", "Music", "History")
EVENTS = (
    "World War II", "World War I", "the Olympic Games", "the World Cup", "the Super Bowl", "the Cold War", "Christmas",
    "the Renaissance", "the French Revolution", "the Civil War", "Wimbledon", "the Tour de France",
    "the Champions League", "the Second World War", "the Vietnam War", "Easter", "Ramadan",
    "the Eurovision Song Contest", "the Gulf War",
)  # fmt: skip
DISTRICTS = (
    "Brooklyn", "Manhattan", "Queens", "the Bronx", "Harlem", "Hollywood", "Silicon Valley", "Soho", "Montmartre",
    "Chelsea", "Notting Hill", "Kreuzberg", "Bavaria", "Tuscany", "Provence", "Scotland", "Wales", "England",
    "Catalonia", "Europe", "Africa", "Asia", "South America", "North America", "the Middle East", "Scandinavia",
    "the Alps", "the Andes", "the Rhine", "the Nile", "the Amazon", "the Danube", "the Mississippi", "Mount Everest",
    "Lake Geneva", "the Sahara", "the Baltic Sea", "the Pacific", "the Atlantic", "the Mediterranean", "Siberia",
    "the Himalayas", "the UK", "the US", "the USA", "the Netherlands", "Central Park", "Times Square", "Wall Street",
    "the Thames", "Main Street", "Broadway",
)  # fmt: skip


def one_of(rng: random.Random, makers: dict[Callable[[random.Random, Gazetteer], str], float]) -> Callable[..., str]:
    """Choose a maker by its weight."""
    return rng.choices(list(makers), list(makers.values()))[0]


def full_name(rng: random.Random, names: Gazetteer) -> str:
    """Return first and last name, at times with an initial, a second first name or a double last name."""
    first, last = rng.choice(names.first), rng.choice(names.last)
    middle = rng.choices(("", f"{rng.choice('ABCDEFGHJKLMNPRSTW')}. ", f"{rng.choice(names.first)} "), (12, 1, 1))[0]
    double = rng.random() < 0.04
    return f"{first} {middle}{last}" + (f"-{rng.choice(names.last)}" if double else "")


def first_name(rng: random.Random, names: Gazetteer) -> str:
    """Return a first name."""
    return rng.choice(names.first)


def last_name(rng: random.Random, names: Gazetteer) -> str:
    """Return a last name."""
    return rng.choice(names.last)


def person(rng: random.Random, names: Gazetteer) -> str:
    """Return a person's name as it stands in a running text, mostly in full."""
    return one_of(rng, {full_name: 0.7, first_name: 0.2, last_name: 0.1})(rng, names)


def place(rng: random.Random, names: Gazetteer) -> str:
    """Return a city, a country, a state, a district, a river."""
    kinds = (names.large_cities[:800], names.large_cities, names.cities, names.countries, names.regions, DISTRICTS)
    return rng.choice(rng.choices(kinds, (5, 3, 3, 4, 2, 3))[0])


def city(rng: random.Random, names: Gazetteer) -> str:
    """Return a city, mostly a large one."""
    return rng.choice(names.large_cities[:800] if rng.random() < 0.5 else names.cities)


def organisation(rng: random.Random, names: Gazetteer) -> str:
    """Return a company, an institution, a club."""
    return one_of(rng, {well_known: 0.34, company: 0.33, institution: 0.33})(rng, names)


def well_known(rng: random.Random, names: Gazetteer) -> str:
    """Return an organisation that exists."""
    return rng.choice(KNOWN)


def company(rng: random.Random, names: Gazetteer) -> str:
    """Make up a company: from last names, from common words, from syllables."""
    last = rng.choice(names.last)
    coined = rng.choice(STARTS) + rng.choice(ENDS)
    stem = rng.choice((last, coined, coined, rng.choice(COMMON), rng.choice(COMMON), city(rng, names)))
    return rng.choice(
        (
            rng.choice((coined, rng.choice(COMMON))),
            f"{stem} {rng.choice(BUSINESS)}",
            f"{stem} {rng.choice(LEGAL)}",
            f"{last} and {rng.choice(names.last)}",
            f"{last} & {rng.choice(('Sons', 'Partners', 'Daughters', rng.choice(names.last)))}",
        )
    )


def institution(rng: random.Random, names: Gazetteer) -> str:
    """Make up a university, a ministry, a club, an academy."""
    nation, field = rng.choice(PEOPLES), rng.choice(FIELDS)
    town = city(rng, names)
    return rng.choice(
        (
            f"the University of {town}",
            f"{town} {rng.choice(LOCAL)}",
            f"{town} {rng.choice(LOCAL)}",
            f"the {nation} {rng.choice(('Academy', 'Institute', 'Ministry', 'Department'))} of {field}",
            f"the Royal {nation} Academy of {field}",
            f"the Royal {rng.choice(('Society', 'College', 'Academy'))} of {field}",
            f"the {rng.choice(('National', 'Federal'))} {rng.choice(('Bank', 'Museum', 'Council'))} of {town}",
            f"the {rng.choice(('Ministry', 'Department', 'Institute', 'School', 'Museum'))} of {field}",
            f"the {nation} {rng.choice(('Football Association', 'Parliament', 'Navy', 'Embassy'))}",
            "".join(rng.choices("ABCDEFGHIKLMNOPRSTUW", k=rng.choice((3, 3, 4)))),
        )
    )  # fmt: skip


def people(rng: random.Random, names: Gazetteer) -> str:
    """Return a nationality, which is often a language too."""
    return rng.choice(PEOPLES)


def prize(rng: random.Random, names: Gazetteer) -> str:
    """Return a prize, at times with its field."""
    name = rng.choice(PRIZES)
    return rng.choice((name, f"{name} in {rng.choice(PRIZE_FIELDS)}"))


def event(rng: random.Random, names: Gazetteer) -> str:
    """Return a war, a holiday, a competition."""
    return rng.choice(EVENTS)
