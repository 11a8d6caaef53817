"""Models in the replicas of a Ray Serve deployment: this server, or several, are heads without models.

A head (`head.py`) sends each call to a replica (`replica.py`), which holds a cache with a budget of its own; and
`router.py` chooses it. `pip install "ray[serve]"`; .github/scaling.md tells how to start a cluster.
"""
