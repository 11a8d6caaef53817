"""How the Hub for tests answers: paths, headers, error codes and the shape of its JSON."""

import hashlib
import json
import re
import threading
import time
from dataclasses import dataclass, field
from http import HTTPStatus
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import NamedTuple, Protocol
from urllib.parse import parse_qs, unquote, urlsplit

from tests.hub_commits import Commits
from tests.hub_search import LIST, Lists, describe

LARGE_SUFFIXES = (".safetensors", ".bin", ".h5", ".msgpack", ".onnx", ".gguf", ".pt", ".ot")
LARGE_BYTES = 10_000_000
POLL_S = 0.01

ID = r"(?P<model>[^/]+(?:/[^/]+)?)"
INFO = re.compile(rf"/api/(?:models|spaces|datasets)/{ID}(?:/revision/(?P<revision>[^/]+))?")
TREE = re.compile(rf"/api/(?:models|spaces|datasets)/{ID}/tree/(?P<revision>[^/]+)(?:/(?P<folder>.*))?")
FILE = re.compile(rf"/(?:datasets/)?{ID}/resolve/(?P<revision>[^/]+)/(?P<path>.+)")
CDN = re.compile(rf"/cdn/{ID}/(?P<revision>[0-9a-f]{{40}})/(?P<path>.+)")


class Request(NamedTuple):
    """One request: method, path with query, and the Range header or ""."""

    method: str
    path: str
    range: str


@dataclass
class Repo:
    """Commits by their hash, and what branches and tags point at."""

    commits: dict[str, dict[str, bytes]] = field(default_factory=dict)
    refs: dict[str, str] = field(default_factory=dict)
    gated: bool = False
    private: bool = False
    readers: frozenset[str] = frozenset()
    task: str | None = None
    tags: tuple[str, ...] = ()
    downloads: int = 0
    likes: int = 0
    updated: str = "2026-01-01T00:00:00.000Z"
    numbers: dict[str, int] = field(default_factory=dict)

    def files(self, revision: str) -> tuple[str, dict[str, bytes]] | None:
        commit = self.refs.get(revision, revision)
        return (commit, self.commits[commit]) if commit in self.commits else None


@dataclass
class Fault:
    """What happens to the next answers for files whose path ends with the suffix."""

    suffix: str
    times: int
    after_bytes: int = 0
    status: int = 0


class Hub(Protocol):
    """What the handler needs of the HubServer."""

    token: str
    tokens: set[str]
    repos: dict[str, Repo]
    requests: list[Request]
    cdn_saw_token: bool
    bytes_per_s: float
    closing: threading.Event
    kinds: dict[str, tuple[str, str | None]]
    large: dict[str, bytes]
    summaries: list[str]

    @property
    def cdn_url(self) -> str: ...

    def next_fault(self, path: str) -> Fault | None: ...


class Server(ThreadingHTTPServer):
    # Not daemons: server_close() then waits for them, and no test leaves a thread behind.
    daemon_threads = False
    hub: Hub


class Handler(Lists, Commits, BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self._answer()

    def do_HEAD(self) -> None:
        self._answer()

    def log_message(self, *_: object) -> None:
        pass

    @property
    def hub(self) -> Hub:
        return self.server.hub

    def _answer(self) -> None:
        url = urlsplit(self.path)
        # huggingface_hub asks this once per process when a programming agent runs it: no part of any test.
        if url.path != "/api/agent-harnesses":
            self.hub.requests.append(Request(self.command, self.path, self.headers.get("Range", "")))
        for pattern, answer in (
            (LIST, self._list),
            (CDN, self._cdn),
            (TREE, self._tree),
            (INFO, self._info),
            (FILE, self._file),
        ):
            found = pattern.fullmatch(url.path)
            if found:
                try:
                    answer(*(unquote(part or "") for part in found.groups()))
                except ConnectionError:
                    self.close_connection = True
                return
        status = HTTPStatus.OK if url.path == "/" else HTTPStatus.NOT_FOUND
        self._send(status, b"Hub for tests")

    def _info(self, model: str, revision: str) -> None:
        found = self._find(model, revision)
        if not found:
            return
        repo, commit, files = found
        asked = parse_qs(urlsplit(self.path).query)
        siblings = [_sibling(path, data, "blobs" in asked) for path, data in files.items()]
        self._send_json(describe(model, repo, asked.get("expand", []), sha=commit, siblings=siblings))

    def _tree(self, model: str, revision: str, folder: str) -> None:
        found = self._find(model, revision)
        if found:
            _, _, files = found
            files = {path: data for path, data in files.items() if path.startswith(f"{folder}/" if folder else "")}
            folders = {str(parent) for path in files for parent in Path(path).parents} - {"."}
            entries = [{"type": "directory", "oid": "0" * 40, "size": 0, "path": name} for name in folders]
            self._send_json(entries + [_tree_entry(path, data) for path, data in files.items()])

    def _file(self, model: str, revision: str, path: str) -> None:
        found = self._find(model, revision)
        if not found:
            return
        repo, commit, files = found
        if repo.gated and not self._may_read(repo):
            self._refuse(HTTPStatus.UNAUTHORIZED, "GatedRepo", f"Access to model {model} is restricted.")
        elif path not in files:
            self._refuse(HTTPStatus.NOT_FOUND, "EntryNotFound", "Entry not found", {"X-Repo-Commit": commit})
        elif _is_large(path, files[path]):
            headers = {
                "X-Repo-Commit": commit,
                "X-Linked-Etag": f'"{_etag(path, files[path])}"',
                "X-Linked-Size": str(len(files[path])),
                "Accept-Ranges": "bytes",
                "Location": f"{self.hub.cdn_url}/cdn/{model}/{commit}/{path}",
            }
            self._send(HTTPStatus.FOUND, b"Found. Redirecting", headers)
        else:
            etag = f'"{_etag(path, files[path])}"'
            self._send_file(path, files[path], {"X-Repo-Commit": commit, "ETag": etag})

    def _cdn(self, model: str, commit: str, path: str) -> None:
        self.hub.cdn_saw_token |= "Authorization" in self.headers
        data = self.hub.repos[model].commits[commit][path]
        self._send_file(path, data, {"ETag": f'"{_etag(path, data)}"'})

    def _find(self, model: str, revision: str) -> tuple[Repo, str, dict[str, bytes]] | None:
        """Look a revision up, or answer as the Hub does when it is not for this caller."""
        authorization = self.headers.get("Authorization", "")
        repo = self.hub.repos.get(model)
        if authorization and not self._is_logged_in():
            message = "Invalid credentials in Authorization header"
            self._refuse(HTTPStatus.UNAUTHORIZED, "", message)
        elif repo is None or (repo.private and not self._may_read(repo)):
            status = HTTPStatus.NOT_FOUND if authorization else HTTPStatus.UNAUTHORIZED
            self._refuse(status, "RepoNotFound", "Repository not found")
        elif files := repo.files(revision or "main"):
            return repo, *files
        else:
            self._refuse(HTTPStatus.NOT_FOUND, "RevisionNotFound", f"Invalid rev id: {revision}")
        return None

    def _is_logged_in(self) -> bool:
        return self._token() in {self.hub.token, *self.hub.tokens} - {""}

    def _may_read(self, repo: Repo) -> bool:
        return self._is_logged_in() and (not repo.readers or self._token() in repo.readers)

    def _token(self) -> str:
        return self.headers.get("Authorization", "").removeprefix("Bearer ")

    def _refuse(self, status: int, code: str, message: str, headers: dict[str, str] | None = None) -> None:
        headers = {**(headers or {}), "X-Error-Message": message}
        if code:
            headers["X-Error-Code"] = code
        self._send(status, json.dumps({"error": message}).encode(), headers)

    def _send_json(self, answer: object, headers: dict[str, str] | None = None) -> None:
        self._send(HTTPStatus.OK, json.dumps(answer).encode(), {"Content-Type": "application/json", **(headers or {})})

    def _send_file(self, path: str, data: bytes, headers: dict[str, str]) -> None:
        fault = self.hub.next_fault(path) if self.command == "GET" else None
        if fault and fault.status:
            self._send(fault.status, b"")
            return
        start, status = 0, HTTPStatus.OK
        headers = {**headers, "Accept-Ranges": "bytes"}
        wanted = re.fullmatch(r"bytes=(\d+)-", self.headers.get("Range", ""))
        if wanted:
            start, status = int(wanted[1]), HTTPStatus.PARTIAL_CONTENT
            headers["Content-Range"] = f"bytes {start}-{len(data) - 1}/{len(data)}"
        if start and start >= len(data):
            headers["Content-Range"] = f"bytes */{len(data)}"
            self._send(HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE, b"", headers)
            return
        body = data[start:]
        self._send(status, body, headers, send_bytes=fault.after_bytes if fault else len(body))

    def _send(
        self, status: int, body: bytes, headers: dict[str, str] | None = None, send_bytes: int | None = None
    ) -> None:
        self.close_connection = True
        self.send_response(status)
        # One connection per request: closing the server then never waits for an idle client.
        for name, value in {**(headers or {}), "Connection": "close"}.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self._write(body[:send_bytes])

    def _write(self, body: bytes) -> None:
        rate = self.hub.bytes_per_s
        if not rate:
            self.wfile.write(body)
            return
        step = max(1, int(rate * POLL_S))
        started_s = time.monotonic()
        for start in range(0, len(body), step):
            self.wfile.write(body[start : start + step])
            due_s = (start + step) / rate - (time.monotonic() - started_s)
            if due_s > 0 and self.hub.closing.wait(due_s):
                return


def _is_large(path: str, data: bytes) -> bool:
    return path.endswith(LARGE_SUFFIXES) or len(data) > LARGE_BYTES


def _git_oid(data: bytes) -> str:
    return hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()


def _etag(path: str, data: bytes) -> str:
    return hashlib.sha256(data).hexdigest() if _is_large(path, data) else _git_oid(data)


def _sibling(path: str, data: bytes, with_blobs: bool) -> dict[str, object]:
    entry: dict[str, object] = {"rfilename": path}
    if with_blobs:
        entry |= {"size": len(data), "blobId": _git_oid(data)}
        if _is_large(path, data):
            entry["lfs"] = {"sha256": _etag(path, data), "size": len(data), "pointerSize": 134}
    return entry


def _tree_entry(path: str, data: bytes) -> dict[str, object]:
    entry: dict[str, object] = {"type": "file", "oid": _git_oid(data), "size": len(data), "path": path}
    if _is_large(path, data):
        entry["lfs"] = {"oid": _etag(path, data), "size": len(data), "pointerSize": 134}
    return entry
