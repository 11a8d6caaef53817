"""The page comes compressed, with a nonce of its own each time, and is the page that others get as it is."""

import asyncio
import gzip
import re
import zlib

import httpx
import pytest

from tabs.doors.gate.limits import read_limits
from tabs.doors.gate.packed import KEPT, Packer, takes_gzip
from tabs.doors.gate.policy import Policy

PAGE = b'<!doctype html><html lang="en"><head><script>a = 1</script><script type="module" src="b.js"></script>'
PAGE += b"<p>" + b"words " * 5000
NONCE = re.compile(rb' nonce="([^"]+)"')


async def answer_page(scope, receive, send):
    headers = [(b"content-type", b"text/html; charset=utf-8"), (b"vary", b"Origin")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": PAGE[:100], "more_body": True})
    await send({"type": "http.response.body", "body": PAGE[100:]})


def get(policy, **headers):
    async def ask():
        transport = httpx.ASGITransport(app=policy)
        async with httpx.AsyncClient(transport=transport, base_url="http://127.0.0.1") as client:
            return await client.get("/", headers=headers)

    return asyncio.run(ask())


@pytest.mark.parametrize("between", [b"", b"x", b"<script nonce='1'", bytes(range(256)) * 200])
def test_what_was_packed_once_is_whole_with_anything_between(between):
    packer = Packer()
    parts = (b"abc" * 1000, b"", b"abc" * 9 + bytes(range(256)), b"end")
    for _ in range(2):
        packed = asyncio.run(packer.pack(parts, between))
        assert gzip.decompress(packed) == between.join(parts)
        assert zlib.decompress(packed, wbits=31) == between.join(parts)
    assert len(packer._kept) == 1


def test_few_pages_are_kept():
    packer = Packer()
    for number in range(3 * KEPT):
        asyncio.run(packer.pack((b"%d" % number,), b""))
    assert len(packer._kept) == KEPT


@pytest.mark.parametrize(
    ("accepted", "takes"),
    [(b"gzip, deflate, br", True), (b"br;q=1.0, GZIP;q=0.5", True), (b"br", False), (b"gzip;q=0", False), (b"", False)],
)
def test_who_takes_it(accepted, takes):
    assert takes_gzip({"headers": [(b"accept-encoding", accepted)]}) is takes


def test_each_visit_has_its_own_nonce_in_the_same_page():
    policy = Policy(answer_page, read_limits())
    packed, again = (get(policy, **{"accept-encoding": "gzip"}) for _ in range(2))
    plain = get(policy, **{"accept-encoding": "identity"})
    assert packed.headers["content-encoding"] == "gzip" and "content-encoding" not in plain.headers
    assert packed.headers["vary"] == "Origin, Accept-Encoding"
    assert int(packed.headers["content-length"]) < len(PAGE) / 10
    nonces = [set(NONCE.findall(answer.content)) for answer in (packed, again, plain)]
    assert [len(one) for one in nonces] == [1, 1, 1] and len(set.union(*nonces)) == 3
    assert nonces[0].pop().decode() in packed.headers["content-security-policy"]
    bare = {NONCE.sub(b"", answer.content) for answer in (packed, again, plain)}
    assert len(bare) == 1 and b"words" in bare.pop()


@pytest.mark.parametrize("path", ["/", "/config", "/gradio_api/info"])
def test_what_is_long_comes_packed(server, path):
    packed, plain = (httpx.get(server + path[1:], headers={"accept-encoding": one}) for one in ("gzip", "identity"))
    assert packed.headers["content-encoding"] == "gzip"
    assert int(packed.headers["content-length"]) < len(plain.content) / 5
    assert NONCE.sub(b"", packed.content) == NONCE.sub(b"", plain.content)
