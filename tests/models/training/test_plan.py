"""Plans and scripts: what a person chose, checked, and as code."""

import ast
import json

import pytest

from models.data.embedded import EMBEDDED, FILES
from models.data.store import describe_data
from models.errors import BadInput, BadModelName, ModelNotFound
from models.source import Policy, Source, choose_source
from models.training import speed
from models.training.bases import quick_base
from models.training.estimate import estimate
from models.training.kinds import ALL, HEAD, KINDS, LORA
from models.training.plan import Base, Plan, check_plan, guess_columns
from models.training.runs import trained_folder
from models.training.script import script
from tests.models.training.runs import data_for, plan_for
from tests.table import README, between

BASE = Base("org/base", "hub", "abc", "", 20_000_000)
MEASURED = {
    cells[1].strip(" `"): float(cells[5])
    for cells in (line.split("|") for line in between("training", README.read_text("utf-8")).splitlines()[2:])
}
"""Minutes by the clock, of each task in the README's table."""


@pytest.mark.parametrize("task", KINDS)
def test_every_kind_has_data_with_its_columns_and_a_script_in_each_way(task):
    columns = EMBEDDED[data_for(task)].columns
    assert set(guess_columns(KINDS[task], columns).values()) <= set(columns)
    for way in KINDS[task].ways:
        plan = plan_for(task, BASE, way)
        names = {node.id for node in ast.walk(ast.parse(script(plan))) if isinstance(node, ast.Name)}
        written = {one.id for one in ast.walk(ast.parse(script(plan))) if isinstance(one, ast.Name) and is_stored(one)}
        constants = {name for name in names if name.isupper()}
        assert constants <= written, constants - written
        assert "org/base" in script(plan)


def is_stored(node):
    return isinstance(node.ctx, ast.Store)


@pytest.mark.parametrize("name", EMBEDDED)
def test_what_is_told_of_embedded_data_is_what_lies_there(name):
    row = EMBEDDED[name]
    splits = [(FILES / name / f"{split}.jsonl").read_text("utf-8").splitlines() for split in ("train", "test")]
    assert tuple(map(len, splits)) == row.rows
    train, test = ([json.loads(line) for line in split] for split in splits)
    assert set(train[0]) == set(row.columns)
    for column, kind in row.columns.items():
        if kind == "label":
            assert {one[column] for one in train} == {one[column] for one in test} == set(row.labels)
    assert not [one for one in test if one in train]


def test_a_plan_survives_as_json():
    plan = plan_for("translation", BASE, languages=("English", "Dutch"))
    assert Plan.from_json(plan.to_json()) == plan


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"task": "depth-estimation"}, "text-classification"),
        ({"name": "../x"}, "letters"),
        ({"way": "4 bits"}, "lora"),
        ({"data": "../../etc"}, "no data set"),
        ({"data": "nothing"}, "no data set"),
        ({"columns": {"TEXT": "text"}}, "label"),
        ({"columns": {"TEXT": "text", "LABEL": "text"}}, "same column"),
        ({"settings": {"epochs": float("nan")}}, "epochs"),
        ({"settings": {"batch": 0}}, "batch"),
        ({"settings": {"batch": True}}, "batch"),
        ({"settings": {"nonsense": 1}}, "epochs"),
    ],
)
def test_what_cannot_be_is_refused_in_a_sentence(change, word):
    given = {"name": "x", "task": "text-classification", "data": "tone", "base": BASE, "way": HEAD}
    with pytest.raises(BadInput, match=word):
        check_plan(Plan(**{**given, "columns": {"TEXT": "text", "LABEL": "label"}, **change}))


@pytest.mark.parametrize("name", ['x"\nimport os\n"', "x\\", "a'b", '"""', "\u2028", "{x}"])
def test_names_of_columns_are_data_to_the_script_never_code(name, monkeypatch):
    plan = plan_for("text-classification", BASE)
    hostile = Plan(**{**plan_fields(plan), "columns": {"TEXT": name, "LABEL": "label"}})
    found = {
        node.targets[0].id: ast.literal_eval(node.value)
        for node in ast.parse(script(hostile)).body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
    }
    assert found["TEXT"] == name


def plan_fields(plan):
    return {name: getattr(plan, name) for name in Plan.__dataclass_fields__}


def test_the_estimate_grows_with_what_is_to_be_done():
    def seconds(way=ALL, **settings):
        return estimate(plan_for("text-classification", BASE, way, settings=settings)).seconds

    assert seconds(rows=100) < seconds(rows=1000) < seconds(rows=1000, epochs=3)
    assert seconds(HEAD, rows=1000) < seconds(LORA, rows=1000) < seconds(rows=1000)
    small, large = (
        estimate(plan_for("text-classification", Base("a/b", "hub", "", "", size))).memory_bytes
        for size in (10**7, 10**9)
    )
    assert large > 16e9 > small


SPEED = 1e11
"""Operations a second of two cores of 98 thousand million each, as the README's table was measured on; see speed.py."""


@pytest.mark.parametrize(("task", "minutes"), MEASURED.items())
def test_the_estimate_is_within_a_factor_of_two_of_what_was_measured(task, minutes):
    kind, data = KINDS[task], data_for(task)
    columns = guess_columns(kind, EMBEDDED[data].columns)
    told = estimate(check_plan(Plan("x", task, data, columns, quick_base(kind, ""), kind.ways[0])), SPEED)
    assert minutes / 2 <= told.seconds / 60 <= minutes * 2


def test_the_estimate_measures_the_machine(monkeypatch):
    monkeypatch.setenv("PLAYGROUND_DEVICE", "cpu")
    speed.measure_core.cache_clear()
    assert 1e8 < speed.measure_core() < 1e13
    plan = plan_for("text-classification", BASE, ALL, settings={"rows": 1000})
    times = []
    for core in (1e10, 1e11):
        monkeypatch.setattr("models.training.estimate.measure_core", lambda core=core: core)
        times.append(estimate(plan).seconds)
    assert times[0] > 3 * times[1]


@pytest.mark.parametrize("policy", [Policy(True, True, True), Policy(False, False, False)])
def test_a_trained_model_is_a_source_of_its_own_whatever_the_policy(policy):
    def choose(model, revision=""):
        return choose_source(
            model=model,
            revision=revision,
            catalogue=(),
            starter=None,
            policy=policy,
            is_cached=lambda *_: False,
            is_reachable=lambda: False,
        )

    assert choose("trained:my-model-0123456789ab") == Source("trained", "my-model-0123456789ab", "")
    with pytest.raises(BadModelName, match="revision"):
        choose("trained:my-model-0123456789ab", "main")
    for name in ("", "../x", "my-model", "my-model-0123456789ab/../y"):
        with pytest.raises(ModelNotFound):
            trained_folder("text-classification", name)


def test_columns_are_guessed_by_name_then_by_kind():
    kind = KINDS["text-classification"]
    assert guess_columns(kind, {"id": "number", "review": "text", "sentiment": "text"}) == {
        "TEXT": "review",
        "LABEL": "sentiment",
    }
    assert guess_columns(kind, {"foo": "text", "bar": "label"}) == {"TEXT": "foo", "LABEL": "bar"}
    assert guess_columns(kind, {"picture": "picture"}) == {"TEXT": "", "LABEL": ""}


def test_a_saved_data_set_is_described_as_the_library_wrote_it(tmp_path, monkeypatch):
    monkeypatch.setenv("PLAYGROUND_TRAINED", str(tmp_path))
    monkeypatch.setattr("models.data.embedded.EMBEDDED", EMBEDDED)
    from models.data.embedded import load_embedded

    for name, row in EMBEDDED.items():
        load_embedded(name).save_to_disk(str(tmp_path / "data" / f"own-{name}"))
        described = describe_data(f"own-{name}")
        assert described.columns == dict(row.columns)
        assert described.rows == dict(zip(("train", "test"), row.rows, strict=True))
        assert described.labels == row.labels
