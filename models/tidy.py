"""What is let go of while the server lives: models that nobody used for long, and what visitors' logins brought."""

from typing import Any

from models.cache import ModelCache
from models.hub.login import KEPT_S, clear_what_others_left, part
from models.hub.room import let_go


def tidy_up(cache: ModelCache[Any]) -> None:
    """Drop what was not used for long: soon after the visitor's last call where it was had with a visitor's login."""
    cache.unload_idle()
    for entry in cache.stats().entries:
        if entry.key.visitor and not entry.pins and entry.idle_s > KEPT_S:
            cache.unload(entry.key)
    part({entry.key.visitor for entry in cache.stats().entries})
    clear_what_others_left()
    let_go()
