"""What a starter is."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from models.starters.wheel import Wheel

EXAMPLES_ONLY, ONCE_FETCHED = "examples only", "once fetched"
ASSETS = Path(__file__).parents[2] / "assets" / "starters"


@dataclass(frozen=True, slots=True)
class Starter:
    """One model that comes with the app.

    Attributes:
        name: what `ModelKey.model` calls it, and the page.
        tasks: the ids of the tasks it can do.
        description: what it is, in a sentence.
        limits: what not to expect of it, in a plain sentence.
        limits_in: (task, sentence) of those of its tasks for which another sentence is true.
        licence: the licence of the weights, by its SPDX name; the project's own unless told.
        assets: the folder in assets/starters that it is made of, "" where everything comes from a package.
        prepare: writes the model's files into an empty folder; None where the folder in assets is used as it is.
        kept_as: the name of the prepared folder where several starters share one; its own name unless told.
        version: of what `prepare` does; raised whenever it writes something else from the same files.
        size_bytes: about what the prepared folder takes on disk; 0: what the folder in assets takes.
        memory_bytes: about what the model takes once loaded in float32; 0: what the folder in assets says.
        build: the function (folder, device) -> pipeline that loads it, as "module.function"; "" for a folder that
            loads like any model of the task.
        offline: what it is good for without a network: "yes", anything its limits allow; EXAMPLES_ONLY, where it was
            right about fewer than six in ten inputs of people's own; ONCE_FETCHED, anything, but not before a download.
        based_on_hub_id: the same model on the Hub, "" if there is none.
        wheel: the package that is fetched for it when it is first wanted; unpacked beside the folder that `prepare`
            fills. None where everything is installed.
        instead: the starter that serves where that cannot be fetched; "" for none.
        guard: the `models.guards.Guard` that refuses what is beyond it, as "module.CONSTANT"; "" where nothing is.
    """

    name: str
    tasks: tuple[str, ...]
    description: str
    limits: str
    licence: str = "Apache-2.0"
    assets: str = ""
    prepare: Callable[[Path], None] | None = None
    kept_as: str = ""
    version: str = "1"
    size_bytes: int = 0
    memory_bytes: int = 0
    build: str = ""
    offline: str = "yes"
    based_on_hub_id: str = ""
    limits_in: tuple[tuple[str, str], ...] = ()
    guard: str = ""
    wheel: Wheel | None = None
    instead: str = ""

    def limits_of(self, task: str) -> str:
        """Return what not to expect of it in one of its tasks."""
        return dict(self.limits_in).get(task, self.limits)

    @property
    def assets_folder(self) -> Path:
        """What the project itself ships of it: weights, or what turns packaged weights into these."""
        return ASSETS / self.assets
