"""Pictures, sounds and clips for trying things out."""
