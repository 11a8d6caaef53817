"""What the buttons of the Train page do."""

import random
import secrets
from dataclasses import replace
from typing import Any

import gradio as gr

from models.data.store import describe_data
from models.training import share
from models.training.bases import find_base, quick_base, reads_prefix
from models.training.keeper import Keeper
from models.training.kinds import KINDS
from models.training.plan import Plan, guess_columns
from models.training.runs import Run, delete_run, find_run
from tabs.doors.visitor import current_visitor
from tabs.page.train import form, view
from tabs.page.train.choices import own_data
from tabs.read.upload import find_upload_folder
from tabs.task import Task
from tabs.words import say

QUICK = ("text-classification", "image-classification", "sentence-similarity", "text-generation")
"""What a surprise is chosen from: each is done in some minutes on two cores."""


def owner_of(keeper: Keeper, who: Any) -> str:
    """Return whose runs a caller may see; "" for those of everybody, on a machine of one's own.

    A visitor who is new gets a secret, which the browser keeps.
    """
    if keeper.limits.shared:
        return ""
    return who if isinstance(who, str) and len(who) >= 20 else secrets.token_urlsafe(24)


def own_run(keeper: Keeper, who: Any, run: Any) -> Run:
    """Return one of a visitor's own runs.

    Raises:
        BadInput: there is none of this name.
    """
    return find_run(str(run or ""), owner_of(keeper, who))


def start(keeper: Keeper, tasks: dict[str, Task], who: Any, *values: Any) -> list[Any]:
    """Start a run of what the form says, and show it."""
    plan, name = form.read_plan(tasks, *values)
    return begin(keeper, tasks[plan.task], who, plan, name)


def surprise(keeper: Keeper, tasks: dict[str, Task], who: Any) -> list[Any]:
    """Start a run with everything chosen."""
    kind = KINDS[random.choice([task for task in QUICK if task in tasks])]
    data = own_data(kind)[0]
    columns = guess_columns(kind, describe_data(data).columns)
    plan = Plan(f"surprise-{data}", kind.task, data, columns, quick_base(kind, ""), kind.ways[0])
    return begin(keeper, tasks[kind.task], who, plan, "")


def begin(keeper: Keeper, task: Task, who: Any, plan: Plan, base: str) -> list[Any]:
    """Fetch the base, start the run, and show it."""
    owner = owner_of(keeper, who)
    found = find_base(plan.kind, base, catalogue=tuple(one.as_choice() for one in task.models))
    prefix = plan.prefix if reads_prefix(found) else ""
    run = keeper.start(replace(plan, base=found, prefix=prefix), owner)
    return [owner, *view.describe_run(owner, run.id)]


def stop(keeper: Keeper, who: Any, run: Any) -> list[Any]:
    """Stop a run; what it has learned is kept."""
    keeper.stop(own_run(keeper, who, run))
    return view.describe_run(owner_of(keeper, who), run)


def resume(keeper: Keeper, who: Any, run: Any) -> list[Any]:
    """Go on with a run from its last checkpoint."""
    keeper.resume(own_run(keeper, who, run))
    return view.describe_run(owner_of(keeper, who), run)


def delete(keeper: Keeper, who: Any, run: Any) -> list[Any]:
    """Delete a run and its model."""
    found = own_run(keeper, who, run)
    delete_run(found)
    keeper.forget(found)
    return view.describe_run(owner_of(keeper, who), "")


def pack(keeper: Keeper, who: Any, run: Any) -> Any:
    """Make the zip, where the page may serve it from."""
    packed = share.pack(own_run(keeper, who, run))
    folder = find_upload_folder() / "trained" / secrets.token_hex(16)
    folder.mkdir(parents=True)
    target = folder / packed.name
    try:
        target.hardlink_to(packed)
    except OSError:
        target.write_bytes(packed.read_bytes())
    return gr.update(value=str(target), visible=True)


def push(keeper: Keeper, who: Any, run: Any, name: Any, token: Any, private: Any) -> list[Any]:
    """Send a model to the Hub, with the token typed or that of who signed in; the field with the token is emptied."""
    token = str(token or "").strip() or current_visitor().token
    address = share.push(own_run(keeper, who, run), str(name or ""), token, private=bool(private))
    return [f"<p>{say('train.it_is_at')} <a href='{address}' target='_blank' rel='noopener'>{address}</a>.</p>", ""]
