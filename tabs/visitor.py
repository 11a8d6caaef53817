"""Who calls."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Visitor:
    """One who sends calls.

    Attributes:
        address: by which visitors are told apart; "" where they are not.
        token: of the visitor's own login at the Hub, for models that only this visitor may read; "" for none. It is
            kept as long as the call lasts, and shown nowhere.
        is_owner: whether this server is the visitor's own.
        language: in which the visitor is answered, one of tabs.words.LANGUAGES.
    """

    address: str = ""
    token: str = field(default="", repr=False)
    is_owner: bool = False
    language: str = "en"


NOBODY = Visitor()
