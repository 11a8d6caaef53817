"""Training: a plan (what to train, on what, how) becomes a script, and a run is a process that executes it.

kinds.py has one row for each task that can be trained, parts/ the pieces of the scripts; the keeper starts runs one
after the other, and everything else reads what they write into their folders.
"""
