"""Searching the Hub for models of a task.

The request is that of huggingface_hub's `HfApi.list_models`, sent once and with a time limit: `list_models` (2.4) takes
none, and waits in silence, for minutes, until a limit on requests is over.
"""

import threading
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Literal

from models import hub
from models.engines import ENGINES
from models.errors import HubUnreachable, ModelGated

SEARCH_TIMEOUT_S = 8.0
MOST_FOUND = 30
FRESH_S = 60.0
"""For so long an answer is given again: letters are typed and deleted, and the Hub counts requests."""

MOST_KEPT = 200
Sort = Literal["downloads", "likes", "created_at"]
SORTS: Mapping[str, str] = {"downloads": "downloads", "likes": "likes", "created_at": "createdAt"}
"""By the names of huggingface_hub: those of the Hub's API."""

TAGS: Mapping[str, str] = {"chat": "text-generation", "decision": "text-generation"}
"""Of tasks that the Hub files under another name."""

EXPANDED = ("downloads", "likes", "lastModified", "tags", "safetensors", "gated", "private", "pipeline_tag")


@dataclass(frozen=True, slots=True)
class Query:
    """What is looked for.

    Attributes:
        task: the task's id.
        words: a part of the name, "" for any.
        sort: what stands first: most downloads in 30 days, most likes, or the newest.
        most_parameters: the largest number of parameters, 0 for any.
        licence: an SPDX name as the Hub writes it, "apache-2.0"; "" for any.
        language: "en", "zh", ...; "" for any.
        allow_pickle: also models without safetensors weights.
    """

    task: str
    words: str = ""
    sort: Sort = "downloads"
    most_parameters: int = 0
    licence: str = ""
    language: str = ""
    allow_pickle: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A model that the Hub named.

    Attributes:
        updated: "2026-11-29", "" where untold.
        licence: "" where untold.
        numbers: how many numbers its weights hold, by safetensors' name of their format; empty where untold.
        gated: whether its files are for those alone who asked its author.
    """

    model: str
    downloads: int
    likes: int
    updated: str
    licence: str
    languages: tuple[str, ...]
    numbers: Mapping[str, int]
    gated: bool
    private: bool


@dataclass(slots=True)
class Kept:
    """Answers for everybody, by the request, with the time until which they are given again."""

    answers: dict[tuple[tuple[str, Any], ...], tuple[float, tuple[Found, ...]]] = field(default_factory=dict)
    lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, request: tuple[tuple[str, Any], ...]) -> tuple[Found, ...] | None:
        """Return an answer that is fresh."""
        with self.lock:
            until_s, answer = self.answers.get(request, (0.0, None))
            return answer if until_s > time.monotonic() else None

    def put(self, request: tuple[tuple[str, Any], ...], answer: tuple[Found, ...]) -> None:
        """Keep an answer; the oldest goes where there are many."""
        with self.lock:
            self.answers[request] = time.monotonic() + FRESH_S, answer
            while len(self.answers) > MOST_KEPT:
                del self.answers[next(iter(self.answers))]


_kept = Kept()


def search(query: Query, token: str | bool | None = None) -> tuple[Found, ...]:
    """Return the models that fit, MOST_FOUND at most.

    Args:
        query: what is looked for.
        token: of whoever asks; None for the server's own, False for none.

    Raises:
        HubUnreachable: the Hub does not answer, not in time, or asks to wait.
        ModelGated: it does not accept the token.
    """
    from huggingface_hub import constants

    request = (("endpoint", constants.ENDPOINT), *write_request(query))
    if token is False and (kept := _kept.get(request)) is not None:
        return kept
    found = ask_for(dict(request[1:]), token)
    if token is False:
        _kept.put(request, found)
    return found


def write_request(query: Query) -> tuple[tuple[str, Any], ...]:
    """Return the parameters of /api/models, a list as a tuple."""
    engine = ENGINES[query.task]
    tags = ["sentence-transformers" if engine.is_sentence_transformer else "transformers"]
    tags += [] if query.allow_pickle else ["safetensors"]
    tags += list(engine.kinds) if len(engine.kinds) == 1 else []
    tags += [f"license:{query.licence}"] if query.licence else []
    tags += [query.language] if query.language else []
    request: dict[str, Any] = {
        "filter": tuple(tags),
        "pipeline_tag": TAGS.get(query.task, query.task),
        "sort": SORTS[query.sort],
        "limit": MOST_FOUND,
        "expand": EXPANDED,
    }
    if query.words:
        request["search"] = query.words
    if query.most_parameters:
        request["num_parameters"] = f"max:{query.most_parameters}"
    return tuple(request.items())


def ask_for(request: Mapping[str, Any], token: str | bool | None) -> tuple[Found, ...]:
    """Ask the Hub once."""
    from huggingface_hub import constants
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    with plain_answers(sent_own=isinstance(token, str)):
        url, headers = f"{constants.ENDPOINT}/api/models", build_hf_headers(token=token)
        answer = get_session().get(url, params=dict(request), headers=headers, timeout=SEARCH_TIMEOUT_S)
        hf_raise_for_status(answer)
        return tuple(read_found(one) for one in answer.json()[:MOST_FOUND])


def read_found(told: Mapping[str, Any]) -> Found:
    """Return one model of the Hub's answer."""
    tags = [str(tag) for tag in told.get("tags") or ()]
    return Found(
        model=str(told["id"]),
        downloads=int(told.get("downloads") or 0),
        likes=int(told.get("likes") or 0),
        updated=str(told.get("lastModified") or "")[:10],
        licence=next((tag.removeprefix("license:") for tag in tags if tag.startswith("license:")), ""),
        languages=find_languages(tags),
        numbers=read_numbers((told.get("safetensors") or {}).get("parameters")),
        gated=bool(told.get("gated")),
        private=bool(told.get("private")),
    )


def find_languages(tags: list[str]) -> tuple[str, ...]:
    """Return the languages among a model's tags: those of two letters, and "multilingual"."""
    return tuple(tag for tag in tags if tag == "multilingual" or (len(tag) == 2 and tag.isascii() and tag.islower()))


def read_numbers(told: Any) -> dict[str, int]:
    """Return how many numbers of each format there are."""
    return {str(name): int(count) for name, count in told.items()} if isinstance(told, dict) else {}


@contextmanager
def plain_answers(*, sent_own: bool) -> Iterator[None]:
    """Put into words what goes wrong when the Hub is asked for a list."""
    import httpx2
    from huggingface_hub import errors

    try:
        yield
    except errors.HfHubHTTPError as error:
        raise explain_status(error.response.status_code, sent_own=sent_own) from error
    except httpx2.TimeoutException as error:
        raise HubUnreachable("hub.search_slow", seconds=round(SEARCH_TIMEOUT_S)) from error
    except (httpx2.HTTPError, OSError, errors.OfflineModeIsEnabled) as error:
        hub.start_probe()
        raise HubUnreachable("hub.search_unreachable") from error
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise HubUnreachable("hub.search_broken") from error  # the login page of a network, as a rule


def explain_status(status: int, *, sent_own: bool) -> HubUnreachable | ModelGated:
    """Return the error for a status of the Hub."""
    if status == HTTPStatus.TOO_MANY_REQUESTS:
        return HubUnreachable("hub.search_too_often")
    if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.FORBIDDEN):
        return ModelGated("hub.search_your_token" if sent_own else "hub.search_server_token")
    return HubUnreachable("hub.search_broken")
