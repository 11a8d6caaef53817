"""Whatever is sent: the server lives, answers others about as fast as ever, and gives the memory back."""

import sys
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from tests.attacks.files import zeros_png
from tests.attacks.fuzz import fuzz
from tests.attacks.media import FILE_ATTACKS, LONG, ask
from tests.attacks.requests import ATTACKS, Attacker, attacker, fill_the_queue, new_address
from tests.attacks.target import MB, Target, attacked

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="memory is bounded and measured as Linux does it")

FUZZ_S = 30.0
SEED = 9
"""The same in every run, so that a fault is the change's; `python -m tests.attacks.fuzz` goes elsewhere each time."""
ALL = {**ATTACKS, **FILE_ATTACKS}
ROUNDS = 3
KEPT = 150 * MB
SCHEDULING_S = 0.15
"""What a busy test machine adds, whatever the server does."""

TRIES = 2
"""Another test's burst beside this one makes others wait once; a fault of the server does it again."""


def name_of(attack: object) -> str:
    return str(getattr(attack, "__name__", attack))


@pytest.fixture(scope="module")
def target(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Target]:
    with attacked(tmp_path_factory.mktemp("attacked")) as target:
        target.idle_s()
        with attacker(target.url) as client:  # the models that are attacked are loaded before memory is measured
            ask(client, "image-classification", "starter", zeros_png(64, 64))
        yield target


@pytest.mark.parametrize(
    "attack", [pytest.param(one, marks=pytest.mark.slow) if one in LONG else one for one in ALL], ids=name_of
)
def test_the_server_lives_answers_others_and_gives_memory_back(target, attack):
    before, late = target.held_bytes(), []
    for _ in range(TRIES):
        idle_s = target.idle_s()
        ahead_s = target.long_call_s() if attack is fill_the_queue else 0.0  # one call of the attacker's is at work
        waits, statuses = attack_beside(target, attack)
        assert target.is_alive()
        assert statuses <= ALL[attack], statuses
        if sorted(waits)[len(waits) // 2] <= 2 * idle_s + ahead_s + SCHEDULING_S:
            break
        late.append((waits, idle_s, ahead_s))
    assert len(late) < TRIES, late
    assert target.settled_bytes(before + KEPT) <= before + KEPT


def attack_beside(target: Target, attack: Callable[[str], set[int]]) -> tuple[list[float], set[int]]:
    """Attack while others ask; return how long each waited, in seconds, and the statuses that the attacker got."""
    waits: list[float] = []
    with ThreadPoolExecutor(1) as pool:
        attacking = pool.submit(attack_until, lambda: len(waits) >= ROUNDS, attack, target.url)
        while not attacking.done():
            waits.append(target.typical_s())
        return waits, attacking.result()


def attack_until(enough: Callable[[], bool], attack: Callable[[str], set[int]], url: str) -> set[int]:
    """Attack once, and again until others were asked often enough; return the statuses that came."""
    Attacker.address = new_address()
    statuses = attack(url)
    while not enough():
        statuses |= attack(url)
    return statuses


def test_half_a_minute_of_anything(target):
    before = target.held_bytes()
    report = fuzz(target.url, FUZZ_S, SEED)
    sys.stdout.write(f"{report}\n")
    assert report.faults == []
    assert target.is_alive()
    assert target.answer_s() < 60
    assert report.calls > 100
    assert before
