"""Tasks that Transformers 5 does not have, or not without a download."""
