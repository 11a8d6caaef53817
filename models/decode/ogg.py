"""Ogg files that are several recordings one after another, as the format allows (RFC 3533, section 4, chaining)."""

import re
from itertools import pairwise
from mmap import mmap

Bytes = bytes | mmap

BEGINNING = re.compile(rb"OggS\x00[\x02\x03\x06\x07]")
"""A page that begins a logical stream."""

MOST_LINKS = 1_000
HEADER_BYTES = 27


def find_links(content: Bytes) -> list[tuple[int, int]]:
    """Return from where until where the links of a chain go, each a file of its own; one where it is no chain.

    A link begins where a stream begins that does not follow at once on the beginning of another: those run side by
    side.
    """
    starts: list[int] = []
    follows = -1
    for page in BEGINNING.finditer(content):
        if page.start() != follows:
            starts.append(page.start())
        if len(starts) > MOST_LINKS:
            return [(0, len(content))]
        follows = find_end(content, page.start())
    return list(pairwise([*starts, len(content)])) or [(0, len(content))]


def find_end(content: Bytes, page: int) -> int:
    """Return where a page ends."""
    pieces = content[page + HEADER_BYTES - 1] if page + HEADER_BYTES <= len(content) else 0
    sizes = content[page + HEADER_BYTES : page + HEADER_BYTES + pieces]
    return page + HEADER_BYTES + pieces + sum(sizes)
