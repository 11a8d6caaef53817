"""How the Hub for tests takes files: new repositories, and one commit of regular and large files."""

import base64
import hashlib
import json
import re
import socket
from http import HTTPStatus
from typing import Any
from urllib.parse import unquote, urlsplit

NEW = re.compile(r"/api/repos/create")
YAML = re.compile(r"/api/validate-yaml")
PREUPLOAD = re.compile(r"/api/(?:models|spaces)/(?P<repo>[^/]+/[^/]+)/preupload/(?P<revision>[^/]+)")
BATCH = re.compile(r"/(?:spaces/)?(?P<repo>[^/]+/[^/]+)\.git/info/lfs/objects/batch")
COMMIT = re.compile(r"/api/(?:models|spaces)/(?P<repo>[^/]+/[^/]+)/commit/(?P<revision>[^/]+)")
UPLOAD = re.compile(r"/lfs/(?P<oid>[0-9a-f]{64})")
TEXT_SAMPLE = re.compile(rb"[^\0]*")


class Commits:
    """The handler's part for writing; whoever writes must be logged in.

    `hub.kinds` maps a repository to what it is, `hub.large` a hash to what was uploaded, `hub.summaries` lists the
    messages of the commits.
    """

    hub: Any
    headers: Any
    path: str
    rfile: Any
    _send_json: Any
    _refuse: Any
    _send: Any
    _is_logged_in: Any
    close_connection: bool
    connection: Any

    def do_POST(self) -> None:  # noqa: N802
        body = self._body()
        path = urlsplit(self.path).path
        self._note(path)
        if not self._is_logged_in():
            self._refuse(HTTPStatus.UNAUTHORIZED, "", "Invalid username or password.")
            return
        if self.hub.next_fault(path):
            self._hang_up()
            return
        answers = ((NEW, self._new), (YAML, self._yaml), (PREUPLOAD, self._modes), (BATCH, self._batch))
        for pattern, answer in (*answers, (COMMIT, self._commit)):
            found = pattern.fullmatch(path)
            if found:
                answer(body, *(unquote(part) for part in found.groups()))
                return
        self._send(HTTPStatus.NOT_FOUND, b"Hub for tests")

    def do_PUT(self) -> None:  # noqa: N802
        body = self._body()
        self._note(urlsplit(self.path).path)
        found = UPLOAD.fullmatch(urlsplit(self.path).path)
        if self.hub.next_fault(self.path):
            self._send(HTTPStatus.FORBIDDEN, b"the storage refuses")
        elif found and hashlib.sha256(body).hexdigest() == found["oid"]:
            self.hub.large[found["oid"]] = body
            self._send(HTTPStatus.OK, b"")
        else:
            self._send(HTTPStatus.BAD_REQUEST, b"the content is not what its hash says")

    def _hang_up(self) -> None:
        """End the connection without an answer."""
        self.close_connection = True
        self.connection.shutdown(socket.SHUT_RDWR)

    def _body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "") == "chunked":
            parts = []
            while size := int(self.rfile.readline(), 16):
                parts.append(self.rfile.read(size))
                self.rfile.readline()
            self.rfile.readline()
            return b"".join(parts)
        return bytes(self.rfile.read(int(self.headers.get("Content-Length", "0"))))

    def _note(self, path: str) -> None:
        from tests.hub_http import Request

        if path != "/api/agent-harnesses":
            self.hub.requests.append(Request(self.command, self.path, ""))  # type: ignore[attr-defined]

    def _new(self, body: bytes) -> None:
        asked = json.loads(body)
        name = f"{asked['organization']}/{asked['name']}"
        if name in self.hub.repos:
            told = {"error": "You already created this repo", "url": f"{self.hub.url}/spaces/{name}"}
            self._send(HTTPStatus.CONFLICT, json.dumps(told).encode())
            return
        self.hub.add(
            name, {".gitattributes": "*.safetensors filter=lfs\n"}, private=asked.get("visibility") == "private"
        )
        self.hub.kinds[name] = asked.get("type", "model"), asked.get("sdk")
        self._send_json({"url": f"{self.hub.url}/{asked.get('type', 'model')}s/{name}"})

    def _yaml(self, body: bytes) -> None:
        front = json.loads(body)["content"].startswith("---\n")
        self._send_json({"errors": [], "warnings": [] if front else [{"message": "empty metadata"}]})

    def _modes(self, body: bytes, repo: str, revision: str) -> None:
        """Large is what is not text, as on the Hub."""
        files = self.hub.repos[repo].files(revision)[1]
        told = []
        for one in json.loads(body)["files"]:
            is_text = TEXT_SAMPLE.fullmatch(base64.b64decode(one["sample"])) and one["size"] < 10_000_000
            told.append({"path": one["path"], "uploadMode": "regular" if is_text else "lfs", "shouldIgnore": False})
            if is_text and one["path"] in files:
                data = files[one["path"]]
                told[-1]["oid"] = hashlib.sha1(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest()
        self._send_json({"files": told})

    def _batch(self, body: bytes, _: str) -> None:
        objects = [one if one["oid"] in self.hub.large else self._action(one) for one in json.loads(body)["objects"]]
        self._send_json({"transfer": "basic", "objects": objects})

    def _action(self, one: dict[str, Any]) -> dict[str, Any]:
        return {**one, "actions": {"upload": {"href": f"{self.hub.url}/lfs/{one['oid']}?upload"}}}

    def _commit(self, body: bytes, repo: str, revision: str) -> None:
        files = dict(self.hub.repos[repo].files(revision)[1])
        for line in body.splitlines():
            item = json.loads(line)
            value = item["value"]
            if item["key"] == "header":
                self.hub.summaries.append(value["summary"])
            elif item["key"] == "file":
                files[value["path"]] = base64.b64decode(value["content"])
            elif item["key"] == "lfsFile":
                files[value["path"]] = self.hub.large[value["oid"]]
            elif item["key"] == "deletedFile":
                del files[value["path"]]
        commit = self.hub.add(repo, files, revision, private=self.hub.repos[repo].private)
        url = f"{self.hub.url}/{repo}/commit/{commit}"
        self._send_json({"success": True, "commitOid": commit, "commitUrl": url, "hookOutput": ""})
