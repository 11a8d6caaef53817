"""Imports the large libraries one thread at a time.

Transformers exchanges its own module while it is imported: a second thread that asks for a name meanwhile finds the
old one and fails with "cannot import name 'AutoConfig'" (5.24). So whoever is the first to import it holds this lock,
and so does whoever builds a pipeline, which imports more of it.
"""

import threading

IMPORTING = threading.RLock()


def import_transformers() -> None:
    """Import Transformers with its pipelines, or wait until another thread has; takes 6 s the first time."""
    with IMPORTING:
        import transformers.pipelines  # noqa: F401

        from models.chat_templates import bound_templates

        bound_templates()


def import_sentence_transformers() -> None:
    """Import sentence-transformers, or wait until another thread has; takes 5 s more the first time."""
    with IMPORTING:
        import sentence_transformers  # noqa: F401


def import_datasets() -> None:
    """Import datasets, after Transformers: it asks that module for names wherever it was begun to be imported."""
    import_transformers()
    with IMPORTING:
        import datasets  # noqa: F401
