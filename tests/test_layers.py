"""The rules of the house, read from the source itself."""

import ast
import subprocess
import sys

from tabs import TABS
from tests.import_graph import ROOT, documented_commands, files, imported, reached_from

MODELS = sorted((ROOT / "models").rglob("*.py"))
TASK_FILES = [
    file for tab in TABS for file in sorted((ROOT / "tabs" / tab.id).glob("*.py")) if file.name != "__init__.py"
]
FILES = [ROOT / "app.py", *MODELS, *sorted((ROOT / "tabs").rglob("*.py"))]
RECIPES = sorted((ROOT / "assets").rglob("*.py"))
MOST_LINES = 265
HEAVY = {"torch", "transformers", "sentence_transformers"}
HEAVY_ROOMS = {"pipelines", "parts"}
"""Of models/: they are imported when a model is loaded, never before."""

VAGUE = {"utils", "helpers", "shared", "common", "misc"}


def imports_anywhere(file):
    return {name.split(".")[0] for name in imported(ast.walk(ast.parse(file.read_text())))}


def imports_at_the_top(file):
    return {name.split(".")[0] for name in imported(ast.parse(file.read_text()).body)}


def paths(found):
    return [str(file.relative_to(ROOT)) for file in found]


def test_models_know_no_user_interface():
    above = {"gradio", "gradio_client", "tabs", "app", "assets"}
    assert paths(file for file in MODELS if imports_anywhere(file) & above) == []


def test_nothing_heavy_is_imported_at_the_top_but_in_pipelines_and_their_parts():
    light = (file for file in FILES if file.parent.name not in HEAVY_ROOMS)
    assert paths(file for file in light if imports_at_the_top(file) & HEAVY) == []


def test_files_are_short():
    long = (file for file in [*FILES, *RECIPES] if len(file.read_text().splitlines()) > MOST_LINES)
    assert paths(long) == []


def test_files_are_named_for_what_they_hold():
    assert paths(file for file in [*FILES, *RECIPES] if file.stem in VAGUE) == []


def test_the_application_reaches_no_recipe():
    assert sorted(name for name in reached_from("app") if name.startswith("assets")) == []


def test_everything_in_models_is_reached_from_the_application_or_a_command():
    commands = [name for name in documented_commands() if not name.startswith("assets")]
    reached = reached_from("app", *commands)
    assert commands == ["tabs.deploy", "tabs.fetch"]
    assert sorted(name for name in files() if name.startswith("models") and name not in reached) == []


def test_every_recipe_is_reached_from_the_command_that_trains_or_a_script():
    scripts = (set(imported(ast.walk(ast.parse(file.read_text())))) for file in (ROOT / "assets").glob("*/make_*.py"))
    starts = {name for found in scripts for name in found if name in files()}
    trained = {name for name in files() if name.startswith("assets.starters.")}
    alone = {name for name in files() if '__name__ == "__main__"' in files()[name].read_text()}
    reached = reached_from(*starts, *trained, *alone)
    assert sorted(name for name in files() if name.startswith("assets.") and name not in reached) == []


def test_the_graph_sees_imports_in_functions_and_dotted_names():
    reached = reached_from("app")
    assert "models.starters.builders.ctranslate2" in reached  # inside a function
    assert "models.pipelines.label_similarity" in reached  # a starter's `build`
    assert "models.pipelines.keypoint_matching" in reached  # a row of ENGINES
    assert "assets.recipes.muon" in reached_from("assets.starters.chat.train")


def test_every_listed_task_is_its_own_file():
    assert sorted(file.stem for file in TASK_FILES) == sorted(task.endpoint for tab in TABS for task in tab.tasks)


def test_importing_the_app_loads_neither_torch_nor_transformers():
    code = f"import sys, app; app.build(); print(sorted({HEAVY!r} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_the_cache_knows_no_library():
    for file in (ROOT / "models" / "cache").glob("*.py"):
        assert not imports_anywhere(file) & {*HEAVY, "gradio", "numpy", "huggingface_hub"}


def test_app_is_short():
    assert len((ROOT / "app.py").read_text().splitlines()) < 80
