"""A small Hugging Face Hub on 127.0.0.1, for tests and for work without a network.

    with HubServer() as hub, use_hub(hub, tmp_path):
        hub.add("org/name", {"config.json": "{}", "model.safetensors": b"..."})
        ...

It speaks what huggingface_hub 2.4 asks a Hub for: model info, file tree, and files with HEAD, GET and Range.
Large files are redirected to a second server, as the Hub redirects to its CDN. With a token it takes new
repositories and commits, see tests.hub_commits. It can be slow, break off,
answer with errors, and go away.
"""

import hashlib
import os
import sys
import threading
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Self
from unittest.mock import patch
from urllib.parse import urlsplit

from tests.hub_http import POLL_S, Fault, Handler, Repo, Request, Server

FOREVER = 1_000_000


class HubServer:
    """The Hub; a context manager. `url` is its address and `requests` what it was asked."""

    def __init__(self, token: str = "") -> None:
        self.token = token
        self.tokens: set[str] = set()
        self.repos: dict[str, Repo] = {}
        self.requests: list[Request] = []
        self.cdn_saw_token = False
        self.bytes_per_s = 0.0
        self.faults: list[Fault] = []
        self.kinds: dict[str, tuple[str, str | None]] = {}
        self.large: dict[str, bytes] = {}
        self.summaries: list[str] = []
        self.closing = threading.Event()
        self._servers: list[tuple[Server, threading.Thread]] = []
        self._ports = [0, 0]
        self.up()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.down()

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._ports[0]}"

    @property
    def cdn_url(self) -> str:
        return f"http://127.0.0.1:{self._ports[1]}"

    def add(
        self,
        model: str,
        files: Path | Mapping[str, bytes | str],
        revision: str = "main",
        *,
        gated: bool = False,
        private: bool = False,
        readers: Iterable[str] = (),
    ) -> str:
        """Commit files to a branch, tag or pull request of a model, new or not, and return the commit.

        What is private or gated is given to whoever is logged in; where `readers` are named, to those tokens alone.
        """
        content = _content(files)
        commit = hashlib.sha1(repr((model, sorted(content.items()))).encode(), usedforsecurity=False).hexdigest()
        repo = self.repos.setdefault(model, Repo())
        repo.commits[commit] = content
        repo.refs[revision] = commit
        repo.gated, repo.private, repo.readers = gated, private, frozenset(readers)
        self.tokens |= repo.readers
        return commit

    def slow(self, bytes_per_s: float) -> None:
        """Send file contents at this speed from now on; 0 for at once."""
        self.bytes_per_s = bytes_per_s

    def cut_after(self, path_suffix: str, n_bytes: int, times: int = 1) -> None:
        """Close the connection after so many bytes of the body, in the next `times` answers."""
        self.faults.append(Fault(path_suffix, times, after_bytes=n_bytes))

    def answer_with(self, path_suffix: str, status: int, times: int = 1) -> None:
        """Answer the next `times` requests for files with this status."""
        self.faults.append(Fault(path_suffix, times, status=status))

    def heal(self) -> None:
        """Take back every fault."""
        self.faults.clear()
        self.bytes_per_s = 0.0

    def down(self) -> None:
        """Stop listening: connections are refused from now on."""
        self.closing.set()
        for server, thread in self._servers:
            server.shutdown()
            thread.join()
            server.server_close()
        self._servers.clear()

    def up(self) -> None:
        """Listen, on the same address as before."""
        if self._servers:
            return
        self.closing.clear()
        for place, port in enumerate(self._ports):
            server = Server(("127.0.0.1", port), Handler)
            server.hub = self
            self._ports[place] = server.server_port
            thread = threading.Thread(target=server.serve_forever, args=(POLL_S,), name="hub-server")
            thread.start()
            self._servers.append((server, thread))

    def asked(self, method: str = "", ending: str = "") -> list[Request]:
        """The requests with this method and path ending, in order."""
        return [
            request
            for request in list(self.requests)
            if request.method.startswith(method) and urlsplit(request.path).path.endswith(ending)
        ]

    def next_fault(self, path: str) -> Fault | None:
        for fault in self.faults:
            if fault.times > 0 and path.endswith(fault.suffix):
                fault.times -= 1
                return fault
        return None


@contextmanager
def use_hub(hub: HubServer, cache_dir: Path, token: str = "") -> Iterator[None]:
    """Point huggingface_hub of this process, and of those it starts, at this Hub and an own cache.

    huggingface_hub reads its environment at import; `HfApi()` and the download functions look the constants
    up at call time, the ready-made `hf_api.api` does not.
    """
    from huggingface_hub import constants, hf_api
    from huggingface_hub.utils import close_session

    from models.hub import forget_probe

    environment = {
        "HF_ENDPOINT": hub.url,
        "HF_HUB_CACHE": str(cache_dir),
        "HF_TOKEN": token,
        "HF_TOKEN_PATH": str(cache_dir / "no-token"),
        "HF_HUB_OFFLINE": "",
        "TRANSFORMERS_OFFLINE": "",
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    settings = {
        "ENDPOINT": hub.url,
        "HUGGINGFACE_CO_URL_TEMPLATE": hub.url + "/{repo_id}/resolve/{revision}/{filename}",
        "HF_HUB_CACHE": str(cache_dir),
        "HF_HUB_OFFLINE": False,
        "HF_TOKEN_PATH": str(cache_dir / "no-token"),
    }
    cache_dir.mkdir(parents=True, exist_ok=True)
    forget_probe()
    close_session()
    try:
        with (
            patch.dict(os.environ, environment),
            patch.multiple(constants, **settings),
            patch.object(hf_api.api, "endpoint", hub.url),
            forget_shared_client(),
        ):
            yield
            forget_probe()
    finally:
        close_session()


def forget_shared_client() -> AbstractContextManager[object]:
    """Let Transformers (5.24) make its shared client anew: it keeps the address of the Hub that was there first."""
    module = sys.modules.get("transformers.utils.hub")
    return patch.object(module, "_hf_api", None) if hasattr(module, "_hf_api") else nullcontext()


def _content(files: Path | Mapping[str, bytes | str]) -> dict[str, bytes]:
    if isinstance(files, Path):
        paths = sorted(path for path in files.rglob("*") if path.is_file())
        return {path.relative_to(files).as_posix(): path.read_bytes() for path in paths}
    return {path: data.encode() if isinstance(data, str) else data for path, data in files.items()}


@contextmanager
def hub_with_uploads(folder: Path) -> Iterator[tuple[HubServer, Path]]:
    """Serve a Hub to this process, with a cache and a place for uploads in a folder; yield both."""
    (folder / "uploads").mkdir()
    uploads = patch.dict(os.environ, GRADIO_TEMP_DIR=str(folder / "uploads"))
    with HubServer() as hub, use_hub(hub, folder / "cache"), uploads:
        yield hub, folder
