"""A model's card in short: what the Hub tells of it, and the first paragraph that its author wrote."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from models.hub.explain import plain_errors
from models.hub.listing import licence
from models.hub.search import find_languages, read_numbers

CARD_TIMEOUT_S = 8.0
README_LIMIT_BYTES = 200_000
PARAGRAPH_LETTERS = 40
"""Shorter ones are captions, links or badges."""

ABOUT_LETTERS = 600
FRONT_MATTER = re.compile(r"\A\s*---\n.*?\n---\s*(\n|\Z)", re.DOTALL)
UNSEEN = (("<!--", "-->"), ("```", "```"), ("~~~", "~~~"), ("<table", "</table>"), ("<details", "</details>"))
"""What begins and ends that which is no text."""

LOOKED_AT_LETTERS = 20_000
"""After the front matter, which holds every measured number and can be long."""

ADDRESS = r"\((?:[^()]|\([^()]{0,100}\)){0,500}\)"
PICTURE = re.compile(rf"\[?!\[[^\]]{{0,300}}\]{ADDRESS}(?:\]{ADDRESS})?")
LINK = re.compile(rf"\[([^\]]{{0,300}})\]{ADDRESS}")
ELEMENT = re.compile(r"</?[a-zA-Z][^>]{0,500}>")
SIGNS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)|`")
NO_TEXT = re.compile(r"\s*(#|\||>|[-*+]\s|\d+[.)]\s|={3,}|-{3,}|\$\$)")

EXPANDED: Any = [
    *("cardData", "downloads", "likes", "lastModified", "tags", "safetensors"),
    *("gated", "private", "pipeline_tag", "library_name", "sha"),
]


@dataclass(frozen=True, slots=True)
class Card:
    """What is told of a model.

    Attributes:
        about: the first paragraph of its README, "" where it has none or it is not given to whoever asks.
        licence, task, library: "" where untold.
        updated: "2026-11-29", "" where untold.
        numbers: how many numbers its weights hold, by safetensors' name of their format; empty where untold.
        gated: whether its files are for those alone who asked its author.
    """

    model: str
    about: str
    licence: str
    languages: tuple[str, ...]
    downloads: int
    likes: int
    updated: str
    task: str
    library: str
    numbers: Mapping[str, int]
    gated: bool
    private: bool


def read_card(model: str, revision: str, token: str | bool | None = None) -> Card:
    """Ask the Hub for a model's card.

    Args:
        model: Hub id.
        revision: branch, tag or commit; "" for the default branch.
        token: of whoever asks; None for the server's own, False for none.

    Raises:
        ModelNotFound, ModelGated, HubUnreachable, DownloadFailed
    """
    from huggingface_hub import HfApi

    with plain_errors(model, revision, "asking"):
        info = HfApi().model_info(
            model, revision=revision or None, timeout=CARD_TIMEOUT_S, expand=EXPANDED, token=token
        )
    tags = [str(tag) for tag in info.tags or ()]
    by_tag = next((tag.removeprefix("license:") for tag in tags if tag.startswith("license:")), "")
    return Card(
        model=info.id,
        about=find_first_paragraph(read_readme(model, info.sha or revision, token)),
        licence=licence(info) or by_tag,
        languages=find_languages(tags),
        downloads=info.downloads or 0,
        likes=info.likes or 0,
        updated=info.last_modified.date().isoformat() if info.last_modified else "",
        task=info.pipeline_tag or "",
        library=info.library_name or "",
        numbers=read_numbers(info.safetensors.parameters if info.safetensors else None),
        gated=bool(info.gated),
        private=bool(info.private),
    )


def read_readme(model: str, revision: str, token: str | bool | None) -> str:
    """Return the beginning of a model's README; "" where there is none or it cannot be had."""
    import httpx2
    from huggingface_hub import errors, hf_hub_url
    from huggingface_hub.utils import build_hf_headers, get_session, hf_raise_for_status

    headers = {**build_hf_headers(token=token), "Range": f"bytes=0-{README_LIMIT_BYTES - 1}"}
    url = hf_hub_url(model, "README.md", revision=revision or None)
    try:
        with get_session().stream("GET", url, headers=headers, timeout=CARD_TIMEOUT_S, follow_redirects=True) as answer:
            hf_raise_for_status(answer)
            read = b""
            for part in answer.iter_bytes():
                read += part
                if len(read) >= README_LIMIT_BYTES:
                    break
    except (errors.HfHubHTTPError, httpx2.HTTPError, OSError):
        return ""
    return read[:README_LIMIT_BYTES].decode("utf-8", "replace")


def find_first_paragraph(readme: str) -> str:
    """Return the first paragraph of sentences in a README, as plain text, ABOUT_LETTERS at most; "" for none."""
    text = FRONT_MATTER.sub("", readme.replace("\r\n", "\n"), count=1)[:LOOKED_AT_LETTERS]
    for start, end in UNSEEN:
        text = cut_out(text, start, end)
    for part in re.split(r"\n\s*\n", PICTURE.sub("", text)):
        lines = [line for line in part.splitlines() if not NO_TEXT.match(line)]
        plain = SIGNS.sub("", ELEMENT.sub("", LINK.sub(r"\1", " ".join(lines))))
        plain = " ".join(plain.split())
        if sum(letter.isalpha() for letter in plain) >= PARAGRAPH_LETTERS:
            return shorten(plain)
    return ""


def cut_out(text: str, start: str, end: str) -> str:
    """Return a text without what stands between two marks, and without all that follows a mark that has no end."""
    kept, rest = [], text
    while start in rest:
        before, _, rest = rest.partition(start)
        kept.append(before)
        rest = rest.partition(end)[2]
    return "".join([*kept, rest])


def shorten(text: str) -> str:
    """Return a text cut after its last whole sentence within ABOUT_LETTERS, or after its last word there."""
    if len(text) <= ABOUT_LETTERS:
        return text
    cut = text[:ABOUT_LETTERS]
    ends = [found.end() for found in re.finditer(r"[.!?。！？](?=\s|$)", cut)]
    return cut[: ends[-1]] if ends else f"{cut.rpartition(' ')[0] or cut} …"
