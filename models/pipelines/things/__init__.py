"""Pipelines that only say what a detector and a classifier saw: a module for each task, named like its endpoint."""
