"""Who may unload everybody's models: anybody on a machine of one's own, on a Space the owner alone."""

from types import SimpleNamespace

import pytest

from models.errors import BadInput
from tabs.doors.gate.limits import read_limits
from tabs.page.status import is_owner, make_unloader

SECRET = "correct-horse-battery"  # noqa: S105
LAPTOP, SPACE = read_limits({}), read_limits({"SPACE_ID": "a/b"})
OWNED = [read_limits({"PLAYGROUND_OWNER_TOKEN": SECRET, **more}) for more in ({}, {"SPACE_ID": "a/b"})]


@pytest.mark.parametrize(
    ("limits", "secret", "may"),
    [
        (LAPTOP, "", True),
        (SPACE, "", False),
        (SPACE, None, False),
        *((limits, SECRET, True) for limits in OWNED),
        *((limits, wrong, False) for limits in OWNED for wrong in ("", None, SECRET[:-1], ["x"], {"a": 1}, "é")),
    ],
)
def test_who_is_the_owner(limits, secret, may):
    assert is_owner(secret, limits) is may


def test_a_stranger_unloads_nothing():
    unloaded = []
    entry = SimpleNamespace(key="model", pins=0)
    stats = SimpleNamespace(entries=(entry,), resident_bytes=0, budget_bytes=1)
    cache = SimpleNamespace(stats=lambda: stats, unload=unloaded.append)
    with pytest.raises(BadInput, match="Only the owner"):
        make_unloader(cache, SPACE)("")
    assert unloaded == []
