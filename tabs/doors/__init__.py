"""Doors for programs beside the page: plain HTTP over the same tasks, cache, limits and sentences.

Each is a small adaptor: it makes a Request of what was sent and an answer of what `tabs.run.compute` returns.
"""
