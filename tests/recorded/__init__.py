"""Answers of every task, recorded once and compared ever after: moving code must not change what it says.

    python -m tests.recorded [task ...] [--write]

asks each task's starter, and a tiny random checkpoint of its default model, each example of the task. What is kept of
an answer: `raw`, and what is drawn of it, with arrays, pictures and sounds as a few numbers about them.
"""
