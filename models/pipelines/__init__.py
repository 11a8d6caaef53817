"""Tasks that Transformers 5 does not have, or not without a download; `pipeline` has them under their old names."""

from models.pipelines.version_4.conversation import Conversation
from models.pipelines.version_4.door import pipeline

__all__ = ["Conversation", "pipeline"]
