"""From a plan to the script that does it: the whole run, in Transformers' own words.

What a learner copies is what ran: the job executes this text, and nothing of it is known elsewhere.
"""

import math
import re
from pathlib import Path
from typing import Any

from models.data.store import describe_data, public_name
from models.training.board import PROJECT
from models.training.kinds import ALL, LORA, QUANTIZED
from models.training.plan import Plan, plain

PARTS = Path(__file__).with_name("parts")
MARK = "---\n"
CHECKS = 4
"""How often it is measured and kept while it learns."""

LOGS = 60

HEADER = '''"""Fine-tunes {base} for {task}, on the data set {data}.

Needs: pip install torch transformers datasets accelerate{packages}
Beside it lie the folders data (made by datasets' save_to_disk){base_folder}.
"""
'''


def script(plan: Plan) -> str:
    """Return a complete Python script, to be run in a folder with the data and the base beside it.

    The plan must be one that `check_plan` returned.
    """
    parts = [read_part(name) for name in part_names(plan)]
    imports = sorted({line for head, _ in parts for line in statements(head)}, key=import_order)
    if plan.way in QUANTIZED:
        imports += ["from peft import prepare_model_for_kbit_training", "from transformers import BitsAndBytesConfig"]
    imports = sorted({*imports, "import torch"}, key=import_order)
    bodies = [body.strip("\n") for _, body in parts if body.strip()]
    return "\n".join([header(plan), *imports, "", *constants(plan), "", "\n\n".join(bodies)]) + "\n"


def header(plan: Plan) -> str:
    """Return the docstring."""
    way = () if plain(plan.way) == ALL else ("peft",)
    more = sorted({*plan.kind.packages, *way, *(("bitsandbytes",) if plan.way in QUANTIZED else ())})
    return HEADER.format(
        base=plan.base.name,
        task=plan.task.replace("-", " "),
        data=public_name(plan.data),
        packages="".join(f" {name}" for name in more),
        base_folder="" if plan.base.source == "hub" else f" and base ({plan.base.name})",
    )


def part_names(plan: Plan) -> list[str]:
    """Return the names of the script's pieces."""
    ways = {"head": ["way_head"], "lora": ["way_lora"], "all": []}
    names: list[str] = []
    for part in plan.kind.parts:
        if part == "way":
            names += (["way_quantized"] if plan.way in QUANTIZED else []) + ways[plain(plan.way)]
        else:
            names.append(saving(plan) if part == "save" else part)
    return names


def saving(plan: Plan) -> str:
    """Return the name of the piece that saves what was learned."""
    if plan.keeps_adapter:
        return "save_adapter"
    if plan.way in QUANTIZED:
        return "save_quantized"
    return "save_lora" if plain(plan.way) == LORA else "save"


def read_part(name: str) -> tuple[str, str]:
    """Return a piece's imports and its body."""
    head, _, body = (PARTS / f"{name}.txt").read_text(encoding="utf-8").partition(MARK)
    return head, body


def statements(head: str) -> list[str]:
    """Return import statements, those over several lines as one."""
    found: list[str] = []
    for line in head.splitlines():
        if line.startswith((" ", ")")):
            found[-1] += f"\n{line}"
        elif line:
            found.append(line)
    return found


def import_order(statement: str) -> tuple[bool, str]:
    """Sort plain imports before those that name things."""
    return statement.startswith("from"), statement


def constants(plan: Plan) -> list[str]:
    """Return the lines in which everything stands that was chosen."""
    settings, columns = plan.settings, plan.columns
    values: dict[str, Any] = {
        "DATA": "data",
        "BASE": plan.base.name if plan.base.source == "hub" else "base",
        "REVISION": plan.base.revision or None,
        **columns,
        **plan.kind.constants,
        **({"PREFIX": plan.prefix} if "text2text" in plan.kind.parts else {}),
        **({"PAIR": list(plan.languages)} if "bleu" in plan.kind.parts else {}),
        "ROWS": settings["rows"],
        "HELD_OUT": settings["held_out"],
        "EPOCHS": settings["epochs"],
        "BATCH": settings["batch"],
        "RATE": settings["rate"],
        "MAX_LENGTH": settings["max_length"],
        "WARMUP": settings["warmup"],
        "WEIGHT_DECAY": settings["weight_decay"],
        "SEED": settings["seed"],
        "EVERY": max(1, steps_of(plan) // CHECKS),
        "LOG_EVERY": max(1, steps_of(plan) // LOGS),
        "REPORT_TO": plan.report_to,
        "PROJECT": PROJECT,
        "REPORT_AS": plan.report_as or plan.name,
    }
    if plain(plan.way) == "lora":
        targets = plan.targets if plan.targets == "all-linear" or "*" in plan.targets else plan.targets.split(",")
        values |= {"R": settings["r"], "ALPHA": settings["alpha"], "DROPOUT": settings["dropout"], "TARGETS": targets}
        values |= {"NEW_HEAD": plan.kind.new_head}
    if "chat" in plan.kind.parts:
        values |= {"LORA": plain(plan.way) == "lora"}
        if not values["LORA"]:
            values |= {"R": 1, "ALPHA": 1, "DROPOUT": 0, "TARGETS": []}
    used = "".join(body for _, body in map(read_part, part_names(plan)))
    words = set(re.findall(r"\b[A-Z][A-Z_]*\b", used))
    lines = [f"{name} = {write(value)}" for name, value in values.items() if name in words]
    return [*lines, f"LOADING = {loading(plan)}"] if "LOADING" in words else lines


def write(value: Any) -> str:
    """Return a constant as Python has it; texts in double quotes."""
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace('"', '\\"')
        return f'"{escaped}"' if value.isprintable() else repr(value)
    return repr(value)


def loading(plan: Plan) -> str:
    """Return how the base's weights are loaded."""
    if plan.way == "8-bit":
        return '{"quantization_config": BitsAndBytesConfig(load_in_8bit=True)}'
    if plan.way == "4-bit":
        return (
            '{"quantization_config": BitsAndBytesConfig(load_in_4bit=True, bnb_4bit_quant_type="nf4", '
            "bnb_4bit_compute_dtype=torch.bfloat16)}"
        )
    return '{"dtype": torch.float32, "use_safetensors": True}'


def steps_of(plan: Plan) -> int:
    """Return about how many steps the optimizer takes."""
    rows = min(describe_data(plan.data).rows.get("train", 0), plan.settings["rows"])
    return max(1, math.ceil(rows / plan.settings["batch"] * plan.settings["epochs"]))
