"""Brings files into the Hub's cache, and goes on where an interrupted transfer stopped.

huggingface_hub 2.4 resumes within one call only: each call writes a file of its own and deletes it on
failure (`file_download._download_to_tmp_and_move`). On a weak line a large model would never arrive, so the
bytes come through here, over the library's HTTP session; the library then does the book-keeping.
"""

import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_EXCEPTION, Future, ThreadPoolExecutor, wait
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from http import HTTPStatus
from pathlib import Path

from models.hub.digest import begin_digest
from models.progress import Progress, Report

PARALLEL_TRANSFERS = 4
REPORT_EVERY_S = 0.25
SILENCE_S = 10.0
TRIES = 5
RETRY_WAIT_S = 0.5
# A try that brought this much is a success on a weak line: the count of tries starts again.
GAIN_BYTES = 1 << 20
TRANSIENT_ANSWERS = (HTTPStatus.REQUEST_TIMEOUT, HTTPStatus.TOO_MANY_REQUESTS)


class TransferError(Exception):
    """What arrived is not the file that was announced."""


@dataclass(frozen=True, slots=True)
class Transfer:
    """One file on its way from the Hub into the cache.

    Attributes:
        url: where it is.
        blob: where it goes.
        link: its place in the snapshot, where it may already be.
        lock: taken while writing, by other processes too.
        etag: SHA-256 or git object id.
        size_bytes: its announced length.
        token: of the login to ask with; None for the server's own.
    """

    url: str
    blob: Path
    link: Path
    lock: Path
    etag: str
    size_bytes: int
    token: str | None = field(default=None, repr=False)

    @property
    def part(self) -> Path:
        """What has arrived so far."""
        return self.blob.with_name(f"{self.blob.name}.incomplete")

    @property
    def is_done(self) -> bool:
        """Whether the whole file is in the cache; one of another length was damaged there."""
        return any(path.exists() and _length_bytes(path) == self.size_bytes for path in (self.blob, self.link))

    def discard_damaged(self) -> None:
        """Remove what lies in the file's place and is not as long as it."""
        for path in (self.link, self.blob):
            if path.exists() and _length_bytes(path) != self.size_bytes:
                path.unlink(missing_ok=True)

    @property
    def done_bytes(self) -> int:
        """How much of it is in the cache, from earlier tries too."""
        return self.size_bytes if self.is_done else min(_length_bytes(self.part), self.size_bytes)


def run_transfers(transfers: Sequence[Transfer], report: Report) -> None:
    """Fetch what is missing, reporting from this thread about four times a second.

    An exception raised by `report` stops the transfers; what has arrived is kept.

    Raises:
        httpx2.HTTPError, OSError, TransferError: a transfer failed for good.
    """
    stop = threading.Event()
    biggest_first = sorted(transfers, key=lambda transfer: -transfer.size_bytes)
    with ThreadPoolExecutor(PARALLEL_TRANSFERS, thread_name_prefix="download") as pool:
        pending: set[Future[None]] = set()
        try:
            _report(transfers, report)
            pending = {pool.submit(_fetch, item, stop) for item in biggest_first if not item.is_done}
            while pending:
                done, pending = wait(pending, REPORT_EVERY_S, FIRST_EXCEPTION)
                for future in done:
                    future.result()
                _report(transfers, report)
        except BaseException:
            stop.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _report(transfers: Sequence[Transfer], report: Report) -> None:
    done = sum(transfer.done_bytes for transfer in transfers)
    report(Progress("downloading", done, sum(transfer.size_bytes for transfer in transfers)))


def _fetch(transfer: Transfer, stop: threading.Event) -> None:
    with _held(transfer.lock, stop):
        tries = 0
        while not (stop.is_set() or transfer.is_done):
            transfer.discard_damaged()
            before_bytes = _length_bytes(transfer.part)
            try:
                _receive(transfer, stop)
                if not stop.is_set():
                    _accept(transfer)
            except Exception as error:
                gained = _length_bytes(transfer.part) - before_bytes >= GAIN_BYTES
                tries = 1 if gained else tries + 1
                if tries == TRIES or not _is_worth_another_try(error):
                    raise
                stop.wait(RETRY_WAIT_S * 2 ** (tries - 1))


@contextmanager
def _held(lock: Path, stop: threading.Event) -> Iterator[None]:
    """Hold the lock, or go on without it once stopped: the body then does nothing."""
    from filelock import Timeout
    from huggingface_hub.utils import WeakFileLock

    lock.parent.mkdir(parents=True, exist_ok=True)
    with ExitStack() as stack:
        while not stop.is_set():
            try:
                stack.enter_context(WeakFileLock(lock, timeout=REPORT_EVERY_S))
            except Timeout:
                continue
            break
        yield


def _receive(transfer: Transfer, stop: threading.Event) -> None:
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    transfer.part.parent.mkdir(parents=True, exist_ok=True)
    have_bytes = _length_bytes(transfer.part)
    if have_bytes == transfer.size_bytes and transfer.part.exists():
        return
    # Compressed answers have no ranges.
    headers = {**build_hf_headers(token=transfer.token), "Accept-Encoding": "identity"}
    if 0 < have_bytes < transfer.size_bytes:
        headers["Range"] = f"bytes={have_bytes}-"
    with get_session().stream("GET", transfer.url, headers=headers, timeout=SILENCE_S) as response:
        hf_raise_for_status(response)
        mode = "ab" if response.status_code == HTTPStatus.PARTIAL_CONTENT else "wb"
        with transfer.part.open(mode) as file:
            for chunk in response.iter_bytes():
                file.write(chunk)
                if stop.is_set():
                    return


def _accept(transfer: Transfer) -> None:
    """Move a finished file to its place; a damaged one is dropped, a short one kept."""
    length_bytes = _length_bytes(transfer.part)
    if length_bytes < transfer.size_bytes:
        raise TransferError(f"{length_bytes} of {transfer.size_bytes} bytes arrived")
    if length_bytes > transfer.size_bytes or not _is_intact(transfer.part, transfer.etag):
        transfer.part.unlink()
        raise TransferError("the checksum does not match")
    transfer.part.replace(transfer.blob)


def _is_intact(path: Path, etag: str) -> bool:
    digest = begin_digest(etag, path.stat().st_size)
    if digest is None:
        return True
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return bool(digest.hexdigest() == etag)


def _is_worth_another_try(error: Exception) -> bool:
    import httpx2
    from huggingface_hub.errors import HfHubHTTPError

    if isinstance(error, HfHubHTTPError):
        status = error.response.status_code
        return status in TRANSIENT_ANSWERS or status >= HTTPStatus.INTERNAL_SERVER_ERROR
    # RuntimeError: another thread of huggingface_hub closed the shared session (`_http.close_session`).
    return isinstance(error, httpx2.TransportError | TransferError | RuntimeError)


def _length_bytes(path: Path) -> int:
    try:
        return path.stat().st_size
    except FileNotFoundError:
        return 0
