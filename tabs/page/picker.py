"""What the dialog that chooses a model is told: what is on this machine, what the Hub finds, a model's card in short.

The dialog itself is assets/picker.js: one for the whole page, made when a panel first opens it.
"""

import html
from collections.abc import Callable, Iterator
from dataclasses import asdict
from functools import partial
from typing import Any

import gradio as gr

from models import hub
from models.device import best_device, budget_bytes, default_dtype, float_bytes
from models.errors import BadInput, HubUnreachable, SourceError
from models.examine import can_do
from models.hub.card import Card, read_card
from models.hub.listing import config_in
from models.hub.search import SORTS, Found, Query, search
from models.hub.snapshots import cached_bytes, cached_models
from models.key import ModelKey
from models.size import counted_bytes, folder_bytes
from models.source import Policy
from models.starters import starter_named
from tabs.doors.gate.limits import read_limits
from tabs.doors.visitor import current_visitor
from tabs.here import measure_files, measure_starter
from tabs.page.check import find_task
from tabs.run.choice import choose_key
from tabs.run.engine import Engine, Offer
from tabs.run.report import name_model
from tabs.task import ModelChoice, Request, Tab, Task
from tabs.visitor import Visitor
from tabs.words import say

LONGEST_WORDS = 200
LONGEST_TAG = 40
FITS = "fits"
"""Instead of a number of parameters: as many as this server's memory holds."""

Told = dict[str, Any]


def draw_picker_button() -> None:
    """Draw, on the Models page, the button that opens the dialog for any task."""
    title, words, opening = map(html.escape, (say("picker.title"), say("picker.what_it_does"), say("picker.open")))
    gr.HTML(
        f"<h2>{title}</h2><p>{words}</p><button type='button' class='pick-model any-task'>{opening}</button>",
        elem_classes="heading",
    )


def serve_picker(tabs: tuple[Tab, ...], engine: Engine) -> None:
    """Make the events that assets/picker.js asks, inside the surrounding Blocks."""
    tasks = {task.id: task for tab in tabs for task in tab.tasks}

    def models_at_hand(task: str) -> Told:
        visitor, asked = current_visitor(), find_task(tasks, task)
        return {**describe_shelf(asked, visitor), "elsewhere": describe_offer(engine.offer(asked), visitor)}

    def find_models(
        task: str, words: str = "", sort: str = "downloads", size: str = "", licence: str = "", language: str = ""
    ) -> Told:
        query = read_query(find_task(tasks, task), words, sort, size, licence, language)
        return {"models": [describe_found(one) for one in search_for(query, current_visitor())]}

    def model_card(task: str, model: str, revision: str = "") -> Told:
        return describe_card(find_task(tasks, task), model, revision, current_visitor())

    for event in (models_at_hand, find_models, model_card):
        gr.api(event, api_name=event.__name__, api_visibility="undocumented", queue=False)


def read_policy(visitor: Visitor) -> tuple[bool, bool]:
    """Return whether a visitor may name any model, and whether this server's own login and files are theirs to see."""
    policy = Policy.from_environment()
    return policy.allow_any or visitor.is_owner, policy.allow_local or visitor.is_owner


def choose_token(visitor: Visitor) -> str | bool | None:
    """Return the login to ask the Hub with: the visitor's, the server's own for those it belongs to, or none."""
    _, is_own = read_policy(visitor)
    return visitor.token or (None if is_own else False)


def measure(numbers_to_bytes: Callable[[Callable[[str], float]], int]) -> int:
    """Return what weights take once loaded here, on the device and in the format that are chosen by themselves."""
    return numbers_to_bytes(partial(float_bytes, dtype=default_dtype(), device=best_device()))


# What is at hand


def describe_shelf(task: Task, visitor: Visitor) -> Told:
    """Return what can be chosen without a search: no network is asked, but whether it is there."""
    may_name_any, _ = read_policy(visitor)
    with hub.logged_in(visitor.token):
        models = [*map(describe_listed, task.models), *list_others(task, visitor)]
    return {
        "any": may_name_any,
        "hub": hub.is_reachable(),
        "budget_bytes": budget_bytes(),
        "starter": describe_starter(task),
        "models": models,
    }


def describe_offer(offer: Offer | None, visitor: Visitor) -> Told | None:
    """Return on whose login a model runs elsewhere, None where it may not.

    It is "yours", the "servers", to be had by "sign_in", to "type" into the page, or "none".
    """
    if offer is None:
        return None
    limits = read_limits()
    missing = "sign_in" if limits.signs_in else "none" if limits.on_space else "type"
    return {"login": "yours" if visitor.token else "servers" if offer.paid else missing}


def describe_starter(task: Task) -> Told | None:
    """Return the task's starter, None where it has none."""
    if task.starter is None:
        return None
    starter = starter_named(task.starter)
    return {
        "name": starter.name,
        "bytes": measure_starter(starter.name),
        "licence": starter.licence,
        "about": starter.description,
        "limits": starter.limits_of(task.id),
    }


def describe_listed(choice: ModelChoice) -> Told:
    """Return a model of the catalogue."""
    here = measure_files(choice)
    return {
        "model": choice.id,
        "listed": True,
        "here": bool(here),
        "bytes": here or choice.bytes,
        "licence": choice.licence,
        "about": choice.good_for,
    }


def list_others(task: Task, visitor: Visitor) -> Iterator[Told]:
    """Yield the models on this machine that may do the task and are not in the catalogue.

    What others brought to a server is named to those alone whose server it is; what a login brought, to that login.
    """
    may_name_any, is_own = read_policy(visitor)
    known = {one.id for one in task.models}
    marks = [*([""] if is_own else []), *([hub.caller_mark()] if hub.caller_mark() else [])] if may_name_any else []
    for mark in marks:
        with hub.asking_for(mark):
            for model in cached_models():
                folder = hub.cached_folder(model, "") if model not in known else None
                if folder and can_do(task.id, config_in(folder)):
                    known.add(model)
                    yield {"model": model, "listed": False, "here": True, "bytes": cached_bytes(model, "")}


# What the Hub finds


def read_query(task: Task, words: str, sort: str, size: str, licence: str, language: str) -> Query:
    """Return what is looked for, from what the page sent; raise BadInput for what means nothing."""
    if not all(isinstance(one, str) for one in (words, sort, size, licence, language)) or sort not in SORTS:
        raise BadInput("picker.bad_query")
    if len(words) > LONGEST_WORDS or max(len(licence), len(language)) > LONGEST_TAG:
        raise BadInput("picker.query_too_long", letters=LONGEST_WORDS)
    if size not in ("", FITS) and not (size.isascii() and size.isdigit() and len(size) < 15):
        raise BadInput("picker.bad_query")
    most = round(budget_bytes() / measure(lambda of: round(of("F32")))) if size == FITS else int(size or 0)
    return Query(
        task=task.id,
        words=" ".join(words.split()),
        sort=sort,  # type: ignore[arg-type]
        most_parameters=most,
        licence=licence,
        language=language,
        allow_pickle=Policy.from_environment().allow_pickle,
    )


def search_for(query: Query, visitor: Visitor) -> tuple[Found, ...]:
    """Ask the Hub as the visitor; raise a SourceError where this server does not search it."""
    may_name_any, _ = read_policy(visitor)
    if not may_name_any:
        raise SourceError("picker.list_only")
    if not hub.is_reachable():
        raise HubUnreachable("hub.search_unreachable")
    return search(query, choose_token(visitor))


def describe_found(found: Found) -> Told:
    """Return a model that was found, with the memory it would take; 0 where that is not known."""
    told = {**asdict(found), "memory_bytes": measure(partial(counted_bytes, found.numbers))}
    return {**told, "parameters": sum(told.pop("numbers").values())}


# A card


def describe_card(task: Task, model: str, revision: str, visitor: Visitor) -> Told:
    """Return a model's card in short.

    Raises:
        AppError: this server does not take it, or it is neither here nor to be had.
    """
    with hub.logged_in(visitor.token):
        key = choose_key(task, Request({}, model=model, revision=revision, visitor=visitor))
        told = {"model": name_model(key), "source": key.source, "budget_bytes": budget_bytes()}
        if key.source != "hub":
            return told
        folder = find_folder(key)
        listed = next((describe_listed(one) for one in task.models if one.id == key.model), {})
        told |= {"page": page_of(key.model), "here": folder is not None, **listed}
        if folder:
            told["memory_bytes"] = measure(partial(folder_bytes, folder))
        return told | describe_hub_card(key, visitor, is_known=bool(folder or listed))


def find_folder(key: ModelKey) -> Any:
    """Return the folder of a model's files, None where they are not all here."""
    with hub.asking_for(key.visitor):
        return hub.cached_folder(key.model, key.revision, allow_pickle=key.pickle)


def describe_hub_card(key: ModelKey, visitor: Visitor, *, is_known: bool) -> Told:
    """Return what the Hub tells of a model; of one that is known without it, why it told nothing."""
    if not hub.is_reachable():
        if is_known:
            return {"note": say("picker.no_card_without_hub")}
        raise HubUnreachable("picker.not_here", model=key.model)
    try:
        with hub.asking_for(hub.caller_mark()):
            card = read_card(key.model, key.revision, choose_token(visitor))
    except SourceError as error:
        if is_known:
            return {"note": str(error)}
        raise
    return describe_numbers(card)


def describe_numbers(card: Card) -> Told:
    """Return a card; what it leaves open is left out, so that what is known otherwise stands."""
    told = asdict(card)
    numbers = told.pop("numbers")
    if numbers:
        told |= {"parameters": sum(numbers.values()), "memory_bytes": measure(partial(counted_bytes, numbers))}
    return {name: value for name, value in told.items() if value not in ("", (), None)}


def page_of(model: str) -> str:
    """Return the address of a model's card."""
    from huggingface_hub import constants

    return f"{constants.ENDPOINT}/{model}"
