"""Values of all kinds for the slots of facts."""

import random
from collections.abc import Callable

from faker.providers.address.de_DE import Provider as GermanPlaces
from faker.providers.address.en_IN import Provider as IndianPlaces
from faker.providers.address.pt_PT import Provider as PortuguesePlaces
from faker.providers.person.cs_CZ import Provider as CzechNames
from faker.providers.person.de_DE import Provider as GermanNames
from faker.providers.person.en_GB import Provider as BritishNames
from faker.providers.person.en_IN import Provider as IndianNames
from faker.providers.person.en_US import Provider as AmericanNames
from faker.providers.person.es_ES import Provider as SpanishNames
from faker.providers.person.fr_FR import Provider as FrenchNames
from faker.providers.person.it_IT import Provider as ItalianNames
from faker.providers.person.nl_NL import Provider as DutchNames
from faker.providers.person.sv_SE import Provider as SwedishNames
from faker.providers.person.tr_TR import Provider as TurkishNames

from assets.recipes.questions.words import (
    COMPANY_HEADS,
    COMPANY_TAILS,
    LAKES,
    MOUNTAINS,
    NUMBER_WORDS,
    RIVERS,
    STREETS,
    TITLE_WORDS,
    WORDS,
)

NAMES = (
    AmericanNames, AmericanNames, BritishNames, IndianNames, SpanishNames, FrenchNames, ItalianNames, GermanNames,
    DutchNames, SwedishNames, TurkishNames, CzechNames,
)  # fmt: skip
CITIES = (
    *(city for city in (*GermanPlaces.cities, *IndianPlaces.cities, *PortuguesePlaces.cities) if city.isalpha()),
    *[
        "London",
        "Paris",
        "Rome",
        "Berlin",
        "Madrid",
        "Oslo",
        "Boston",
        "Chicago",
        "Sydney",
        "Tokyo",
        "Lagos",
        "Cairo",
        "Lima",
        "Kyoto",
        "Dublin",
        "Lisbon",
        "Vienna",
        "Prague",
        "Warsaw",
        "Athens",
        "Istanbul",
        "Nairobi",
        "Mumbai",
        "Delhi",
        "Seoul",
        "Toronto",
        "Denver",
        "Seattle",
        "Bergen",
        "Geneva",
        "Zurich",
        "Lyon",
        "Porto",
        "Bristol",
        "Leeds",
        "Glasgow",
        "Cork",
        "Brooklyn",
        "Houston",
        "Manila",
        "Hanoi",
        "Accra",
        "Quito",
        "Havana",
        "Riga",
        "Tallinn",
        "Helsinki",
        "Ghent",
    ],
    *("New York", "San Francisco", "Cape Town", "Buenos Aires", "Hong Kong", "Los Angeles", "New Delhi", "Tel Aviv"),
)


class Values:
    """Makes values with one random generator."""

    def __init__(self, rng: random.Random) -> None:
        self.rng = rng
        self._makers: dict[str, Callable[[], str]] = {
            "person": self._person,
            "first": self._first,
            "company": self._company,
            "city": lambda: rng.choice(CITIES),
            "title": lambda: rng.choice(TITLE_WORDS),
            "river": lambda: f"{rng.choice(RIVERS)}",
            "mountain": lambda: rng.choice(MOUNTAINS),
            "lake": lambda: rng.choice(LAKES),
            "street": lambda: f"{rng.randint(1, 99)} {rng.choice(STREETS)}",
            "hotel": lambda: rng.choice((f"Hotel {self._first()}", f"{rng.choice(COMPANY_HEADS)} Star Hotel")),
            "team": lambda: rng.choice(
                (f"{rng.choice(CITIES)} {rng.choice(('United', 'Rovers', 'Bears'))}", "the Lions")
            ),
            "year": lambda: str(rng.randint(1700, 2026) if rng.random() < 0.5 else rng.randint(1950, 2026)),
            "date": self._date,
            "time": self._time,
            "money": self._money,
            "age": lambda: str(rng.randint(3, 99)),
            "small": lambda: rng.choice((str(rng.randint(2, 60)), rng.choice(NUMBER_WORDS))),
            "number": lambda: str(rng.randint(5, 400)),
            "count": self._count,
            "percent": lambda: f"{rng.randint(1, 90)}{rng.choice((' percent', '%', ' per cent'))}",
            "length": lambda: self._measure(("metres", "km", "feet", "m", "miles", "cm"), 2, 9000),
            "distance": lambda: self._measure(("million kilometres", "light years", "km", "million miles"), 2, 900),
            "weight": lambda: self._measure(("kg", "grams", "tons", "pounds", "g", "kilograms"), 2, 900),
            "speed": lambda: self._measure(("km/h", "miles per hour", "kilometres an hour"), 5, 120),
            "temperature": lambda: self._measure(("degrees", "°C", "degrees Celsius"), -20, 250),
            "duration": self._duration,
            "phone": self._phone,
            "email": lambda: (
                f"{self._first().lower()}@{rng.choice(COMPANY_TAILS).lower()}.{rng.choice(('org', 'com'))}"
            ),
            "code": lambda: f"{rng.choice(('', 'A', 'R-', 'NR', 'X'))}{rng.randint(1000, 999999)}",
            "flight": lambda: f"{rng.choice('ABKLSU')}{rng.choice('AFLTZ')} {rng.randint(100, 9999)}",
            "gate": lambda: f"{rng.choice('ABCDE')}{rng.randint(1, 60)}",
        }

    def make(self, kind: str) -> str:
        """Return a value of a kind: one of `words.WORDS`, of the makers above, or "one_of:a_b/c"."""
        if kind.startswith("one_of:"):
            return self.rng.choice(kind.removeprefix("one_of:").split("/")).replace("_", " ")
        if kind in self._makers:
            return self._makers[kind]()
        return self.rng.choice(WORDS[kind])

    def _first(self) -> str:
        return str(self.rng.choice(list(self.rng.choice(NAMES).first_names)))

    def _person(self) -> str:
        names = self.rng.choice(NAMES)
        first, last = self.rng.choice(list(names.first_names)), self.rng.choice(list(names.last_names))
        form = self.rng.random()
        if form < 0.25:
            return str(first)
        if form < 0.32:
            return f"{self.rng.choice(('Mr', 'Ms', 'Mrs', 'Dr', 'Professor'))} {last}"
        if form < 0.36:
            return f"{first} {self._first()} {last}"
        return f"{first} {last}"

    def _company(self) -> str:
        form = self.rng.random()
        if form < 0.6:
            return f"{self.rng.choice(COMPANY_HEADS)} {self.rng.choice(COMPANY_TAILS)}"
        last = self.rng.choice(list(self.rng.choice(NAMES).last_names))
        ends = ("Ltd", "& Sons", "Inc.", self.rng.choice(COMPANY_TAILS), self.rng.choice(COMPANY_TAILS))
        return (
            f"{last} {self.rng.choice(ends)}"
            if form < 0.9
            else self.rng.choice(("Google", "Siemens", "Nokia", "Toyota"))
        )

    def _date(self) -> str:
        day, month = self.rng.randint(1, 28), self.rng.choice(WORDS["month"])
        year, weekday = self.rng.randint(1995, 2027), self.rng.choice(WORDS["weekday"])
        return self.rng.choice(
            (
                f"{day} {month}", f"{month} {day}", f"{day} {month} {year}", f"{month} {day}, {year}",
                f"{weekday}, {day} {month}", f"{weekday}, {day} {month} {year}", weekday, f"the {day}th of {month}",
                f"{day}.{self.rng.randint(1, 12)}.{year}", f"{year}-{self.rng.randint(10, 12)}-{day:02}",
            )
        )  # fmt: skip

    def _time(self) -> str:
        hour, minute = self.rng.randint(0, 23), self.rng.choice((0, 5, 10, 15, 30, 45, self.rng.randint(1, 59)))
        short = hour % 12 or 12
        return self.rng.choice(
            (
                f"{hour:02}:{minute:02}", f"{hour}:{minute:02}", f"{short} {self.rng.choice(('am', 'pm'))}",
                f"{short}:{minute:02} {self.rng.choice(('am', 'pm', 'a.m.'))}", f"{short} o'clock",
                f"half past {self.rng.choice(NUMBER_WORDS[:10])}",
            )
        )  # fmt: skip

    def _money(self) -> str:
        whole = self.rng.choice((self.rng.randint(1, 99), self.rng.randint(100, 5000)))
        exact = f"{whole}.{self.rng.randint(0, 99):02}"
        return self.rng.choice(
            (
                f"{whole} euros", f"${whole}", f"{exact} euros", f"${exact}", f"€{exact}", f"{whole} pounds",
                f"£{whole}", f"{whole} dollars", f"{whole:,} dollars", f"{whole} million dollars", f"{exact} EUR",
                f"{whole} crowns",
            )
        )  # fmt: skip

    def _count(self) -> str:
        big = self.rng.choice((self.rng.randint(2, 99), self.rng.randint(1, 99) * 100, self.rng.randint(1, 900) * 1000))
        return self.rng.choice((str(big), f"{big:,}", f"{big:,}", self.rng.choice(NUMBER_WORDS)))

    def _measure(self, units: tuple[str, ...], low: int, high: int) -> str:
        number = self.rng.choice((self.rng.randint(low, high), self.rng.randint(low, max(low + 1, high // 20))))
        form = self.rng.choice((str(number), f"{number:,}", f"{number}.{self.rng.randint(1, 9)}"))
        return f"{form} {self.rng.choice(units)}"

    def _duration(self) -> str:
        number = self.rng.choice((str(self.rng.randint(2, 60)), self.rng.choice(NUMBER_WORDS)))
        return f"{number} {self.rng.choice(('weeks', 'days', 'hours', 'months', 'years', 'minutes'))}"

    def _phone(self) -> str:
        digits = "".join(str(self.rng.randint(0, 9)) for _ in range(9))
        return self.rng.choice(
            (
                f"555 {digits[:4]}",
                f"0{digits[:3]} {digits[3:]}",
                f"{digits[:3]}-{digits[3:6]}-{digits[6:]}",
                f"+44 {digits}",
            )
        )
