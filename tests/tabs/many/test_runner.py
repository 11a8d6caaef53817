"""Rows through a task: broken ones say why and the others go on; pause, continue, stop; nobody sees another's."""

import os
import threading
import time
from concurrent.futures import Future
from dataclasses import replace

import pytest

from models.errors import BadInput, Busy, HubUnreachable, Stopped
from tabs.many import answering
from tabs.many.limits import ManyLimits
from tabs.many.rows import Upload, bring_rows
from tabs.many.runner import MOST_AT_ONCE, Runner
from tabs.many.work import Plan, Work, find_work, list_works, make_work
from tabs.run import Computed
from tabs.run.engine.local import Local
from tabs.text.text_classification import TASK as TONE
from tabs.visitor import NOBODY, Visitor
from tests.meaning.ask import new_cache

JOIN_S = 20.0


class Answers:
    """Stands in place of tabs.run.start: answers when it is let, and remembers what was asked."""

    def __init__(self, monkeypatch, answer=lambda text: [{"label": text.upper(), "score": 1.0}], open_at_once=True):
        self.answer, self.texts, self.jobs, self.most = answer, [], [], 0
        self.gate = threading.Event()
        self.flying = 0
        self.lock = threading.Lock()
        if open_at_once:
            self.gate.set()
        monkeypatch.setattr(answering, "start", self.start)

    def start(self, task, cache, request, job):
        future = Future()
        with self.lock:
            self.texts.append(request.inputs["text"])
            self.jobs.append(job)
            self.flying += 1
            self.most = max(self.most, self.flying)
        threading.Thread(target=self.work, args=(future, request.inputs["text"], job), daemon=True).start()
        return future

    def work(self, future, text, job):
        while not self.gate.wait(0.01) and not job.is_stopped():
            pass
        try:
            if job.is_stopped():
                raise Stopped("Stopped.")
            raw = self.answer(text)
        except Exception as error:
            outcome, found = future.set_exception, error
        else:
            outcome, found = future.set_result, Computed({}, raw, {"model": "m", "run_s": 0.1})
        with self.lock:
            self.flying -= 1
        outcome(found)


def bring(texts, owner=""):
    work = make_work(owner)
    file = work.folder.parent / "rows.csv"
    file.write_text("text\n" + "".join(f"{text}\n" for text in texts))
    bring_rows([Upload(file, "rows.csv")], work.folder, ManyLimits(0, 0))
    file.unlink()
    work.tell(rows=len(texts))
    work.write_plan(Plan(TONE.id, "rows.csv", {"text": "text"}, {}, {"model": "starter", "revision": ""}))
    return work


def new_runner(cache=None, kept_bytes=0):
    return Runner(cache, {TONE.id: TONE}, ManyLimits(0, kept_bytes))


def until(condition):
    end = time.monotonic() + JOIN_S
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.02)


def run_to_the_end(runner, work):
    runner.go(work, NOBODY, [])
    until(lambda: not runner.is_running(work))


def test_a_broken_row_says_why_and_the_others_go_on(monkeypatch):
    def answer(text):
        if text == "bad":
            raise BadInput("It is too long.")
        if text == "worse":
            raise ZeroDivisionError("/secret/path")
        return [{"label": text.upper(), "score": 1.0}]

    answers = Answers(monkeypatch, answer)
    runner, work = new_runner(), bring(["a", "bad", "worse", *(f"r{n}" for n in range(20))])
    run_to_the_end(runner, work)
    found = work.read_answers()
    assert runner.status_of(work) == "finished"
    assert found[1]["error"] == "It is too long."
    assert "secret" not in found[2]["error"]
    assert sum("cells" in one for one in found.values()) == 21
    assert found[0]["cells"]["label"] == "A"
    assert answers.most <= answering.AT_ONCE
    answers.answer = lambda text: [{"label": "now", "score": 1.0}]
    answers.texts.clear()
    work.forget_failures()
    run_to_the_end(runner, work)
    assert sorted(answers.texts) == ["bad", "worse"], "only the broken rows are asked again"


def test_pause_answers_what_is_under_way_and_continue_the_rest_once(monkeypatch):
    answers = Answers(monkeypatch, open_at_once=False)
    runner, work = new_runner(), bring([f"r{n}" for n in range(30)])
    runner.go(work, NOBODY, [])
    until(lambda: answers.flying == answering.AT_ONCE)
    runner.pause(work)
    answers.gate.set()
    until(lambda: not runner.is_running(work))
    assert (runner.status_of(work), len(work.read_answers())) == ("paused", answering.AT_ONCE)
    fresh = new_runner()  # as after the server was started again
    run_to_the_end(fresh, Work(work.folder))
    assert fresh.status_of(work) == "finished"
    assert sorted(answers.texts) == sorted(f"r{n}" for n in range(30))


def test_nobody_sends_a_login_to_the_endpoint_of_another(monkeypatch):
    answers, runner, work = Answers(monkeypatch, open_at_once=False), new_runner(), bring("ab")
    work.write_plan(replace(work.plan, settings={"model": "https://theirs.endpoints.huggingface.cloud"}))
    one, other = Visitor(token="hf_one"), Visitor(token="hf_other")
    runner.begin(work, one, [])
    runner.stop(work)
    until(lambda: not runner.is_running(work))
    with pytest.raises(BadInput, match="send your login"):
        runner.go(work, other, [])
    with pytest.raises(BadInput, match="send your login"):
        new_runner().go(work, one, [])  # a new server knows nobody
    answers.gate.set()
    runner.go(work, one, [])
    until(lambda: not runner.is_running(work))
    assert work.state["status"] == "finished"


@pytest.mark.parametrize(
    "model", ["https://huggingface.co/owner/name", "owner/name", "providers:owner/name", "starter"]
)
def test_a_login_goes_on_with_what_only_hugging_face_sees(monkeypatch, model):
    Answers(monkeypatch)
    runner, work = new_runner(), bring("ab")
    work.write_plan(replace(work.plan, settings={"model": model}))
    runner.go(work, Visitor(token="hf_one"), [])
    until(lambda: not runner.is_running(work))
    assert work.state["status"] == "finished"


def test_stop_ends_what_is_under_way_and_nothing_is_lost(monkeypatch):
    answers = Answers(monkeypatch, open_at_once=False)
    runner, work = new_runner(), bring([f"r{n}" for n in range(12)])
    runner.go(work, NOBODY, [])
    until(lambda: answers.flying == answering.AT_ONCE)
    runner.stop(work)
    assert not runner.is_running(work)
    assert (runner.status_of(work), work.read_answers()) == ("stopped", {})
    answers.gate.set()
    run_to_the_end(runner, work)
    assert len(work.read_answers()) == 12


def test_a_server_that_ended_leaves_a_paused_work(monkeypatch):
    work = bring(["a"])
    work.tell(status="running")
    with (work.folder / "answers.jsonl").open("w") as file:
        file.write('{"row": 0, "cells": {"la')  # killed while writing
    assert (new_runner().status_of(work), work.read_answers()) == ("paused", {})


def test_what_every_row_would_meet_pauses_and_says_why(monkeypatch):
    def answer(_):
        raise HubUnreachable("The Hub is not in reach.")

    answers = Answers(monkeypatch, answer)
    runner, work = new_runner(), bring([f"r{n}" for n in range(50)])
    run_to_the_end(runner, work)
    assert (runner.status_of(work), work.state["message"]) == ("paused", "The Hub is not in reach.")
    assert work.read_answers() == {}
    assert len(answers.texts) <= 2 * answering.AT_ONCE


def test_a_busy_server_is_asked_again(monkeypatch):
    seen = set()

    def answer(text):
        if text not in seen:
            seen.add(text)
            raise Busy("m", 1)
        return [{"label": "later", "score": 1.0}]

    monkeypatch.setattr(answering, "BUSY_S", 0.01)
    Answers(monkeypatch, answer)
    runner, work = new_runner(), bring(["a", "b"])
    run_to_the_end(runner, work)
    assert [one["cells"]["label"] for one in work.read_answers().values()] == ["later", "later"]


def test_answers_that_fill_the_disk_pause_the_work(monkeypatch):
    monkeypatch.setattr(answering, "MEASURE_EVERY", 1)
    Answers(monkeypatch, lambda text: [{"generated_text": "long " * 2000}])
    runner, work = new_runner(kept_bytes=50_000), bring([f"r{n}" for n in range(60)])
    run_to_the_end(runner, work)
    assert runner.status_of(work) == "paused"
    assert 0 < len(work.read_answers()) < 60


def test_visitors_see_their_own_alone_and_have_one_at_a_time(monkeypatch):
    answers = Answers(monkeypatch, open_at_once=False)
    mine, yours, second = bring(["a"], "me" * 12), bring(["b"], "you" * 12), bring(["c"], "me" * 12)
    assert [one.id for one in list_works("you" * 12)] == [yours.id]
    with pytest.raises(BadInput):
        find_work(mine.id, "you" * 12)
    with pytest.raises(BadInput):
        find_work("../" + mine.id, "me" * 12)
    runner = new_runner()
    runner.go(mine, NOBODY, list_works("me" * 12))
    runner.go(yours, NOBODY, list_works("you" * 12))
    with pytest.raises(BadInput) as refused:
        runner.go(second, NOBODY, list_works("me" * 12))
    assert refused.value.key == "many.one_at_a_time"
    answers.gate.set()
    until(lambda: not runner.is_running(mine) and not runner.is_running(yours))


def test_a_server_answers_some_tables_at_once_and_no_more(monkeypatch):
    answers = Answers(monkeypatch, open_at_once=False)
    runner = new_runner()
    works = [bring(["a"], f"visitor {number}") for number in range(MOST_AT_ONCE + 1)]
    for work in works[:-1]:
        runner.go(work, NOBODY, [work])
    with pytest.raises(BadInput) as refused:
        runner.go(works[-1], NOBODY, [works[-1]])
    assert (refused.value.key, runner.status_of(works[-1])) == ("many.server_full", "new")
    answers.gate.set()
    until(lambda: not any(map(runner.is_running, works)))


def test_what_is_old_goes_but_the_finished_works_of_a_machine_of_ones_own(kept):
    drafts, done = [bring(["a"]), bring(["a"], "visitor")], bring(["a"])
    done.tell(status="finished")
    for work in (*drafts, done):
        os.utime(work.folder, (0, 0))
    new = make_work("")
    assert [one.folder.is_dir() for one in (*drafts, done, new)] == [False, False, True, True]


def test_real_rows_ride_together_and_are_answered_as_alone(kept, one_thread):
    texts = ["I love it", "I hate it", "Wonderful, thank you", "This is terrible", "", "So good"]
    runner, work = new_runner(Local(new_cache())), bring([f'"{text}"' for text in texts])
    run_to_the_end(runner, work)
    found = work.read_answers()
    assert [found[row]["cells"]["label"] for row in (0, 1, 2, 3, 5)] == [
        *("POSITIVE", "NEGATIVE", "POSITIVE", "NEGATIVE", "POSITIVE")
    ]
    assert "error" in found[4]
    assert list((kept / "uploads").iterdir()) == [], "files of rows are gone"
