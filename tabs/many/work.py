"""A table of inputs and what became of them, in a folder of its own: it outlives the page and the server.

plan.json says what is asked, state.json how it stands, answers.jsonl holds a line for each row that is done; the rows
lie beside them (see tabs.many.rows), files of answers in `out`. The folder above tells whose it is, as for data.
"""

import contextlib
import hashlib
import json
import re
import secrets
import shutil
import time
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from models.errors import BadInput
from models.kept import kept_folder

WORK_ID = re.compile(r"[0-9a-f]{24}")
HOME = "many"
MOST_WORKS = 20
"""Of one visitor on a Space; on a machine of one's own the disk is the bound."""

KEEP_S = 24 * 3600.0
"""How long a visitor's work stays on a Space."""

LEAST_FREE_BYTES = 500_000_000


@dataclass(frozen=True)
class Plan:
    """What is asked about every row.

    Attributes:
        task: its id.
        title: how the visitor calls the rows: the name of the file.
        columns: for each input of the task the column that fills it, "" for none.
        sent: payloads of the inputs that no column fills, as they stood in the panel.
        settings: model, revision and the task's parameters.
    """

    task: str
    title: str
    columns: dict[str, str] = field(default_factory=dict)
    sent: dict[str, Any] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Work:
    """A table with its answers so far."""

    folder: Path

    @property
    def id(self) -> str:
        """By which its visitor asks for it."""
        return self.folder.name

    @property
    def plan(self) -> Plan:
        """What is asked."""
        return Plan(**self.read_json("plan.json"))

    @property
    def state(self) -> dict[str, Any]:
        """How it stands: "status" (new, running, paused, stopped, finished), "made", "rows", "message"."""
        return self.read_json("state.json")

    def write_plan(self, plan: Plan) -> None:
        """Say what is asked."""
        self.write_json("plan.json", asdict(plan))

    def tell(self, **changes: Any) -> None:
        """Change how it stands."""
        self.write_json("state.json", {**self.state, **changes})

    def read_answers(self) -> dict[int, dict[str, Any]]:
        """Return what became of the rows that are done, by their numbers: {"cells"} or {"error"}, and "seconds"."""
        answers = {}
        with contextlib.suppress(FileNotFoundError):
            for line in (self.folder / "answers.jsonl").read_text(encoding="utf-8").splitlines():
                with contextlib.suppress(ValueError):  # the last line of a server that was killed
                    one = json.loads(line)
                    answers[int(one.pop("row"))] = one
        return answers

    def add_answer(self, row: int, **answer: Any) -> None:
        """Write down what became of a row."""
        with (self.folder / "answers.jsonl").open("a", encoding="utf-8") as file:
            file.write(json.dumps({"row": row, **answer}, ensure_ascii=False) + "\n")

    def forget_failures(self) -> None:
        """Have the rows without an answer asked about again."""
        answers = self.read_answers()
        (self.folder / "answers.jsonl").unlink(missing_ok=True)
        for row, answer in answers.items():
            if "error" not in answer:
                self.add_answer(row, **answer)

    def keep_file(self, name: str, content: bytes) -> None:
        """Keep a file of an answer."""
        (self.folder / "out").mkdir(exist_ok=True)
        (self.folder / "out" / name).write_bytes(content)

    def list_files(self) -> list[Path]:
        """Return the files of the answers."""
        return sorted((self.folder / "out").glob("*"))

    def measure(self) -> int:
        """Return what the work takes on the disk, in bytes."""
        return sum(one.stat().st_size for one in self.folder.rglob("*") if one.is_file())

    def read_json(self, name: str) -> dict[str, Any]:
        """Return what one of its files holds, {} where there is none."""
        with contextlib.suppress(OSError, ValueError):
            found: dict[str, Any] = json.loads((self.folder / name).read_text(encoding="utf-8"))
            return found
        return {}

    def write_json(self, name: str, value: Any) -> None:
        """Write one of its files, in one step: a page may be reading it."""
        draft = self.folder / f"{name}.{secrets.token_hex(4)}"
        draft.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")
        draft.replace(self.folder / name)


def home_of(owner: str) -> Path:
    """Return the folder of a visitor's works; "" is everybody, on a machine of one's own."""
    home = kept_folder(HOME) / (hashlib.sha256(owner.encode()).hexdigest()[:24] if owner else "all")
    home.mkdir(parents=True, exist_ok=True)
    return home


def make_work(owner: str) -> Work:
    """Make an empty work.

    Raises:
        BadInput: there is no room, or the visitor has too many.
    """
    if shutil.disk_usage(kept_folder(HOME)).free < LEAST_FREE_BYTES:
        raise BadInput("many.disk_full")
    sweep()
    if owner:
        for old in list_works(owner)[MOST_WORKS - 1 :]:
            if old.state.get("status") != "running":
                shutil.rmtree(old.folder, ignore_errors=True)
    work = Work(home_of(owner) / secrets.token_hex(12))
    work.folder.mkdir()
    work.tell(status="new", made=time.time(), rows=0, message="")
    return work


def list_works(owner: str) -> list[Work]:
    """Return a visitor's works, the newest first."""
    found = [
        Work(one) for one in home_of(owner).iterdir() if WORK_ID.fullmatch(one.name) and (one / "plan.json").is_file()
    ]
    return sorted(found, key=lambda one: -float(one.state.get("made", 0)))


def find_work(work_id: Any, owner: str) -> Work:
    """Return one of a visitor's works.

    Raises:
        BadInput: there is none of this id for them.
    """
    if isinstance(work_id, str) and WORK_ID.fullmatch(work_id) and (home_of(owner) / work_id).is_dir():
        return Work(home_of(owner) / work_id)
    raise BadInput("many.no_such_work")


def sweep() -> None:
    """Remove what visitors of a Space brought more than a day ago, and everybody's rows that were never asked about."""
    for one in kept_folder(HOME).glob("*/*"):
        with contextlib.suppress(OSError):
            is_old = one.stat().st_mtime < time.time() - KEEP_S
            if is_old and (one.parent.name != "all" or Work(one).state.get("status") == "new"):
                shutil.rmtree(one, ignore_errors=True)
