"""What tells whoever runs the server how it is: answered at once, however long the queue."""

from collections.abc import Callable
from typing import Any

from tabs.doors.gate.folder import UploadFolder
from tabs.doors.gate.keeper import Doors


def health_doors(status: Callable[[], Any], has_places: Callable[[], bool], folder: UploadFolder) -> Doors:
    """Return the doors /health (it lives), /ready (it takes calls now) and /status (which models are loaded)."""

    def ready() -> tuple[int, Any]:
        lacking = [] if has_places() else ["a place in the queue"]
        lacking += [] if folder.has_room(0, used=0) else ["room on the disk"]
        return (503, {"status": "busy", "lacking": lacking}) if lacking else (200, {"status": "ready"})

    return {
        "/health": lambda: (200, {"status": "ok"}),
        "/ready": ready,
        "/status": lambda: (200, status()),
    }
