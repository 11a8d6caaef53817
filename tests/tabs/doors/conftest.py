from tests.tabs.read.conftest import uploaded, uploads

__all__ = ["uploaded", "uploads"]
