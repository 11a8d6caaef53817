"""Where models come from, how they are loaded, and the one cache that keeps them. Knows no user interface."""
