"""The page is sent compressed. It is over a megabyte, and the same for everybody but for the nonce of its scripts.

Gradio 6.31 compresses only paths that end like files. What does not differ is compressed once and kept; the nonces
stand between, as they are, so what is compressed holds no secret (RFC 1951, 3.2.4: stored blocks; RFC 1952).
"""

import struct
import zlib
from collections import OrderedDict
from typing import Any

import anyio.to_thread

LEAST_BYTES = 1000
"""Of less than that nothing is won."""

KEPT = 8
"""Pages that are kept compressed: one a language and address."""

HEAD = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
LEVEL = 9


class Packer:
    """Compresses pages, each once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[bytes, ...], list[bytes]] = OrderedDict()

    async def pack(self, parts: tuple[bytes, ...], between: bytes) -> bytes:
        """Return the gzip of parts that are joined by `between`, shorter than 64 KiB."""
        packed = self._kept.get(parts)
        if packed is None:
            packed = self._kept[parts] = await anyio.to_thread.run_sync(deflate, parts)
        self._kept.move_to_end(parts)
        while len(self._kept) > KEPT:
            self._kept.popitem(last=False)
        size = len(between)
        stored = struct.pack("<BHH", 0, size, size ^ 0xFFFF) + between
        whole = between.join(parts)
        end = struct.pack("<II", zlib.crc32(whole), len(whole) & 0xFFFFFFFF)
        return HEAD + stored.join(packed) + end


def deflate(parts: tuple[bytes, ...]) -> list[bytes]:
    """Return the parts of one deflate stream; each begins at a byte and looks back at none before it."""
    packer = zlib.compressobj(LEVEL, zlib.DEFLATED, -zlib.MAX_WBITS)
    packed = [packer.compress(part) + packer.flush(zlib.Z_FULL_FLUSH) for part in parts[:-1]]
    return [*packed, packer.compress(parts[-1]) + packer.flush(zlib.Z_FINISH)]


def takes_gzip(scope: Any) -> bool:
    """Tell whether who asks takes gzip."""
    accepted = b",".join(value for name, value in scope["headers"] if name == b"accept-encoding").lower()
    offers = [one.replace(b" ", b"").partition(b";q=") for one in accepted.split(b",")]
    return any(name == b"gzip" and weight not in (b"0", b"0.0", b"0.00", b"0.000") for name, _, weight in offers)
