"""Everybody at once for a long time: all doors, callers who stop, callers who send nonsense, callers who vanish.

    python -m tests.bench.soak [minutes]

A fifth of the calls is given up halfway, by closing the connection; one in twenty is bad input. Prints one line a
minute, and at last what was not as it should be: an answer that is none, a model that stays pinned, memory that grows.
"""

import http.client
import json
import random
import sys
import threading
import time
from collections import Counter
from contextlib import closing
from dataclasses import dataclass, field

import psutil

from tests.bench.costs import running
from tests.bench.load import Connection

CLIENTS = 8
GIVEN_UP, BAD = 0.2, 0.05
SETTLED_S = 300.0
"""Memory is compared with what it was then, or at half of a shorter time."""

GROWTH = 0.02
TEXT = "I loved the ending, and the beginning even more."
REFUSALS = (400, 404, 413, 422, 429, 503)
"""What a door may say to a call that it does not answer."""


@dataclass
class Outcome:
    """What came of all calls.

    Attributes:
        counts: by kind of call and what came of it.
        surprises: answers that should not have been, in words.
        resident: (seconds since the start, resident bytes).
    """

    counts: Counter[str] = field(default_factory=Counter)
    surprises: list[str] = field(default_factory=list)
    resident: list[tuple[float, int]] = field(default_factory=list)

    def growth(self) -> float:
        """Return by what share the memory has grown since it had settled."""
        settled_s = min(SETTLED_S, self.resident[-1][0] / 2)
        early = [size for at_s, size in self.resident if at_s >= settled_s][:10]
        late = [size for _, size in self.resident[-10:]]
        return sorted(late)[len(late) // 2] / sorted(early)[len(early) // 2] - 1


GOOD: dict[str, tuple[str, object]] = {
    "endpoint": ("text_classification", [TEXT, "starter"]),
    "labels": ("zero_shot_classification", [TEXT, "a film, the weather", "starter"]),
    "meaning": ("feature_extraction", [TEXT, "starter"]),
    "status": ("status", []),
    "door": ("/tasks/text-classification?model=starter", {"inputs": TEXT}),
    "door, several": ("/tasks/text-classification?model=starter", {"inputs": [TEXT] * 4}),
    "openai": ("/v1/embeddings", {"model": "starter", "input": TEXT}),
}
"""A Gradio endpoint and its arguments, or the path of a plain door and its JSON."""

BAD_CALLS: dict[str, tuple[str, object]] = {
    "endpoint, no text": ("text_classification", [{"no": "text"}, "starter"]),
    "endpoint, no model": ("text_classification", [TEXT, "../../etc"]),
    "door, no text": ("/tasks/text-classification?model=starter", {"inputs": {"no": "text"}}),
    "door, no task": ("/tasks/no-such-task", {"inputs": TEXT}),
    "door, bad setting": ("/tasks/text-classification?model=starter", {"inputs": TEXT, "parameters": {"top_k": -1}}),
}


def client(url: str, dice: random.Random, end_s: float, outcome: Outcome) -> None:
    """Make calls until the end."""
    while time.monotonic() < end_s:
        bad = dice.random() < BAD
        name, (target, sent) = dice.choice(list((BAD_CALLS if bad else GOOD).items()))
        connection = Connection(url)
        if dice.random() < GIVEN_UP:
            give_up(connection, target, sent, dice)
            outcome.counts["given up"] += 1
            continue
        try:
            call(connection, target, sent, dice)
            outcome.counts[f"{name}: answered"] += 1
            if bad:
                outcome.surprises.append(f"{name}: was answered")
        except OSError as error:
            refused = str(error).startswith(tuple(map(str, REFUSALS))) or "event: error" in str(error)
            outcome.counts[f"{name}: refused"] += 1
            if not (bad and refused):
                outcome.surprises.append(f"{name}: {error}"[:300])
        except http.client.HTTPException as error:
            outcome.surprises.append(f"{name}: {type(error).__name__} {error}"[:300])
        finally:
            connection.close()


def call(connection: Connection, target: str, sent: object, dice: random.Random) -> None:
    """Make one call to the end."""
    if target.startswith("/"):
        connection.post(target, sent)
    else:
        connection.gradio(target, list(sent), connection.session if dice.random() < 0.5 else "")  # type: ignore[call-overload]


def give_up(connection: Connection, target: str, sent: object, dice: random.Random) -> None:
    """Begin a call and close the connection a little later."""
    path = target if target.startswith("/") else f"/gradio_api/call/{target}"
    connection.begin("POST", path, json.dumps(sent if target.startswith("/") else {"data": sent}).encode())
    time.sleep(dice.random() * 0.1)
    connection.close()


def soak(url: str, server: psutil.Process, seconds: float, report_s: float = 60.0) -> Outcome:
    """Let the clients call for so long; return what came of it."""
    outcome, began_s = Outcome(), time.monotonic()
    end_s = began_s + seconds
    threads = [
        threading.Thread(target=client, args=(url, random.Random(number), end_s, outcome)) for number in range(CLIENTS)
    ]
    for thread in threads:
        thread.start()
    told_s = began_s
    while time.monotonic() < end_s:
        time.sleep(min(1.0, seconds / 40))
        outcome.resident.append((time.monotonic() - began_s, server.memory_info().rss))
        if time.monotonic() - told_s > report_s:
            told_s = time.monotonic()
            size_mb = outcome.resident[-1][1] / 1e6
            print(f"{told_s - began_s:6.0f} s {sum(outcome.counts.values()):7} calls {size_mb:7.0f} MB", flush=True)
    for thread in threads:
        thread.join()
    if pinned := stuck_pins(url):
        outcome.surprises.append(f"still pinned: {pinned}")
    return outcome


def stuck_pins(url: str, patience_s: float = 20.0) -> list[str]:
    """Return the models that stay in use although nobody calls any more."""
    end_s = time.monotonic() + patience_s
    pinned = ["unknown"]
    while pinned and time.monotonic() < end_s:
        with closing(Connection(url)) as connection:
            answer = connection.gradio("status", [])
        models = json.loads(answer.split("data: ", 1)[1].splitlines()[0])[0]["models"]
        pinned = [f"{one['model']} ({one['pins']})" for one in models if one["pins"]]
        time.sleep(0.2)
    return pinned


def main(minutes: float) -> int:
    """Soak; return how much was not as it should be."""
    with running() as (url, server):
        outcome = soak(url, server, 60 * minutes)
    for name, count in sorted(outcome.counts.items()):
        print(f"{name:40}{count:8}")
    growth = outcome.growth()
    if growth > GROWTH and minutes >= 10:
        outcome.surprises.append(f"memory grew by {growth:.1%}")
    print(f"memory since it had settled: {growth:+.1%}; surprises: {len(outcome.surprises)}")
    for words, count in Counter(outcome.surprises).most_common(20):
        print(f"  {count} times {words}")
    return len(outcome.surprises)


if __name__ == "__main__":
    sys.exit(min(main(float(sys.argv[1]) if len(sys.argv) > 1 else 20.0), 1))
