"""Sentences with names in them, and where the names are: what the starter for names learns from and is measured on."""
