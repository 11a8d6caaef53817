"""GET /v1/models: the models that can be named here without a second thought."""

from typing import Any

from tabs.task import Task


def list_models(tasks: tuple[Task, ...]) -> dict[str, Any]:
    """Return the catalogue and the starters, each once, with the tasks they do."""
    able: dict[str, list[str]] = {}
    for task in tasks:
        names = [one.id for one in task.models] + ([f"starter:{task.starter}"] if task.starter else [])
        for name in names:
            able.setdefault(name, []).append(task.id)
    data = [
        {"id": name, "object": "model", "created": 0, "owned_by": find_owner(name), "tasks": ids}
        for name, ids in able.items()
    ]
    return {"object": "list", "data": data}


def find_owner(name: str) -> str:
    """Return who published a model."""
    return "pipeline-playground" if name.startswith("starter:") else name.partition("/")[0]
