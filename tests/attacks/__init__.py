"""What hurts, tried on purpose."""
