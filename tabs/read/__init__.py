"""From an untrusted payload to a value a pipeline can take, or a BadInput that says what to do."""
