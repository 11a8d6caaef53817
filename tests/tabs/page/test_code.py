"""The code that a panel shows does what the run beside it did: each program is executed against a server."""

import contextlib
import io
import json
import shutil
import subprocess
from pathlib import Path
from typing import Any

import httpx
import pytest

from tabs import TABS
from tabs.page.code import read_address, read_asked, write_code
from tabs.page.snippet import ADDRESS

TASKS = {task.id: task for tab in TABS for task in tab.tasks}
HUB = {"source": "hub", "model": "org/name", "revision": "abc"}
PICTURE = next(one for one in TASKS["visual-question-answering"].examples[0] if isinstance(one, Path))
TEXT = 'It\'s "odd": $HOME `id` \\ 你好 {braces} %s\nand a second line'
CALLS = {
    "text-classification": {"text": "It started slowly, but I loved the ending.", "model": "starter", "top_k": 1},
    "zero-shot-classification": {"text": TEXT, "candidate_labels": "food, $PATH, it's", "multi_label": True},
    "sentence-similarity": {"text": "One cat.\nTwo dogs.\nA car.", "question": "pets"},
    "table-question-answering": {"table": "Name,Age\nAnn,3\nBen,5", "question": "How old is Ben?"},
    "visual-question-answering": {"image": {"name": PICTURE.name}, "question": "What is there?"},
    "object-detection": {"image": {"name": PICTURE.name}, "threshold": 0.6},
}


def texts(task: str, sent: dict[str, Any], run: dict[str, Any], address: str = ADDRESS) -> list[str]:
    return [one["text"] for one in write_code(TASKS[task], sent, run, address)]


def test_the_model_the_settings_and_the_address_are_those_of_the_run():
    sent = {"text": "Mine.", "model": "org/name", "revision": "abc", "top_k": 3, "function_to_apply": "sigmoid"}
    python, call, script, shell = texts("text-classification", sent, HUB, "https://demo.example.org/space")
    assert "model='org/name', revision=\"abc\"" in python
    assert "'Mine.', top_k=3, function_to_apply='sigmoid'" in python
    assert 'Client("https://demo.example.org/space/")' in call
    assert all(f"{name}={value!r}" in call for name, value in sent.items())
    address = "https://demo.example.org/space/tasks/text-classification?model=org%2Fname"
    assert address in script and address in shell
    assert '"parameters": {"top_k": 3, "function_to_apply": "sigmoid"}' in script and '"revision": "abc"' in shell


def test_what_the_built_in_model_answered_is_not_said_to_be_the_full_ones():
    python, *_ = texts("text-classification", {"text": "Mine."}, {"source": "starter", "model": "minilm-tone"})
    assert python.startswith("# minilm-tone, which answered, is a starter of this app")
    assert TASKS["text-classification"].models[0].id in python


def test_of_a_model_that_ran_elsewhere_the_program_runs_it_here():
    sent = {"text": "Mine.", "model": "providers:org/name"}
    python, *others = texts("text-classification", sent, {"source": "providers", "model": "org/name"})
    assert python.startswith("# It ran elsewhere") and "model='org/name'" in python
    assert all("X-HF-Token" in one and "providers" in one for one in others)
    sent = {"text": "Mine.", "model": "https://abc.endpoints.huggingface.cloud"}
    for run in ({}, {"source": "endpoint", "model": "abc.endpoints.huggingface.cloud"}):
        python, *_ = texts("text-classification", sent, run)
        assert repr(TASKS["text-classification"].models[0].id) in python


def test_before_the_first_run_the_code_is_of_the_example():
    for task in TASKS.values():
        python, *_ = texts(task.id, {}, {})
        assert repr(task.models[0].id) in python


@pytest.mark.parametrize(
    "address", ["", "javascript:alert(1)", 'http://x/"); import os', "http://a/`id`", "http://a b/", "x" * 400]
)
def test_an_address_that_is_none_is_not_written(address):
    assert read_address(address) == ADDRESS


@pytest.mark.parametrize("value", [None, 5, [], {"name": 3}, {"name": '../../"$(id)`x`.png'}, "x\0", [[["deep"]]]])
@pytest.mark.parametrize("task", TASKS.values(), ids=TASKS)
def test_whatever_is_sent_becomes_programs_or_the_example(task, value):
    sent = {one.name: value for one in (*task.inputs, *task.parameters)}
    for program in texts(task.id, sent, {"source": value, "model": value}):
        assert "$(id)" not in program and "../" not in program
    compile(texts(task.id, sent, {})[0], task.id, "exec")
    compile(texts(task.id, sent, {})[1], task.id, "exec")


@pytest.mark.parametrize("task", CALLS)
def test_python_javascript_and_the_shell_get_the_same_answer(task, server, client, tmp_path):
    shutil.copy(PICTURE, tmp_path)
    _, call, script, shell = texts(task, CALLS[task], {"source": "starter", "model": "x"}, server)
    printed = io.StringIO()
    with contextlib.chdir(tmp_path), contextlib.redirect_stdout(printed):
        exec(compile(call.replace("print(answer, run)", "print(repr(raw))"), "call", "exec"), {})  # noqa: S102
    expected = printed.getvalue()
    found = []
    if shutil.which("curl"):
        found.append(json.loads(execute(["bash", "-c", shell], tmp_path)))
    if shutil.which("node"):
        (tmp_path / "call.mjs").write_text(script.replace("console.log(await answer.json())", PRINT))
        found.append(json.loads(execute(["node", "call.mjs"], tmp_path)))
    assert found, "neither curl nor node is installed"
    assert all(one == found[0] and "error" not in one for one in found)
    words = [word for word in flatten(found[0]) if isinstance(word, str)]
    assert flatten(found[0]) and all(repr(word)[1:-1] in expected for word in words)


PRINT = "console.log(JSON.stringify(await answer.json()))"


def execute(command: list[str], folder: Path) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout


def flatten(value: Any) -> list[Any]:
    """Return the labels and texts of an answer."""
    if isinstance(value, dict):
        return [one for name, inner in value.items() for one in flatten(inner) if name != "blob"]
    return [one for inner in value for one in flatten(inner)] if isinstance(value, list) else [value]


def test_a_conversation_goes_on_with_what_was_typed():
    said = [{"role": "user", "content": [{"type": "text", "text": "Hello"}]}, {"role": "assistant", "content": "Hi"}]
    asked = read_asked(TASKS["chat"], {"messages": said, "text": "What is a cat?"}, ADDRESS)
    assert [one["content"] for one in asked.inputs["messages"]] == ["Hello", "Hi", "What is a cat?"]


NONSENSE = ([], ["chat"], [{}, {}, {}, ""], [["x"], [], 3, None], ["chat", [], [], []], ["never-was", {}, {}, ""])


@pytest.mark.parametrize("sent", NONSENSE)
def test_a_call_that_means_nothing_is_refused_in_a_sentence(server, sent):
    for endpoint in ("code", "words"):
        answer = httpx.post(f"{server}gradio_api/run/{endpoint}", json={"data": sent})
        assert answer.status_code in (200, 500) and "Traceback" not in answer.text
        assert endpoint == "words" or answer.json()["error"].endswith(".")
