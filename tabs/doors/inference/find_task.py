"""Which task a model is for, where only the model is named."""

from models import hub
from models.elsewhere import PROVIDERS
from models.errors import BadInput
from models.source import check_id
from models.starters import STARTERS
from tabs.task import Task
from tabs.visitor import NOBODY, Visitor

NOT_IN_THE_API = ("decision", "chat", "any-to-any")
"""Tasks that share their models with one that the Inference API has."""


def find_task(tasks: dict[str, Task], model: str, wanted: str | None, visitor: Visitor = NOBODY) -> Task:
    """Return the task of a model: as wanted, as the catalogue or the starters say, or as the Hub says.

    Raises:
        BadModelName: no model can be called that.
        SourceError: the Hub does not know the model, or cannot be asked.
        BadInput: nothing says what the model is for, or it is for something that is no task here.
    """
    if wanted:
        if wanted not in tasks:
            raise BadInput("doors.there_no_task_wanted", wanted=wanted[:60], tasks=", ".join(tasks))
        return tasks[wanted]
    model = model.removeprefix(PROVIDERS)
    able = [task for task in tasks.values() if any(one.id == model for one in task.models)]
    able = [task for task in able if task.id not in NOT_IN_THE_API] or able
    if able:
        return able[0]
    starter = STARTERS.get(model.removeprefix("starter:"))
    if starter is not None:
        return tasks[starter.tasks[0]]
    with hub.logged_in(visitor.token), hub.asking_for(hub.whose(check_id(model), "")):
        tag = hub.task_of(model, "")
    if tag in tasks:
        return tasks[tag]
    raise BadInput("doors.nothing_says_what_model_model_for", model=model[:100])
