"""Which models answer a request, and in which order: the starter at once, the full model, the starter after all."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from models.errors import AppError, BadInput, DownloadFailed, HubUnreachable, SourceError, Stopped
from models.key import ModelKey
from models.needs import refuse_without
from models.resolve import resolve
from models.starters import instead_of, is_at_hand, is_within_reach, starter_named
from tabs.run.job import Job
from tabs.task import Request, Task
from tabs.words import say

RawAndReport = tuple[Any, dict[str, Any]]
"""A pipeline's own output, and how the run went."""

Use = Callable[[ModelKey], RawAndReport]


def choose_key(task: Task, request: Request) -> ModelKey:
    """Return the key of the pipeline that answers, for a model as it was asked for."""
    asked = {"model": request.model, "revision": request.revision, "device": request.device, "dtype": request.dtype}
    if isinstance(request.device, int) and not isinstance(request.device, bool):
        asked["device"] = str(request.device)
    for name, word in asked.items():
        if word is not None and not isinstance(word, str):
            raise BadInput("run.name_text", name=name)
    catalogue = [choice.as_choice() for choice in task.models]
    words = {name: (word or "").strip() for name, word in asked.items()}
    key = resolve(task.id, catalogue, serving_starter(task), is_owner=request.visitor.is_owner, **words)
    for choice in task.models:
        if key.source == "hub" and key.model == choice.id:
            refuse_without(choice.id, choice.needs)
    return key


def serving_starter(task: Task) -> str | None:
    """Return the starter that serves a task: its own, or, where that may not be fetched, the one instead of it."""
    if task.starter is None or is_within_reach(starter_named(task.starter)):
        return task.starter
    return instead_of(task.starter, task.id) or None


def use_or_instead(use: Use, key: ModelKey) -> RawAndReport:
    """Use a starter, or the one that serves where its package cannot be fetched."""
    try:
        return use(key)
    except DownloadFailed:
        instead = instead_of(key.model, key.task) if key.source == "starter" else ""
        if not instead:
            raise
        return use(replace(key, model=instead))


def choose_starter_key(task: Task, request: Request) -> ModelKey:
    """Return the key of the task's starter, on the same device."""
    return choose_key(task, replace(request, model="starter", revision=""))


def is_automatic(request: Request) -> bool:
    """Tell whether the user left the choice of the model to us."""
    return not request.model and not request.revision


def use_full_or_starter(
    task: Task, request: Request, use: Use, job: Job, *, has_first_answer: Callable[[ModelKey], bool]
) -> RawAndReport:
    """Use the model of the request; of an automatic choice, the starter before it where `has_first_answer` says so.

    Where the choice is automatic and the Hub does not give the full model, whatever stands in the way (a school's
    filter, a line that just broke), the starter's answer is the answer, and the note says why.

    Raises:
        AppError: nothing could answer.
    """
    with tell_how_to_work_offline(task, request):
        key = choose_key(task, request)
    if key.source != "hub" or serving_starter(task) is None:
        with tell_how_to_work_offline(task, request):
            return use_or_instead(use, key)
    quick = choose_starter_key(task, request) if is_automatic(request) else None  # who names a model wants that one's
    is_first = quick is not None and is_at_hand(starter_named(quick.model)) and has_first_answer(key)
    first = answer_first(use, quick, job) if quick is not None and is_first else None
    try:
        with tell_how_to_work_offline(task, request):
            return use(key)
    except SourceError as error:
        if quick is None:
            raise
        instead = first or answer_first(use, quick, job)
        if instead is None:  # it asked for more than the starter can do
            raise
        job.restart()
        job.note = say("run.full_model_could_not_be_had", error=error)
        return instead


def answer_first(use: Use, key: ModelKey, job: Job) -> RawAndReport | None:
    """Show the starter's answer until the full model's is there; what only the full model can do waits for it."""
    try:
        raw, how = use_or_instead(use, key)
    except Stopped:
        raise
    except AppError:
        job.restart()
        return None
    job.restart()
    job.show(raw, by=say("run.first_answer_by_starter_model", model=key.model))
    return raw, how


@contextmanager
def tell_how_to_work_offline(task: Task, request: Request) -> Iterator[None]:
    """Add to an error of the network what works without one: the starter, or a model fetched beforehand."""
    try:
        yield
    except HubUnreachable as error:
        full = task.models[0]
        built_in = say("run.or_choose_the_starter") + " " if serving_starter(task) else ""
        is_half = bool(request.model) and "/" not in str(request.model)
        whole = say("run.most_names_on_hub_are_organisation") + " " if is_half else ""
        size = f" ({full.id}, {full.bytes / 1e6:,.0f} MB)" if not request.model else ""
        options = {"--model": request.model, "--revision": request.revision}
        words = [f"{option} {str(value).strip()}" for option, value in options.items() if value]
        raise HubUnreachable(
            "run.offline_command",
            error=error,
            built_in=built_in,
            whole=whole,
            size=size,
            command=" ".join(["python -m tabs.fetch", task.id, *words]),
        ) from error
