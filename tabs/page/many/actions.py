"""What the buttons of the page for many inputs do."""

import html
import secrets
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import gradio as gr

from models.errors import AppError, BadInput
from tabs.doors.visitor import current_visitor
from tabs.many.columns import check_columns
from tabs.many.rows import Upload, bring_rows, open_rows
from tabs.many.runner import Runner
from tabs.many.table import FORMS, write_table, write_zip
from tabs.many.work import Plan, Work, find_work, list_works, make_work
from tabs.page.data.chosen import Owners
from tabs.page.many import form, view
from tabs.read.parameter import read_parameter
from tabs.read.upload import find_upload_folder, read_upload
from tabs.task import Task
from tabs.words import say


def find_task(tasks: Mapping[str, Task], name: Any) -> Task:
    """Return a task by its id.

    Raises:
        BadInput: there is none.
    """
    if not isinstance(name, str) or name not in tasks:
        raise BadInput("many.no_such_task")
    return tasks[name]


def bring(runner: Runner, who: Owners, slots: int, owner: Any, task: Any, files: Any) -> list[Any]:
    """Read the rows that were sent; return the visitor, the draft's id, and the choice of columns."""
    own = who.of(owner)
    sent = files if isinstance(files, list) else [files] if files else []
    if not sent:
        return [own, "", *form.describe_nothing(slots)]
    found = find_task(runner.tasks, task)
    work = make_work(own)
    try:
        uploads = [Upload(path, name_of(one, path)) for one in sent for path in [read_upload(one, "file")]]
        bring_rows(uploads, work.folder, runner.limits)
        rows = open_rows(work.folder)
    except AppError as error:
        shutil.rmtree(work.folder, ignore_errors=True)
        return [own, "", *form.describe_nothing(slots, str(error))]
    title = uploads[0].name if len(uploads) == 1 else say("many.files_named", count=len(uploads), first=uploads[0].name)
    work.write_plan(Plan(found.id, title[:200]))
    work.tell(rows=rows.count)
    return [own, work.id, *form.describe_rows(found, slots, title, rows.count, rows.columns)]


def name_of(sent: Any, path: Path) -> str:
    """Return how a visitor calls a file."""
    return str(sent.get("orig_name") or path.name)


def choose_task(runner: Runner, who: Owners, slots: int, owner: Any, task: Any, draft: Any) -> list[Any]:
    """Return the choice of columns for another task."""
    found = find_task(runner.tasks, task)
    if not draft:
        return form.describe_nothing(slots)
    work = find_work(draft, who.of(owner))
    rows = open_rows(work.folder)
    return form.describe_rows(found, slots, work.plan.title, rows.count, rows.columns)


def start(runner: Runner, who: Owners, owner: Any, draft: Any, task: Any, given: Any, *columns: Any) -> list[Any]:
    """Answer the rows as the columns and the task's panel say; show the work. The draft is used up.

    A second press asks about the same rows in a work of its own.
    """
    own = who.of(owner)
    found = find_task(runner.tasks, task)
    if not draft:
        raise BadInput("many.no_rows_yet")
    work = find_work(draft, own)
    chosen = {one.name: str(column or "") for one, column in zip(found.inputs, columns, strict=False)}
    rows = open_rows(work.folder)
    check_columns(found, chosen, rows.columns)
    if runner.status_of(work) != "new":
        work = copy_rows(work, own)
    sent = given if isinstance(given, dict) else {}
    settings = read_settings(found, sent)
    constants = {one.name: sent.get(one.name) for one in found.inputs if not chosen[one.name]}
    work.write_plan(Plan(found.id, work.plan.title, chosen, constants, settings))
    runner.begin(work, current_visitor(), list_works(own))
    return [own, work.id, *view.describe_work(runner, own, work.id, 1)]


def read_settings(task: Task, sent: Mapping[str, Any]) -> dict[str, Any]:
    """Return model, revision and parameters of a panel, checked before the first row is.

    Raises:
        BadInput: one of them cannot be.
    """
    parameters = {one.name: read_parameter(one, sent.get(one.name)) for one in task.parameters}
    return {**parameters, **{name: str(sent.get(name) or "") for name in ("model", "revision")}}


def copy_rows(work: Work, owner: str) -> Work:
    """Return a new work with the rows of another."""
    fresh = make_work(owner)
    for name in ("ready", "given"):
        if (work.folder / name).is_dir():
            shutil.copytree(work.folder / name, fresh.folder / name)
    fresh.write_plan(work.plan)
    fresh.tell(rows=work.state.get("rows", 0))
    return fresh


def act(runner: Runner, who: Owners, what: str, owner: Any, chosen: Any, page: Any) -> list[Any]:
    """Pause, stop, go on with, ask again about the failures of, or delete a work; show it."""
    own = who.of(owner)
    work = find_work(chosen, own)
    if what == "pause":
        runner.pause(work)
    elif what == "stop":
        runner.stop(work)
    elif what == "delete":
        runner.stop(work)
        shutil.rmtree(work.folder, ignore_errors=True)
    else:
        if what == "again" and not runner.is_running(work):
            work.forget_failures()
        runner.go(work, current_visitor(), list_works(own))
    return view.describe_work(runner, own, chosen, page)


def turn_page(runner: Runner, who: Owners, step: int, owner: Any, chosen: Any, page: Any) -> list[Any]:
    """Show the page before or after."""
    own = who.of(owner)
    count = int(find_work(chosen, own).state.get("rows", 0)) if chosen else 0
    now = int(page) if isinstance(page, int | float) else 1
    turned = min(max(1, now + step), view.count_pages(count))
    return [turned, *view.describe_work(runner, own, chosen, turned)]


def save(who: Owners, owner: Any, chosen: Any, wanted: Any) -> list[Any]:
    """Write the table into a file to download; cells that a spreadsheet would execute are made harmless, and told."""
    work = find_work(chosen, who.of(owner))
    folder = find_upload_folder() / "rows" / secrets.token_hex(16)
    folder.mkdir(parents=True)
    stem = "".join(letter for letter in Path(work.plan.title).stem if letter.isalnum() or letter in "-_ ")[:60]
    if wanted == "zip":
        if not work.list_files():
            raise BadInput("many.no_files")
        target = folder / f"{stem or 'answers'}-files.zip"
        write_zip(work.list_files(), target)
        return [gr.update(value=str(target), visible=True), ""]
    form_wanted = wanted if wanted in FORMS else "csv"
    target = folder / f"{stem or 'answers'}-answers.{form_wanted}"
    changed = write_table(work, open_rows(work.folder), form_wanted, target)
    told = f"<p>{html.escape(say('many.harmless', count=changed))}</p>" if changed else ""
    return [gr.update(value=str(target), visible=True), told]
