"""What the server keeps of a visitor: nothing that grows with the page."""

import os
from typing import Any

from gradio.state_holder import SessionState

SECONDS_WHEN_CLOSED = 1 if os.getenv("GRADIO_IS_E2E_TEST") else 3600


class Visit(SessionState):  # type: ignore[misc]
    """A session of a page whose components never change: it holds the values of gr.State and no more.

    Gradio 6.31 copies the list of all components for every session, and for every call without one, and describes
    each of them again, so that deep links can be made of what a visitor saw. This page makes no such links.
    """

    def __init__(self, blocks: Any) -> None:
        self.blocks_config = blocks.default_config
        self.config_values: dict[int, Any] = {}
        self.state_data: dict[int, Any] = {}
        self.made_anew: dict[int, Any] = {}
        self._state_ttl: dict[int, Any] = {}
        self.is_closed = False
        self.STATE_TTL_WHEN_CLOSED = SECONDS_WHEN_CLOSED

    def __setitem__(self, key: int, value: Any) -> None:
        """Keep the value of a gr.State; a component made anew for one visitor is forgotten once it was asked for."""
        if key in self.blocks_config.blocks and self.blocks_config.blocks[key].stateful:
            super().__setitem__(key, value)
        else:
            self.made_anew = {key: value}

    def __getitem__(self, key: int) -> Any:
        """Return a component; right after an update (gr.update) the one that shows what was updated."""
        return self.made_anew.pop(key) if key in self.made_anew else super().__getitem__(key)

    def _update_config(self, key: int) -> None:
        """Describe nothing."""

    def _update_value_in_config(self, key: int, value: Any) -> None:
        """Keep nothing of what was sent or answered."""


def keep_visits_for(page: type) -> None:
    """Let Gradio make a Visit for pages of this class; of any other page it makes what it always did.

    SessionState is named in five of its modules, so the choice is made where all of them come by.
    """

    def choose(cls: type, blocks: Any) -> Any:
        return object.__new__(Visit if isinstance(blocks, page) else cls)

    SessionState.__new__ = staticmethod(choose)
