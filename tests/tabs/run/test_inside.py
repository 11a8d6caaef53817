"""What happened inside is told of each task's full model: here a tiny one of its architecture."""

import pytest

from models.inside import look_inside, watch
from tabs.render.inside import draw_inside
from tabs.run.inside import SIMPLY, describe
from tabs.run.job import Job
from tests.contract import TASKS, add_tiny, load_pipe, payload
from tests.hub_server import hub_with_uploads

EXPECTED = {
    "text-classification": "tokens attention classes",
    "zero-shot-classification": "tokens entailment",
    "token-classification": "tokens attention tokens",
    "question-answering": "tokens start end",
    "table-question-answering": "tokens cells",
    "fill-mask": "tokens gaps",
    "decision": "tokens next",
    "chat": "tokens steps",
    "text-generation": "tokens steps",
    "summarization": "steps",
    "translation": "steps",
    "text2text-generation": "steps",
    "sentence-similarity": "tokens vectors",
    "feature-extraction": "tokens vectors",
    "automatic-speech-recognition": "heard mel steps",
    "text-to-speech": "tokens made",
    "audio-classification": "heard mel classes",
    "zero-shot-audio-classification": "heard tokens mel labels",
    "voice-activity-detection": "heard given frames",
    "audio-to-audio": "heard given codes made",
    "image-classification": "pixels classes",
    "object-detection": "pixels boxes",
    "zero-shot-object-detection": "tokens pixels boxes",
    "image-segmentation": "pixels classes",
    "depth-estimation": "pixels depth",
    "image-feature-extraction": "pixels patches vectors",
    "mask-generation": "pixels masks",
    "image-to-image": "pixels",
    "video-classification": "pixels classes",
    "keypoint-matching": "pixels",
    "image-to-text": "pixels steps",
    "visual-question-answering": "tokens pixels classes",
    "document-question-answering": "pixels steps",
    "image-text-to-text": "tokens pixels steps",
    "zero-shot-image-classification": "tokens pixels labels",
    "any-to-any": "tokens pixels steps",
}
"""By task, what must be shown besides the network: parts by their name, or by which kind of grid, wave or scores."""


@pytest.fixture(scope="module")
def hub(tmp_path_factory, one_thread):
    with hub_with_uploads(tmp_path_factory.mktemp("inside")) as both:
        yield both


@pytest.mark.filterwarnings("ignore")  # what Transformers warns its users of is not ours
@pytest.mark.parametrize("task", TASKS, ids=[task.id for task in TASKS])
def test_a_run_is_told_part_by_part(hub, task):
    server, folder = hub
    model = task.models[0]
    add_tiny(server, model, folder / "tiny" / model.id)
    pipe = load_pipe(task, model)
    values = zip(task.inputs, task.examples[model.example], strict=True)
    inputs = {one.name: one.read(payload(one.kind, value, folder / "uploads")) for one, value in values}
    settings = {one.name: one.default for one in task.parameters}
    settings |= {name: value for name, value in SIMPLY.items() if name in settings}
    job = Job()
    watched = watch(pipe, lambda: task.call(pipe, job, **inputs, **settings), job.check)
    parts = look_inside(pipe, task.id, watched, describe(task, inputs, settings))
    told = {getattr(part, "which", part.name) for part in parts}
    assert {"network", *EXPECTED[task.id].split()} <= told, told
    drawn = draw_inside(parts)
    assert len(drawn) < 500_000
    assert "inside." not in drawn  # every sentence has its words


def test_every_task_is_expected_to_show_something():
    assert set(EXPECTED) == {task.id for task in TASKS}
