"""Data sets on this machine: small ones that come along, and those that people brought."""
