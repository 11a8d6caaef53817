"""What can go wrong where models run, beside what goes wrong with them."""

from models.errors import CacheError, SourceError


class Lost(CacheError):
    """The machine that had the call is gone."""


class NoReplica(CacheError):
    """No machine took the call in time."""


class NotServed(SourceError):
    """Where the model was to be asked, nobody answers for it; where the choice is automatic, a starter does instead."""
