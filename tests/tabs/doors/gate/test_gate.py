"""The gate around an application of its own: what it lets through, and in what words it does not."""

import errno

import pytest
from fastapi import FastAPI, Request
from starlette.testclient import TestClient

from tabs.doors.gate.cross_origin import CrossOrigin
from tabs.doors.gate.folder import UploadFolder
from tabs.doors.gate.health import health_doors
from tabs.doors.gate.keeper import app_arguments
from tabs.doors.gate.limits import read_limits

PLENTY = 10**12
UPLOAD = "/gradio_api/upload"
FILE = {"files": [("files", ("a.bin", b"x" * 300_000))]}


def behind_gate(tmp_path, free=PLENTY, has_places=True, **settings):
    """Return a client of an application behind the gate."""
    limits = read_limits(settings)
    folder = UploadFolder(tmp_path, limits.uploads_bytes, limits.keep_s, free=lambda _: free)
    doors = health_doors(lambda: {"models": []}, lambda: has_places, folder)
    app = FastAPI(**app_arguments(limits, folder, doors))
    app.add_middleware(CrossOrigin, limits=limits)

    @app.post(UPLOAD)
    async def upload(request: Request, fault: int = 0) -> int:
        if fault:
            raise OSError(fault, "the disk says no")
        return len(await request.body())

    @app.post("/gradio_api/queue/join")
    async def join(body: dict[str, int]) -> int:
        return body["n"]

    @app.get("/config")
    async def config(deep_link: str = "none") -> str:
        return deep_link

    return TestClient(app, base_url="http://127.0.0.1:7860", raise_server_exceptions=False)


def test_what_is_allowed_arrives(tmp_path):
    client = behind_gate(tmp_path)
    assert client.post(UPLOAD, **FILE).json() > 300_000
    assert client.post("/gradio_api/queue/join", json={"n": 3}).json() == 3
    assert client.get("/config?deep_link=abc").json() == "none"


def test_a_full_disk_is_told_in_a_sentence_before_and_while_writing(tmp_path):
    full = behind_gate(tmp_path, free=10**8).post(UPLOAD, **FILE)
    assert (full.status_code, "no room" in full.text) == (507, True)
    for number in (errno.ENOSPC, errno.EDQUOT):
        while_writing = behind_gate(tmp_path).post(f"{UPLOAD}?fault={number}", **FILE)
        assert (while_writing.status_code, "no room" in while_writing.text) == (507, True)
    assert behind_gate(tmp_path).post(f"{UPLOAD}?fault={errno.EIO}", **FILE).status_code == 500


def test_one_visitor_gets_his_share_and_others_theirs(tmp_path):
    client = behind_gate(tmp_path, PLAYGROUND_VISITOR_MB="1", PLAYGROUND_TRUST_PROXY="1")
    forged = [{"X-Forwarded-For": f"198.51.100.{number}, 203.0.113.1"} for number in range(4)]
    statuses = [client.post(UPLOAD, **FILE, headers=headers) for headers in forged]
    assert [one.status_code for one in statuses] == [200, 200, 200, 429]
    assert int(statuses[-1].headers["retry-after"]) > 3000
    assert "1 MB" in statuses[-1].text
    assert client.post(UPLOAD, **FILE, headers={"X-Forwarded-For": "203.0.113.2"}).status_code == 200


def test_malformed_requests_get_a_sentence_and_nothing_of_them_back(tmp_path):
    client = behind_gate(tmp_path)
    headers = {"content-type": "application/json"}
    for body in (b"\xff\xfe{", b'{"n": "secret-value"}', b"{}", b"[]"):
        refused = client.post("/gradio_api/queue/join", content=body, headers=headers)
        assert refused.status_code == 400  # gradio_client 2 trips over a 422 whose detail is no list
        assert "secret-value" not in refused.text
        assert isinstance(refused.json()["detail"], str)


def test_health_is_answered_whatever_else_is_the_matter(tmp_path):
    well = behind_gate(tmp_path)
    assert well.get("/health").json() == {"status": "ok"}
    assert well.get("/ready").status_code == 200
    assert well.get("/status").json() == {"models": []}
    busy = behind_gate(tmp_path, free=10**6, has_places=False)
    assert busy.get("/health").status_code == 200
    assert busy.get("/ready").status_code == 503
    assert busy.get("/ready").json()["lacking"] == ["a place in the queue", "room on the disk"]
    assert busy.get("/status").status_code == 200


def test_a_foreign_page_reads_nothing_and_never_with_credentials(tmp_path):
    laptop = behind_gate(tmp_path)
    opened = behind_gate(tmp_path, PLAYGROUND_ORIGINS="https://course.example")
    for origin in ("https://evil.example", "null", "https://course.example"):
        answers = [
            laptop.get("/config", headers={"Origin": origin}),
            laptop.get("/config", headers={"Origin": origin, "Host": "rebound.example"}),
            laptop.options("/config", headers={"Origin": origin, "Access-Control-Request-Method": "POST"}),
        ]
        assert not [one for one in answers if "access-control-allow-origin" in one.headers]
    read = opened.get("/config", headers={"Origin": "https://course.example"})
    assert read.headers["access-control-allow-origin"] == "https://course.example"
    assert "access-control-allow-credentials" not in read.headers
    posted = {"json": {"n": 1}, "headers": {"Origin": "https://course.example"}}
    assert opened.post("/gradio_api/queue/join", **posted).status_code == 200
    assert laptop.post("/gradio_api/queue/join", **posted).status_code == 403


def test_every_answer_has_its_headers(tmp_path):
    client = behind_gate(tmp_path)
    for path in ("/config", "/health", "/nothing"):
        headers = client.get(path).headers
        assert headers["x-content-type-options"] == "nosniff"
        assert "frame-ancestors 'self' https://huggingface.co https://*.hf.space" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"].split("style-src")[0]
    assert client.get("/config").headers["content-security-policy"] != headers["content-security-policy"]


@pytest.mark.parametrize("on_space", [False, True])
def test_a_space_is_not_framed_by_local_pages(tmp_path, on_space):
    client = behind_gate(tmp_path, **({"SPACE_ID": "a/b"} if on_space else {}))
    host = "a-b.hf.space" if on_space else "localhost"
    policy = client.get("/config", headers={"Host": host}).headers["content-security-policy"]
    assert ("http://localhost:*" in policy) is not on_space


SHOWN = "correct horse battery"


@pytest.mark.parametrize("authorization", ["", "Bearer wrong", "Basic !!!", "Basic Zm9v", "Digest x", f"Bearer{SHOWN}"])
def test_who_does_not_show_the_access_token_stays_outside(tmp_path, authorization):
    client = behind_gate(tmp_path, PLAYGROUND_ACCESS_TOKEN=SHOWN)
    for refused in (
        client.get("/config", headers={"Authorization": authorization}),
        client.post("/gradio_api/queue/join", json={"n": 3}, headers={"Authorization": authorization}),
    ):
        assert refused.status_code == 401
        assert refused.headers["www-authenticate"].startswith("Basic ")
        assert SHOWN not in refused.text
    assert client.get("/health").status_code == 200


def test_programs_and_browsers_show_the_access_token(tmp_path):
    client = behind_gate(tmp_path, PLAYGROUND_ACCESS_TOKEN=SHOWN)
    assert client.get("/config", headers={"Authorization": f"Bearer {SHOWN}"}).status_code == 200
    assert client.get("/config", auth=("anybody", SHOWN)).status_code == 200


def test_calls_a_minute_are_bounded_for_each_visitor(tmp_path):
    client = behind_gate(tmp_path, PLAYGROUND_CALLS_PER_MINUTE="2", PLAYGROUND_TRUST_PROXY="1")
    call = {"json": {"n": 3}, "headers": {"X-Forwarded-For": "203.0.113.1"}}
    statuses = [client.post("/gradio_api/queue/join", **call) for _ in range(3)]
    assert [one.status_code for one in statuses] == [200, 200, 429]
    assert client.post("/gradio_api/run/inside", **call).status_code == 429  # it costs a run, too
    assert 1 <= int(statuses[-1].headers["retry-after"]) <= 60
    assert client.get("/config", headers={"X-Forwarded-For": "203.0.113.1"}).status_code == 200
    other = {"json": {"n": 3}, "headers": {"X-Forwarded-For": "203.0.113.2"}}
    assert client.post("/gradio_api/queue/join", **other).status_code == 200
