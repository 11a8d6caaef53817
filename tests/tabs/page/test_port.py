import socket
import subprocess
import sys

import pytest

from tabs.page.port import check_port
from tests.serve import ROOT, free_port


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield str(other.getsockname()[1])


@pytest.mark.parametrize(
    ("port", "name", "words"),
    [
        ("http", "", "a number from 1 to 65535"),
        ("70000", "", "a number from 1 to 65535"),
        ("7999", "192.0.2.1", "The page cannot listen on 192.0.2.1"),
        ("7999", "no such name", "no address of this machine"),
    ],
)
def test_a_place_to_listen_that_is_none_is_refused(monkeypatch, port, name, words):
    monkeypatch.setenv("GRADIO_SERVER_PORT", port)
    monkeypatch.setenv("GRADIO_SERVER_NAME", name)
    with pytest.raises(SystemExit, match=words):
        check_port()


def test_a_free_port_and_none_are_fine(monkeypatch):
    monkeypatch.setenv("GRADIO_SERVER_PORT", str(free_port()))
    check_port()
    monkeypatch.delenv("GRADIO_SERVER_PORT")
    check_port()


def test_a_taken_port_ends_the_application_with_a_sentence(monkeypatch, taken):
    monkeypatch.setenv("GRADIO_SERVER_PORT", taken)
    monkeypatch.setenv("GRADIO_SERVER_NAME", "127.0.0.1")
    done = subprocess.run([sys.executable, "app.py"], cwd=ROOT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert f"Port {taken} is in use by another program" in done.stderr
    assert "Traceback" not in done.stderr
