"""What a hostile visitor sends that is no file: each a function of the server's address, a few seconds long."""

import json
import secrets
import socket
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from urllib.parse import urlsplit

import httpx

from tests.attacks.target import LONG

JOIN, UPLOAD = "gradio_api/call/sentence_similarity", "gradio_api/upload"
Statuses = set[int]


def new_address() -> str:
    """Return an address that nobody has used."""
    return f"192.0.2.{secrets.randbelow(250)}.{secrets.token_hex(3)}"


class Attacker:
    """Who attacks: the same visitor until the next attack begins, however often it is repeated."""

    address = new_address()


@contextmanager
def attacker(url: str) -> Iterator[httpx.Client]:
    """Open a client with the attacker's address."""
    address = {"X-Forwarded-For": Attacker.address}
    with httpx.Client(base_url=url, headers=address, timeout=30) as client:
        yield client


def in_parallel(count: int, send: Callable[[int], int], at_once: int = 8) -> Statuses:
    """Send so many requests, some at once; return the statuses that came."""
    with ThreadPoolExecutor(at_once) as pool:
        return set(pool.map(send, range(count)))


def fill_the_queue(url: str) -> Statuses:
    """Send calls that nobody will fetch the answers of."""
    with attacker(url) as client:
        return in_parallel(150, lambda _: client.post(JOIN, json={"data": [LONG]}).status_code)


def never_fetch(url: str) -> Statuses:
    """Send calls under one session, and fetch no answer."""
    body = {"data": ["a\nb"], "session_hash": secrets.token_hex(5)}
    with attacker(url) as client:
        return {client.post("gradio_api/call/status", json={**body, "data": []}).status_code for _ in range(60)}


def upload_without_end(url: str) -> Statuses:
    """Send file after file."""
    with attacker(url) as client:
        return in_parallel(
            60,
            lambda _: client.post(UPLOAD, files=[("files", ("x.bin", secrets.token_bytes(2_000_000)))]).status_code,
            4,
        )


def upload_many_at_once(url: str) -> Statuses:
    """Send more files in one request than anybody needs."""
    with attacker(url) as client:
        return {client.post(UPLOAD, files=[("files", (f"{n}.txt", b"x")) for n in range(900)]).status_code}


def send_too_much(url: str) -> Statuses:
    """Send bodies that are too large, or say that they will be."""
    with attacker(url) as client:
        large = client.post(JOIN, content=b"[" * 9_000_000, headers={"content-type": "application/json"}).status_code
        chunked = client.post(JOIN, content=(b"[" * 100_000 for _ in range(100))).status_code
    return {large, chunked, claim(url, 10**12)}


def claim(url: str, length: int) -> int:
    """Say that a large upload follows, and send nothing; return the status."""
    place = urlsplit(url)
    with socket.create_connection((place.hostname, place.port), timeout=10) as line:
        head = f"POST /{UPLOAD} HTTP/1.1\r\nHost: {place.netloc}\r\nContent-Type: multipart/form-data; boundary=x\r\n"
        line.sendall(f"{head}X-Forwarded-For: 198.51.100.66\r\nContent-Length: {length}\r\n\r\n".encode())
        return int(line.recv(100).split()[1])


def nest_deeply(url: str) -> Statuses:
    """Send JSON that is nested deeper than any parser likes."""
    deep = b'{"data":[' + b"[" * 200_000 + b"]" * 200_000 + b"]}"
    wide = json.dumps({"data": [{str(n): [n] * 20 for n in range(6000)}]}).encode()
    with attacker(url) as client:
        headers = {"content-type": "application/json"}
        statuses = set()
        for body in (deep, wide) * 5:
            statuses.add(client.post(JOIN, content=body, headers=headers).status_code)
            time.sleep(0.3)
        return statuses


def hold_open(url: str) -> Statuses:
    """Open connections that never end, more than one visitor may."""
    statuses = set()
    with attacker(url) as client, ExitStack() as open_ones:
        for number in range(60):
            beat = open_ones.enter_context(client.stream("GET", f"gradio_api/heartbeat/{number}"))
            statuses.add(beat.status_code)
        time.sleep(1)
    return statuses


def send_slowly(url: str) -> Statuses:
    """Open many connections and send a byte now and then."""
    place = urlsplit(url)
    with ExitStack() as lines:
        opened = [lines.enter_context(socket.create_connection((place.hostname, place.port))) for _ in range(150)]
        for _ in range(8):
            for line in opened:
                line.sendall(b"G")
            time.sleep(0.25)
    return set()


def be_many_visitors(url: str) -> Statuses:
    """Be somebody new with each call: each session costs the server memory."""
    with httpx.Client(base_url=url, timeout=30) as client:
        return in_parallel(
            120,
            lambda n: (
                client.post(
                    "gradio_api/run/status",
                    json={"data": [], "session_hash": secrets.token_hex(5)},
                    headers={"X-Forwarded-For": f"198.51.100.{n}"},
                ).status_code
            ),
            at_once=2,
        )


def ask_for_what_is_not_served(url: str) -> Statuses:
    """Ask for Gradio's other routes."""
    clip = [("data", (None, json.dumps([]))), ("file", ("a.webm", b"\x1a\x45\xdf\xa3" * 1000))]
    with attacker(url) as client:
        return {
            *(client.post("gradio_api/process_recording", files=clip).status_code for _ in range(20)),
            *(client.post("gradio_api/component_server", json={}).status_code for _ in range(20)),
            client.get("gradio_api/deep_link", params={"session_hash": "x"}).status_code,
            client.get("gradio_api/file=http://127.0.0.1:1/").status_code,
            client.get("gradio_api/proxy=http://127.0.0.1:1/").status_code,
        }


ATTACKS: dict[Callable[[str], Statuses], Statuses] = {
    fill_the_queue: {200, 429},
    never_fetch: {200, 429},
    upload_without_end: {200, 429},
    upload_many_at_once: {400},
    send_too_much: {411, 413},
    nest_deeply: {200, 400, 422, 429},
    hold_open: {200, 429},
    send_slowly: set(),
    be_many_visitors: {200},
    ask_for_what_is_not_served: {404},
}
"""Each attack, and the HTTP statuses that may come."""
