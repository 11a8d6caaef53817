"""What a model looked at while it wrote is its own attention; the matches of two pictures are the pipeline's own."""

import pytest
import torch
from PIL import Image

from models import load
from models.inside import look_inside, watch, written
from models.inside.parts import Grid, Scores, Steps, Told
from models.inside.written import MOST_COLUMNS, keep_most
from models.key import ModelKey
from tabs import TABS
from tabs.render.inside import draw_inside
from tabs.run.choice import serving_starter
from tabs.run.inside import describe
from tabs.run.job import Job
from tests.tiny import MAKERS

TASKS = {task.id: task for tab in TABS for task in tab.tasks}


def open_starter(task):
    key = ModelKey(task, "starter", serving_starter(TASKS[task]))
    return load.load(key, load.fetch(key, lambda _: None))


def open_tiny(task, model, folder):
    MAKERS[model](folder)
    return load.load(ModelKey(task, "local", "x"), folder)


def look(pipe, task, **inputs):
    """Return the parts of a run, at most 6 tokens long."""
    settings = {one.name: one.default for one in TASKS[task].parameters} | {"num_beams": 1, "max_new_tokens": 6}
    settings = {name: value for name, value in settings.items() if name in {one.name for one in TASKS[task].parameters}}
    job = Job()
    watched = watch(pipe, lambda: TASKS[task].call(pipe, job, **inputs, **settings), job.check)
    return look_inside(pipe, task, watched, describe(TASKS[task], inputs, settings))


def find(parts, kind, which=""):
    return next((one for one in parts if isinstance(one, kind) and which in (getattr(one, "which", ""), "")), None)


@pytest.fixture(scope="module")
def writer(tmp_path_factory):
    return open_tiny("text-generation", "HuggingFaceTB/SmolLM2-135M-Instruct", tmp_path_factory.mktemp("writer"))


def test_a_writer_looks_at_what_stands_before(writer):
    before = writer.model.config._attn_implementation
    parts = look(writer, "text-generation", text="The cat sat on the mat because")
    grid, steps = find(parts, Grid, "written"), find(parts, Steps).steps
    assert grid.rows == tuple(one.chosen.strip() for one in steps)[: len(grid.rows)] and len(grid.rows) >= 5
    assert grid.values.sum(1) == pytest.approx(1, abs=1e-2)
    assert writer.model.config._attn_implementation == before
    assert [one for one in parts if isinstance(one, Told)] == []
    assert parts.index(grid) == parts.index(find(parts, Steps)) + 1


def test_the_weights_are_those_of_the_last_layer_where_each_token_was_chosen(writer, monkeypatch):
    seen = []
    weigh = written.weigh
    monkeypatch.setattr(written, "weigh", lambda *asked: seen.append(asked) or weigh(*asked))
    grid = find(look(writer, "text-generation", text="The cat sat on the mat because"), Grid, "written")
    ids = torch.tensor([seen[0][2]])
    writer.model.set_attn_implementation("eager")
    with torch.inference_mode():
        own = writer.model(ids, output_attentions=True).attentions[-1][0].float().mean(0)
    writer.model.set_attn_implementation("sdpa")
    start = ids.shape[-1] - len(grid.rows)
    most, _ = keep_most(own[start:], [str(place) for place in range(ids.shape[-1])])
    assert torch.allclose(torch.tensor(grid.values), most, atol=1e-2)
    assert float(own[start, start + 1 :].sum()) == 0, "a token that is chosen later cannot be looked at"


def test_a_translator_looks_at_the_source():
    pipe = open_starter("translation")
    parts = look(pipe, "translation", text="The cat is small.")
    grid = find(parts, Grid, "source")
    own = [pipe.tokenizer.decode([one]).strip() for one in pipe.tokenizer("The cat is small.")["input_ids"]]
    assert set(own[:-1]) <= set(grid.columns)
    assert grid.values.sum(1) == pytest.approx(1, abs=1e-2)
    assert "<table class='shades'>" in draw_inside(parts)


def test_a_long_text_says_why_nothing_is_drawn(writer, monkeypatch):
    monkeypatch.setattr(written, "MOST_WEIGHTS", 100)
    parts = look(writer, "text-generation", text="The cat sat on the mat because")
    assert find(parts, Grid, "written") is None
    assert find(parts, Told).key == "inside.attention.long"
    assert "too long" in draw_inside(parts)


def test_of_many_columns_those_stay_that_are_looked_at_most():
    rows = torch.zeros(2, 40)
    rows[:, 0], rows[:, 30], rows[:, 39] = 0.5, 0.3, 0.2
    values, names = keep_most(rows, [str(place) for place in range(40)])
    assert len(names) == values.shape[1] == MOST_COLUMNS
    assert {"0", "30", "39"} <= set(names) and names[-1] == "…"
    assert values.sum(1).tolist() == pytest.approx([1, 1])


def test_who_looks_at_a_picture_while_writing_says_so(tmp_path):
    model = next(one.id for one in TASKS["image-text-to-text"].models if one.id in MAKERS)
    pipe = open_tiny("image-text-to-text", model, tmp_path)
    parts = look(pipe, "image-text-to-text", image=Image.new("RGB", (64, 64), "red"), text="What is it?")
    assert find(parts, Told).key == "inside.attention.senses"


def test_the_matches_of_two_pictures_are_the_pipelines_own():
    pipe = open_starter("keypoint-matching")
    picture = Image.effect_noise((96, 64), 90).convert("RGB")
    parts = look(pipe, "keypoint-matching", image_0=picture, image_1=picture)
    told = find(parts, Scores, "points")
    best = pipe([picture, picture])[: len(told.rows)]
    assert [score.probability for _, score in told.rows] == pytest.approx([one["score"] for one in best], abs=1e-4)
    drawn = draw_inside(parts)
    assert "Points that match" in drawn and ">Logit<" not in drawn
