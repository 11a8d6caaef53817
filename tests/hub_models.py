"""A Hub with models for one task: small, too large, gated, private, of the wrong kind, and full of script."""

from pathlib import Path

from tests.hub_server import HubServer
from tests.tiny.understanding import make_distilbert_sentiment
from tests.tiny.vision import make_resnet

TASK = "text-classification"
SMALL, LARGE, GATED, WRONG = "someone/tone-small", "someone/tone-large", "closed/tone-gated", "someone/tone-of-pictures"
EVIL, PRIVATE = "evil/tone", "me/tone-private"
MINE = "hf_mine"
READY = ("transformers", "safetensors")
ABOUT = "This small model tells whether a sentence sounds glad or sad; it was made for tests and knows nothing else."
SCRIPT = "</p><script>window.ran=1</script><img src=x onerror='window.ran=2'> ${window.ran=3} {{window.ran}}"

TOLD = {
    SMALL: (("license:mit", "en", "fr"), 1_204_511, 321, {"F32": 21_000_000}),
    LARGE: (("license:apache-2.0", "en"), 990_000, 40, {"BF16": 70_000_000_000}),
    GATED: (("license:llama3", "en"), 500_000, 900, {"F32": 40_000_000}),
    WRONG: (("license:mit",), 400, 2, {"F32": 11_000_000}),
    EVIL: (("license:<img src=x onerror=window.ran=4>", "en"), 300, 1, {"F32": 1_000_000}),
    PRIVATE: (("en",), 1, 0, {"F32": 2_000_000}),
}
"""Tags, downloads, likes and the numbers of the weights; the files are tiny all the same."""


def fill_hub(hub: HubServer, folder: Path) -> None:
    """Put the models on the Hub."""
    tone, pictures = folder / "tone", folder / "pictures"
    for place, make in ((tone, make_distilbert_sentiment), (pictures, make_resnet)):
        place.mkdir(parents=True)
        make(place)
    for name, (tags, downloads, likes, numbers) in TOLD.items():
        files = pictures if name == WRONG else tone
        about = f"{SCRIPT} and so on, for a sentence of letters." if name == EVIL else ABOUT
        content = {path.relative_to(files).as_posix(): path.read_bytes() for path in files.rglob("*") if path.is_file()}
        hub.add(
            name,
            {**content, "README.md": f"# Tone\n\n{about}\n"},
            gated=name == GATED,
            private=name == PRIVATE,
            readers=[MINE] if name == PRIVATE else (),
        )
        repo = hub.repos[name]
        repo.task, repo.tags, repo.downloads, repo.likes, repo.numbers = (
            TASK,
            (*READY, *tags),
            downloads,
            likes,
            numbers,
        )
        repo.updated = "2026-03-14T00:00:00.000Z"
