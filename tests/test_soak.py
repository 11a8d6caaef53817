"""Half a minute of everybody at once; `python -m tests.bench.soak 20` goes on for longer."""

from tests.bench.costs import running
from tests.bench.soak import soak

SECONDS = 30


def test_half_a_minute_of_everybody_at_once() -> None:
    with running() as (url, server):
        outcome = soak(url, server, SECONDS)
    assert outcome.surprises == []
    answered = sum(count for name, count in outcome.counts.items() if name.endswith("answered"))
    assert answered > 5 and outcome.counts["given up"] > 0, outcome.counts
